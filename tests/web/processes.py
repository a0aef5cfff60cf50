"""Running our own command line as people do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing of the caller's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("WANGGE_", "DATABASE_", "DJANGO_"))}
    return {**kept, "WANGGE_HOME": str(home), **(more or {})}


def wangge(home: Path, *words: str, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wangge.web", *words]
    return subprocess.run(command, env=environment(home, more), capture_output=True, text=True, timeout=100)


@contextmanager
def running(home: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A long command in its own process group, which is stopped at the end if it has not been."""
    command = [sys.executable, "-m", "wangge.web", *words]
    with subprocess.Popen(
        command, env=environment(home), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(url: str, seconds: float = 90) -> httpx.Response:
    """The first good answer of a server that is starting."""
    until = time.monotonic() + seconds
    while True:
        try:
            answer = httpx.get(url, timeout=10)
            if answer.status_code == 200:
                return answer
        except httpx.TransportError:
            pass
        assert time.monotonic() < until, f"{url} does not answer"
        time.sleep(0.1)


def gone(pid: int, seconds: float = 30) -> bool:
    """Whether a process ends in time; a zombie has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

"""The server process: found, started as our direct child, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wangge.standards.errors import Refused
from wangge.web.embedded.account import Account
from wangge.web.embedded.binaries import Binaries
from wangge.web.process import die_with


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    sockets: str
    port: int
    ready: bool


def find(data: Path) -> Postmaster | None:
    """The live server of a data folder. A pid file is believed only if that process is a postgres at work there."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5 or not _is_ours(int(lines[0]), data):
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Postmaster(int(lines[0]), lines[4], int(lines[3]), ready)


def clear_stale(data: Path, patience: float = 10.0) -> None:
    """Removes a dead server's pid file once none of its children is left, who could still write."""
    until = time.monotonic() + patience
    while any(_is_ours(int(entry.name), data) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        if time.monotonic() > until:
            raise Refused("database_lingers", "上次的数据库进程尚未退出", f"数据目录 {data}，请稍后重试。", status=503)
        time.sleep(0.05)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _is_ours(pid: int, data: Path) -> bool:
    try:
        exe, cwd = os.readlink(f"/proc/{pid}/exe"), os.readlink(f"/proc/{pid}/cwd")
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False
    return Path(exe.removesuffix(" (deleted)")).name == "postgres" and Path(cwd) == data.resolve()


def start(
    binaries: Binaries, data: Path, account: Account, options: Sequence[str], log: Path
) -> subprocess.Popen[bytes]:
    """Starts `postgres`, which gets SIGINT (a fast, clean stop) should the calling thread die; returns when it serves."""
    with open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
        mark = out.tell()
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            [str(binaries.folder / "postgres"), "-D", str(data), *options],
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            preexec_fn=die_with(os.getpid(), signal.SIGINT),
            **account.arguments,
        )
    _await_ready(process, data, log, mark)
    return process


def _await_ready(process: subprocess.Popen[bytes], data: Path, log: Path, mark: int, patience: float = 120.0) -> None:
    until = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < until:
        found = find(data)
        if found and found.ready and found.pid == process.pid:
            return
        time.sleep(0.005)
    stop(process)
    with log.open("rb") as file:
        file.seek(mark)
        said = file.read().decode(errors="replace")[-1500:]
    raise Refused("database_start", "数据库未能启动", f"日志 {log}：\n{said}", status=500)


def stop(process: subprocess.Popen[bytes], patience: float = 60.0) -> None:
    """Fast shutdown: sessions are ended, a checkpoint is written."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sign)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue

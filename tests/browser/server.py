"""A demo county without history as processes of its own, which a test may kill and start again."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests import prepared
from tests.browser.people import surroundings

WORDS = ["-m", "wangge.web", "demo", "--history", "none", "--no-live"]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`settings` go into its environment; `sources` is another release's folder of packages."""

    def __init__(self, home: Path, *, settings: dict[str, str] | None = None, sources: Path | None = None) -> None:
        self.home, self.port, self.told = home, free_port(), home / "server.log"
        self.settings, self.sources = settings or {}, sources
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if not any(self.home.iterdir()):
            self._take_the_county()
        self._start()

    def _take_the_county(self) -> None:
        """A copy of the county that this run loaded; the first to come loads it."""
        with prepared.alone() as folder:
            if not (folder / "whole").exists():
                self._start()
                self.stop()
                prepared.copied(self.home, folder / "home")
                (folder / "whole").touch()
                return
            prepared.copied(folder / "home", self.home)

    def _start(self) -> None:
        around = surroundings(self.home) | self.settings
        if self.sources:
            around["PYTHONPATH"] = str(self.sources)
        with self.told.open("ab") as log:
            words = [sys.executable, *WORDS, "--port", str(self.port)]
            self.running = subprocess.Popen(words, env=around, stdout=log, stderr=subprocess.STDOUT)
        self._until_ready()

    def _until_ready(self) -> None:
        until = time.monotonic() + 180
        while time.monotonic() < until and self.running and self.running.poll() is None:
            try:
                if httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        pytest.fail(f"the server did not become ready:\n{self.told.read_text(errors='replace')[-3000:]}")

    def kill(self) -> None:
        """As a power cut does it: no goodbye to anybody."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self.running:
            self.running.send_signal(how)
            self.running.wait(30)
            self.running = None

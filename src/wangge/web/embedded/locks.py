"""File locks in the data folder: they end with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wangge.standards.errors import Refused


class Lock:
    """An flock on one file; closing releases it."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """False when somebody else holds it and `wait` is off."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._fd, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        os.close(self._fd)


@contextmanager
def held(path: Path) -> Iterator[None]:
    lock = Lock(path)
    try:
        lock.take()
        yield
    finally:
        lock.close()


@contextmanager
def sole_server(home: Path) -> Iterator[None]:
    """One `demo` or `serve` on a data folder; refuses the second."""
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    lock = Lock(home / "server.lock")
    try:
        if not lock.take(wait=False):
            raise Refused(
                "already_running",
                "该数据目录上已有服务在运行",
                f"{home} 正被另一个 demo 或 serve 使用；请先停止它，或用 WANGGE_HOME 指定另一个目录。",
                status=409,
            )
        yield
    finally:
        lock.close()

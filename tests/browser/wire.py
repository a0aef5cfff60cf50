"""A line to the server that can be cut, service worker and all: the browser's own offline switch misses workers."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Wire:
    """Listens on a port of its own and passes everything on; while it is cut nobody answers there."""

    def __init__(self, to: int) -> None:
        self.to, self.port = to, 0
        self.open: set[socket.socket] = set()
        self.mend()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        self.ear = socket.create_server(("127.0.0.1", self.port))
        self.port = int(self.ear.getsockname()[1])
        threading.Thread(target=self._listen, args=(self.ear,), daemon=True).start()

    def cut(self) -> None:
        _end(self.ear)
        for end in list(self.open):
            _end(end)
        self.open.clear()

    def _listen(self, ear: socket.socket) -> None:
        while True:
            try:
                near, _ = ear.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                return
            self.open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pass, args=(one, other), daemon=True).start()


def _pass(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    _end(one)
    _end(other)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire_to(site: str) -> Iterator[Wire]:
    wire = Wire(int(site.rsplit(":", 1)[1]))
    try:
        yield wire
    finally:
        wire.cut()

"""A bad line between browser and server: cut off, breaking in the middle of a request, or losing the answer to one."""

from __future__ import annotations

import random
import re
import socket
import struct
import threading
import time
from collections import Counter

REQUEST = re.compile(rb"(POST|PATCH|HEAD|GET|DELETE) (\S+) HTTP/1\.1\r\n")
CHANGING = re.compile(r"(POST|PATCH|HEAD) /api/v1/(reports|uploads|cases)")
RESET = struct.pack("ii", 1, 0)


def drop(end: socket.socket) -> None:
    """Closes at once, as a lost radio link looks to the other side."""
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()


class Call:
    """One connection of the browser and its twin to the server."""

    def __init__(self, near: socket.socket, far: socket.socket) -> None:
        self.near, self.far = near, far
        self.request = ""

    def end(self) -> None:
        drop(self.near)
        drop(self.far)


class Line:
    """A TCP proxy on a port of its own. Faults come by lot from `seed`; `seen` counts them."""

    def __init__(self, upstream: int, seed: int) -> None:
        self.upstream, self.lot = upstream, random.Random(seed)
        self.cut = self.stormy = self.closed = False
        self.lost_share, self.broken_share = 0.12, 0.05
        self.seen: Counter[str] = Counter()
        self.calls: set[Call] = set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._weather, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def goes_dead(self) -> None:
        self.cut = True
        self.seen["cut"] += 1
        for call in list(self.calls):
            call.end()

    def comes_back(self) -> None:
        self.cut = False

    def close(self) -> None:
        self.closed, self.stormy = True, False
        self.listener.close()
        self.goes_dead()

    def _weather(self) -> None:
        while not self.closed:
            if self.stormy:
                self.goes_dead()
                time.sleep(self.lot.uniform(0.1, 0.8))
                self.comes_back()
            time.sleep(self.lot.uniform(0.5, 4))

    def _listen(self) -> None:
        while not self.closed:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        far = None if self.cut else self._far_end()
        if far is None:
            drop(near)
            return
        call = Call(near, far)
        self.calls.add(call)
        for pump in (self._up, self._down):
            threading.Thread(target=pump, args=(call,), daemon=True).start()

    def _far_end(self) -> socket.socket | None:
        """None while the server is killed."""
        try:
            far = socket.create_connection(("127.0.0.1", self.upstream), timeout=5)
        except OSError:
            return None
        far.settimeout(None)
        return far

    def _up(self, call: Call) -> None:
        while data := self._read(call.near):
            if found := REQUEST.match(data):
                call.request = f"{found[1].decode()} {found[2].decode()}"
            if self._happens(call, self.broken_share):
                self.seen["broken request"] += 1
                self._write(call.far, data[: len(data) // 2])
                break
            if not self._write(call.far, data):
                break
        self._over(call)

    def _down(self, call: Call) -> None:
        while data := self._read(call.far):
            if self._happens(call, self.lost_share):
                self.seen[f"lost answer to {call.request.split('/')[3]}"] += 1
                break
            if not self._write(call.near, data):
                break
        self._over(call)

    def _happens(self, call: Call, share: float) -> bool:
        return self.stormy and bool(CHANGING.match(call.request)) and self.lot.random() < share

    def _over(self, call: Call) -> None:
        call.end()
        self.calls.discard(call)

    def _read(self, end: socket.socket) -> bytes:
        try:
            return end.recv(65536)
        except OSError:
            return b""

    def _write(self, end: socket.socket, data: bytes) -> bool:
        try:
            end.sendall(data)
        except OSError:
            return False
        return True

"""A WSGI application that says what it was given, behind the product's own server; run as a process by the tests."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

from wangge.web.server.app import Server
from wangge.web.server.files import Files
from wangge.web.server.run import serve
from wangge.web.server.types import Receive, Scope, Send

Start = Callable[[str, list[tuple[str, str]]], Any]
BIG = bytes(range(256)) * 4096 * 64  # 64 MB


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    path = environ["PATH_INFO"].encode("latin-1").decode()
    if path == "/big":
        start("200 OK", [("Content-Type", "application/octet-stream")])
        return big()
    if path == "/endless":
        start("200 OK", [("Content-Type", "text/csv")])
        return itertools.repeat(b"x" * (1 << 18))
    if path == "/file":
        return whole_file(environ, start)
    if path == "/slow":
        time.sleep(float(environ["QUERY_STRING"]))
    body = json.dumps(told(environ)).encode()
    start(
        "200 OK",
        [
            ("X-Method", environ["REQUEST_METHOD"]),
            ("Content-Type", "application/json"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
        ],
    )
    return [body]


def told(environ: dict[str, Any]) -> dict[str, Any]:
    body = environ["wsgi.input"].read()
    plain = {key: value for key, value in environ.items() if isinstance(value, str)}
    return {**plain, "body": len(body), "sha256": hashlib.sha256(body).hexdigest()}


def big() -> Iterator[bytes]:
    for at in range(0, len(BIG), 1 << 16):
        yield BIG[at : at + (1 << 16)]


def whole_file(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    path = Path(tempfile.gettempdir()) / f"echo-{os.getpid()}"
    path.write_bytes(BIG)
    start("200 OK", [("Content-Type", "image/jpeg"), ("Content-Length", str(len(BIG)))])
    wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](path.open("rb"), 1 << 16)
    assert isinstance(wrapped, FileWrapper)
    return wrapped


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    for number in range(10_000):
        await send({"type": "http.response.body", "body": f"data: {number}\n\n".encode(), "more_body": True})
        await asyncio.sleep(0.05)


def build() -> Server:
    root = Path(os.environ["ECHO_DIST"])
    older = [Path(os.environ["ECHO_OLDER"])]
    return Server(echo, Files(root, older), stream, threads=4, cap=32 << 20)


if __name__ == "__main__":
    serve("127.0.0.1", int(sys.argv[1]), 1, target="tests.web.server.echo:build")

"""Django's WSGI application in threads, under an ASGI server."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

from wangge.web.server import body, environ
from wangge.web.server.answers import problem
from wangge.web.server.types import Headers, Receive, Scope, Send

log = logging.getLogger("wangge.server")

WHOLE = 1 << 20
READER_SECONDS = 60.0
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class ReaderGone(Exception):
    """The reader of a long answer left, or took nothing for READER_SECONDS: the thread is free for others."""


@dataclass(slots=True)
class Answer:
    """What a thread hands back: a whole body (at most about WHOLE bytes), or the path of a file to send."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    path: str | None = None


class Bridge:
    """`cap`: longest request body in bytes; `threads`: requests at work at once; `waiting`: more than these are refused."""

    def __init__(self, wsgi: Wsgi, *, threads: int, cap: int, waiting: int = 400) -> None:
        self.wsgi, self.cap, self.waiting = wsgi, cap, waiting
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self.inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.inside >= self.waiting:
            await problem(send, 503, "overloaded", "服务繁忙", "请稍后重试。", [(b"retry-after", b"2")])
            return
        self.inside += 1
        try:
            await self._serve(scope, receive, send)
        except body.TooLarge:
            await problem(send, 413, "body_too_large", "上传内容过大", f"单次请求不得超过 {self.cap >> 20} MB。")
        except body.Gone:
            await problem(send, 408, "body_timeout", "上传中断", "没有收到完整的请求内容，未作任何改动。")
        except ReaderGone:
            log.info("a reader of %s has gone", scope["path"])
        finally:
            self.inside -= 1

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        file, length = await body.spool(scope, receive, self.cap)
        loop = asyncio.get_running_loop()
        try:
            variables = environ.build(scope, file, length)
            work = _Work(self.wsgi, variables, receive, send, loop, head=scope["method"] == "HEAD")
            answer = await loop.run_in_executor(self.pool, work.run)
        finally:
            file.close()
        if answer is None:
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.path:
            await send({"type": "http.response.pathsend", "path": answer.path})
        else:
            await send({"type": "http.response.body", "body": answer.body, "more_body": False})


class _Work:
    """One request in one thread. Short answers and files go back whole; a long stream is sent from the thread."""

    def __init__(
        self,
        wsgi: Wsgi,
        variables: dict[str, Any],
        receive: Receive,
        send: Send,
        loop: asyncio.AbstractEventLoop,
        *,
        head: bool,
    ) -> None:
        self.wsgi, self.variables, self.receive, self.send = wsgi, variables, receive, send
        self.loop, self.head = loop, head
        self.answer, self.gone = Answer(), False

    def run(self) -> Answer | None:
        """None when the answer has been sent already."""
        result = self.wsgi(self.variables, self._start_response)
        try:
            return self._collect(result)
        finally:
            if close := getattr(result, "close", None):
                close()

    def _start_response(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        self.answer.status = int(status.split(" ", 1)[0])
        self.answer.headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]

    def _collect(self, result: Iterable[bytes]) -> Answer | None:
        if self.head:
            return self.answer
        if path := _whole_file(result):
            self.answer.path = path
            return self.answer
        chunks, size, iterator = [], 0, iter(result)
        for chunk in iterator:
            chunks.append(chunk)
            size += len(chunk)
            if size > WHOLE:
                self._stream(b"".join(chunks), iterator)
                return None
        self.answer.body = b"".join(chunks)
        return self.answer

    def _stream(self, first: bytes, rest: Iterable[bytes]) -> None:
        watch = asyncio.run_coroutine_threadsafe(self._watch(), self.loop)
        try:
            self._tell({"type": "http.response.start", "status": self.answer.status, "headers": self.answer.headers})
            for chunk in itertools.chain([first], rest):
                self._tell({"type": "http.response.body", "body": chunk, "more_body": True})
            self._tell({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            watch.cancel()

    async def _watch(self) -> None:
        """Sending to a reader who has left succeeds like any other; only `receive` tells."""
        while (await self.receive())["type"] != "http.disconnect":
            pass
        self.gone = True

    def _tell(self, message: dict[str, Any]) -> None:
        if self.gone:
            raise ReaderGone
        sending = asyncio.run_coroutine_threadsafe(_sent(self.send, message), self.loop)
        try:
            sending.result(READER_SECONDS)
        except TimeoutError as error:
            sending.cancel()
            raise ReaderGone from error


async def _sent(send: Send, message: dict[str, Any]) -> None:
    await send(message)


def _whole_file(result: Iterable[bytes]) -> str | None:
    """The path of an unread file on disk, which the server sends without a thread of ours."""
    name = getattr(result.filelike, "name", None) if isinstance(result, FileWrapper) else None
    if not isinstance(name, str) or not Path(name).is_file() or result.filelike.tell() != 0:  # type: ignore[attr-defined]
        return None
    return str(Path(name).absolute())

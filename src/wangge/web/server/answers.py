"""Whole answers that need no Django."""

from __future__ import annotations

import json

from wangge.web.server.types import Headers, Send


async def answer(send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def problem(send: Send, status: int, code: str, title: str, detail: str, headers: Headers | None = None) -> None:
    """An RFC 9457 problem document."""
    document = {"type": "about:blank", "title": title, "detail": detail, "status": status, "code": code}
    body = json.dumps(document, ensure_ascii=False).encode()
    await answer(send, status, [(b"content-type", b"application/problem+json"), *(headers or [])], body)


async def redirect(send: Send, to: str) -> None:
    await answer(send, 307, [(b"location", to.encode()), (b"cache-control", b"no-cache")])

"""GET /api/v1/events: live changes one may see, as server-sent events, resumable by Last-Event-ID.

One LISTEN connection a process feeds all of its streams. An event carries cursor, case_no, action, state, version only.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async

from wangge.cases.feed import Change, Feed
from wangge.cases.stream_auth import StreamRefused, admitted, changes_after, newest
from wangge.cases.visibility import Sight

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger("wangge.stream")
HEARTBEAT = 15.0
ADMITTED = 30.0  # seconds after which a stream asks again whether its sign-in still holds
CATCH_UP = 500
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_feeds: dict[int, Feed] = {}


def feed() -> Feed:
    """The process's feed, on the running loop."""
    loop = asyncio.get_running_loop()
    if id(loop) not in _feeds:
        _feeds.clear()
        _feeds[id(loop)] = Feed()
    return _feeds[id(loop)]


def _after(scope: Scope) -> int | None:
    """Where the client stands: Last-Event-ID, else ?after=; None for a new one."""
    headers = dict(scope["headers"])
    query = parse_qs(scope.get("query_string", b"").decode())
    told = headers.get(b"last-event-id", b"").decode() or (query.get("after") or [""])[0]
    return int(told) if told.isdigit() else None


def _message(change: Change) -> bytes:
    data = json.dumps(change.public(), ensure_ascii=False)
    return f"id: {change.cursor}\nevent: case\ndata: {data}\n\n".encode()


async def handle(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application of this one path."""
    try:
        sight = await sync_to_async(admitted)(scope)
    except StreamRefused as refused:
        await _refuse(send, refused)
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    sending = asyncio.create_task(_stream(sight, _after(scope), send))
    ends = {asyncio.create_task(_gone(receive)), asyncio.create_task(_barred(scope))}
    done, pending = await asyncio.wait({sending, *ends}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        if (error := task.exception()) is not None:
            log.info("stream ended: %s", error)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _barred(scope: Scope) -> None:
    """Ends when the sign-in is over: logged out, expired, or the phone was locked."""
    while True:
        await asyncio.sleep(ADMITTED)
        try:
            await sync_to_async(admitted)(scope)
        except StreamRefused as refused:
            log.info("stream ended: %s", refused)
            return


async def _refuse(send: Send, refused: StreamRefused) -> None:
    body = json.dumps(refused.problem, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/problem+json; charset=utf-8")]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _stream(sight: Sight, after: int | None, send: Send) -> None:
    """First what was missed, then what comes; every 15 s a comment, so that both sides notice a dead line."""
    async with feed().subscribed() as queue:
        cursor = await sync_to_async(newest)() if after is None else after
        await _body(send, f'retry: 2000\nid: {cursor}\nevent: hello\ndata: {{"cursor": {cursor}}}\n\n'.encode())
        cursor = await _catch_up(sight, cursor, send)
        while True:
            try:
                change = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                await _body(send, b": \n\n")
                continue
            if change is None:
                return
            if change.cursor > cursor and sight.sees(change):
                await _body(send, _message(change))
            cursor = max(cursor, change.cursor)


async def _catch_up(sight: Sight, cursor: int, send: Send) -> int:
    while True:
        missed = await sync_to_async(changes_after)(cursor, CATCH_UP)
        for change in missed:
            if sight.sees(change):
                await _body(send, _message(change))
        if not missed:
            return cursor
        cursor = missed[-1].cursor


async def _body(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})

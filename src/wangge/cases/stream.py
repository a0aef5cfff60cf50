"""GET /api/v1/events: live changes one may see, as server-sent events, resumable by Last-Event-ID.

One LISTEN connection a process feeds all of its streams. An event carries cursor, case_no, action, state, version only.
A client whose place lies ahead of the log (a restored or another county) is set back to its end and told `reset`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
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
PLACE = re.compile(r"[0-9]{1,18}")
NO_PLACE = (
    "续传位置无效",
    "Last-Event-ID 或 after 应是收到过的事件编号（非负整数）。不写则从现在开始。",
)
_feeds: dict[int, Feed] = {}


def feed() -> Feed:
    """The process's feed, on the running loop."""
    loop = asyncio.get_running_loop()
    if id(loop) not in _feeds:
        _feeds.clear()
        _feeds[id(loop)] = Feed()
    return _feeds[id(loop)]


def _after(scope: Scope) -> int | None:
    """Where the client stands: Last-Event-ID, else ?after=; None for a new one. Raises StreamRefused 422."""
    headers = dict(scope["headers"])
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    told = headers.get(b"last-event-id", b"").decode("latin-1") or (query.get("after") or [""])[0]
    if told and not PLACE.fullmatch(told):
        raise StreamRefused(422, "invalid", *NO_PLACE)
    return int(told) if told else None


def _message(change: Change) -> bytes:
    data = json.dumps(change.public(), ensure_ascii=False)
    return f"id: {change.cursor}\nevent: case\ndata: {data}\n\n".encode()


def _hello(cursor: int, *, reset: bool) -> bytes:
    """The greeting. After `reset` the client's lists are of another log: it loads them anew."""
    data = json.dumps({"cursor": cursor} | ({"reset": True} if reset else {}))
    hello = f"retry: 2000\nid: {cursor}\nevent: hello\ndata: {data}\n\n"
    return (hello + (f"id: {cursor}\nevent: reset\ndata: {data}\n\n" if reset else "")).encode()


async def handle(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application of this one path."""
    try:
        sight = await sync_to_async(admitted)(scope)
        after = _after(scope)
    except StreamRefused as refused:
        await _refuse(send, refused)
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    sending = asyncio.create_task(_stream(sight, after, send))
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
        end = await sync_to_async(newest)()
        cursor = end if after is None else min(after, end)
        await _body(send, _hello(cursor, reset=after is not None and after > end))
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

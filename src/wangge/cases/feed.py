"""One LISTEN connection a process; every ordered event goes once into each stream's queue."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection

from wangge.basedata.jurisdiction import jurisdiction
from wangge.cases.relay import ORDER_CHANNEL

log = logging.getLogger("wangge.stream")
QUEUE = 5000
GOODBYE = "wangge_goodbye"
AFTER = """
SELECT o.position, e.case_no, e.action, e.to_state, e.version, c.state, c.reporter, c.collectors, c.units, c.duty_grid
FROM cases_eventorder o JOIN cases_event e ON e.id = o.event JOIN cases_case c ON c.id = e.case_id
WHERE o.position > %s ORDER BY o.position LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One ordered event and what its visibility hangs on (the case as it is now)."""

    cursor: int
    case_no: str
    action: str
    to_state: str
    version: int
    state: str
    reporter: int | None
    collectors: tuple[int, ...]
    units: tuple[str, ...]
    duty_grid: str | None

    def public(self) -> dict[str, Any]:
        return {
            "cursor": self.cursor,
            "case_no": self.case_no,
            "action": self.action,
            "state": self.to_state,
            "version": self.version,
        }


def changes_after(position: int, limit: int) -> list[Change]:
    with jurisdiction(), connection.cursor() as cursor:
        cursor.execute(AFTER, [position, limit])
        names = [d[0] for d in cursor.description or ()]
        return [_change(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _change(row: dict[str, Any]) -> Change:
    row |= {"cursor": row.pop("position"), "collectors": tuple(row["collectors"]), "units": tuple(row["units"])}
    return Change(**row)


def newest() -> int:
    with jurisdiction(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM cases_eventorder")
        row = cursor.fetchone()
        return int(row[0]) if row else 0


Queue = asyncio.Queue[Change | None]


class Feed:
    """Reads new positions when woken and hands them to all queues; a queue that is full is ended, its client resumes."""

    def __init__(self) -> None:
        self._queues: set[Queue] = set()
        self._task: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    @contextlib.asynccontextmanager
    async def subscribed(self) -> AsyncIterator[Queue]:
        queue: Queue = asyncio.Queue(QUEUE)
        self._queues.add(queue)
        if self._task is None or self._task.done():
            self._ready.clear()
            self._task = asyncio.create_task(self._run())
        await self._ready.wait()
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("live feed lost its connection, trying again: %s", error)
                await asyncio.sleep(1)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(conninfo(), autocommit=True) as listening:
            await listening.execute(f"LISTEN {ORDER_CHANNEL}")
            await listening.execute(f"LISTEN {GOODBYE}")
            position = await sync_to_async(newest)()
            self._ready.set()
            while True:
                async for note in listening.notifies(timeout=5, stop_after=1):
                    if note.channel == GOODBYE:
                        self._end_all()
                position = await self._hand_out(position)

    async def _hand_out(self, position: int) -> int:
        while True:
            changes = await sync_to_async(changes_after)(position, 1000)
            for change in changes:
                self._put(change)
            if len(changes) < 1000:
                return changes[-1].cursor if changes else position
            position = changes[-1].cursor

    def _put(self, change: Change) -> None:
        for queue in list(self._queues):
            if queue.full():
                self._queues.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(change)

    def _end_all(self) -> None:
        for queue in list(self._queues):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)


def conninfo() -> str:
    """The default connection's own parameters, for a connection beside Django's."""
    parts = {k: v for k, v in connection.get_connection_params().items() if k in KEYS and v is not None}
    return psycopg.conninfo.make_conninfo("", **parts)


KEYS = ("dbname", "user", "password", "host", "port")

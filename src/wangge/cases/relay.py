"""The relay: gives committed events their positions. One a jurisdiction; NOTIFY only wakes it.

Positions have no gaps and never run backwards, whatever commits when: they are given here, in one transaction under an
advisory lock, after the events are committed. Consumers keep a cursor on positions.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection, transaction

from wangge.basedata.jurisdiction import jurisdiction, schema
from wangge.cases.store import INBOX_CHANNEL

log = logging.getLogger("wangge.relay")
ORDER_CHANNEL = "wangge_order"
BATCH = 1000
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || ':relay', 0))"
TAKE = """
WITH taken AS (
  DELETE FROM cases_inboxrow WHERE id IN (SELECT id FROM cases_inboxrow ORDER BY id LIMIT %s) RETURNING id, event
), numbered AS (
  SELECT event, row_number() OVER (ORDER BY id) AS n FROM taken
)
INSERT INTO cases_eventorder (position, event)
SELECT (SELECT coalesce(max(position), 0) FROM cases_eventorder) + n, event FROM numbered
RETURNING position
"""
WAIT = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':relay', 0))"
TAKE_BULK = """
WITH placed AS (
  INSERT INTO cases_eventorder (position, event)
  SELECT (SELECT coalesce(max(position), 0) FROM cases_eventorder)
         + row_number() OVER (ORDER BY e.received_at, e.case_id, e.seq), e.id
  FROM cases_event e
  WHERE e.case_id >= %s
    AND NOT EXISTS (SELECT FROM cases_eventorder o WHERE o.event = e.id)
    AND NOT EXISTS (SELECT FROM cases_inboxrow i WHERE i.event = e.id)
  RETURNING position
)
SELECT count(*), max(position) FROM placed
"""


def order_once(limit: int = BATCH) -> int:
    """Order up to `limit` waiting events of the current jurisdiction; how many. 0 also while another relay works."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not (cursor.fetchone() or (False,))[0]:
            return 0
        cursor.execute(TAKE, [limit])
        positions = [row[0] for row in cursor.fetchall()]
        if positions:
            _tell(cursor, max(positions))
        return len(positions)


def _tell(cursor: Any, position: int) -> None:
    cursor.execute("SELECT pg_notify(%s, current_schema() || ':' || %s)", [ORDER_CHANNEL, position])


def order_bulk(first_case: int) -> int:
    """Positions for events that were written in bulk, in this transaction, to cases from `first_case` on; how many.

    They have passed no inbox and stand in the order in which they were received.
    """
    with connection.cursor() as cursor:
        cursor.execute(WAIT)
        cursor.execute(TAKE_BULK, [first_case])
        count, last = cursor.fetchone()
        if count:
            _tell(cursor, last)
    return int(count)


def drain(code: str) -> int:
    """Order everything that waits."""
    done = 0
    while True:
        with jurisdiction(code):
            count = order_once()
        done += count
        if count < BATCH:
            return done


class Relay(threading.Thread):
    """Orders events as they come, until `stop()`. `url` is for listening only; a lost connection is opened again."""

    def __init__(
        self, url: str, code: str, patience: float = 5.0, drained: Callable[[int], None] | None = None
    ) -> None:
        super().__init__(name=f"relay-{code}", daemon=True)
        self.url, self.code, self.patience, self.drained = url, code, patience, drained
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("relay %s lost its connection, trying again: %s", self.code, error)
                connection.close()
                self._stopping.wait(1)
        connection.close()

    def _listen(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as listening:
            listening.execute(f"LISTEN {INBOX_CHANNEL}")
            while not self._stopping.is_set():
                done = drain(self.code)
                if self.drained and done:
                    self.drained(done)
                self._wait(listening)

    def _wait(self, listening: psycopg.Connection) -> None:
        """Until one of ours is announced, or patience ends (then look anyway)."""
        for note in listening.notifies(timeout=min(self.patience, 0.5), stop_after=1):
            if note.payload == schema(self.code):
                return

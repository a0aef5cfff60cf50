"""The bulk writer: histories in, rows and positions out."""

from __future__ import annotations

import random

from django.db import connection

from wangge.basedata.copying import new_ids
from wangge.cases import relay
from wangge.cases.bulk.rows import Tables
from wangge.cases.bulk.values import History
from wangge.cases.models import Case
from wangge.cases.words import case_text, tokens
from wangge.rules.rulebook import Rulebook
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.values import CaseFile

CHUNK = 2000


class BulkWriter:
    """`add` histories, then `finish`, in one transaction. `cases` and `events` count what was written.

    Ids and salts come from `chance`: a seeded one makes a run repeatable, without one they come from the system.
    """

    def __init__(self, book: Rulebook, *, chance: random.Random | None = None, chunk: int = CHUNK) -> None:
        self._book = book
        self._chance = chance or random.SystemRandom()
        self._chunk = chunk
        self._waiting: list[History] = []
        self._first: int | None = None
        self.cases = self.events = 0

    def add(self, history: History) -> None:
        self._waiting.append(history)
        if len(self._waiting) >= self._chunk:
            self.flush()

    def flush(self) -> None:
        """Write what waits; the positions of its events are given by `finish`."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        ids = new_ids(Case, len(waiting))
        self._first = ids[0] if self._first is None else self._first
        tables = Tables()
        for case_id, history, words in zip(ids, waiting, self._words(waiting), strict=True):
            self._history(tables, case_id, history, words)
        tables.copy()
        self.cases += len(waiting)

    def finish(self) -> None:
        """Write the rest and give all events written here their positions, in the order they were received."""
        self.flush()
        if self._first is not None:
            relay.order_bulk(self._first)

    def _history(self, tables: Tables, case_id: int, history: History, words: str) -> None:
        file: CaseFile | None = None
        for seq, act in enumerate(history.acts, start=1):
            milliseconds = int(act.decision.command.now.timestamp() * 1000)
            event_id = uuid7(milliseconds, self._chance.randbytes(10))
            tables.event(case_id, seq, file, act, event_id, self._chance.randbytes(16).hex())
            file = act.decision.case
        assert file is not None, "a history has at least its report"
        tables.case(case_id, file, history, words)
        self.events += len(history.acts)

    def _words(self, waiting: list[History]) -> list[str]:
        """The search vectors, made by the database as `words.search_words` makes them one by one."""
        texts = [" ".join(tokens(self._text(history))) for history in waiting]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_tsvector('simple', text)::text FROM unnest(%s::text[]) WITH ORDINALITY AS t(text, n) "
                "ORDER BY n",
                [texts],
            )
            return [row[0] for row in cursor.fetchall()]

    def _text(self, history: History) -> str:
        last = history.acts[-1].decision.case
        return case_text(self._book, last.case_no, last.class_code, history.address, history.description)

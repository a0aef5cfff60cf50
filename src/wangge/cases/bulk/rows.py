"""Rows of all tables as COPY takes them, collected case by case."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from wangge.basedata.copying import copy_rows
from wangge.cases import store
from wangge.cases.bulk.values import Act, History
from wangge.cases.models import (
    Case,
    CaseMedia,
    ClockMove,
    ClockRow,
    Event,
    EventText,
    Person,
    ReportKey,
    RequestRow,
    StepRow,
    SupervisionRow,
    TaskRow,
)
from wangge.standards.lifecycle.values import CaseFile

# Parents before what refers to them.
ORDER: tuple[type[models.Model], ...] = (
    Person,
    Case,
    Event,
    EventText,
    ClockRow,
    ClockMove,
    StepRow,
    RequestRow,
    TaskRow,
    SupervisionRow,
    CaseMedia,
    ReportKey,
)
Key = tuple[str, Any]
Write = Callable[[Any], Any]


def _array(values: Sequence[Any]) -> str:
    """A PostgreSQL array; codes, numbers and ids hold nothing that would have to be escaped."""
    return "{" + ",".join(map(str, values)) + "}"


_WRITE: dict[type[models.Field[Any, Any]], Write] = {
    models.JSONField: json.JSONEncoder(ensure_ascii=False).encode,
    ArrayField: _array,
}


class _Rows:
    """Rows of one table, and which of its columns COPY takes as a text of ours."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self.rows: list[list[Any]] = []
        fields = {field.attname: type(field) for field in model._meta.concrete_fields}
        self.texts = [(n, _WRITE[fields[name]]) for n, name in enumerate(columns) if fields[name] in _WRITE]


class Tables:
    """Rows waiting for COPY, all rows of a table with the same columns."""

    def __init__(self) -> None:
        self._tables: dict[type[models.Model], _Rows] = {}

    def add(self, model: type[models.Model], cells: Mapping[str, Any], *keys: Key) -> None:
        table = self._tables.get(model)
        if table is None:
            table = self._tables[model] = _Rows(model, (*(name for name, _ in keys), *cells))
        row = [value for _, value in keys]
        row += cells.values()
        for n, write in table.texts:
            row[n] = write(row[n])
        table.rows.append(row)

    def copy(self) -> None:
        """Into the database, and their foreign keys checked at once, so that no long queue of checks is kept."""
        for model in ORDER:
            if (table := self._tables.get(model)) is not None:
                copy_rows(model, table.columns, table.rows)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def event(self, case_id: int, seq: int, old: CaseFile | None, act: Act, event_id: UUID, salt: str) -> None:
        """An event with its texts, moves, steps and media."""
        decision, written = act.decision, act.written
        texts = {k: v for k, v in written.texts.items() if v}
        text_hash = store.salted(texts, salt)[1] if texts else ""
        case, event = ("case_id", case_id), ("event", event_id)
        cells = store.event_cells(old, decision, written, text_hash)
        self.add(Event, cells, ("id", event_id), case, ("seq", seq))
        if texts:
            self.add(EventText, {"salt": salt, "body": texts}, event)
        for move in store.move_cells(decision, seq):
            self.add(ClockMove, move, case, event)
        for step in decision.steps:
            self.add(StepRow, store.record_cells(step), case, event)
        self._media(act, case, event, "report" if old is None else decision.command.action)

    def _media(self, act: Act, case: Key, event: Key, step: str) -> None:
        added = act.decision.command.now
        for media_id, role in zip(act.written.media, act.roles, strict=True):
            self.add(CaseMedia, {"media_id": media_id, "role": role, "step": step, "added_at": added}, case, event)

    def case(self, case_id: int, file: CaseFile, history: History, words: str) -> None:
        """The row after the last act, with the clocks and records it left."""
        beside = {
            "description": history.description,
            "address": history.address,
            "origin": history.acts[0].written.origin,
            "last_seq": len(history.acts),
            "words": words,
        }
        self.add(Case, store.case_cells(file) | beside, ("id", case_id))
        case = ("case_id", case_id)
        for clock in file.clocks.values():
            self.add(ClockRow, store.clock_cells(clock), case)
        for model, records in ((RequestRow, file.requests), (TaskRow, file.tasks), (SupervisionRow, file.supervisions)):
            for record in records:
                self.add(model, store.record_cells(record), case)
        self._beside(case, file, history)

    def _beside(self, case: Key, file: CaseFile, history: History) -> None:
        if (citizen := history.citizen) is not None:
            told = {"name": citizen.name, "phone": citizen.phone, "contact_ok": citizen.contact_ok}
            self.add(Person, told, ("id", file.person))
        if (known := history.reported_as) is not None:
            cells = {"user": known.user, "report_id": known.report_id, "body_hash": known.body_hash}
            self.add(ReportKey, cells, case)

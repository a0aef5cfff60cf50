"""Case files from rows and decisions into rows: the only place that writes cases (with cases.bulk, the same in bulk)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from wangge.cases.models import (
    Case,
    ClockMove,
    ClockRow,
    Event,
    EventText,
    InboxRow,
    RequestRow,
    StepRow,
    SupervisionRow,
    TaskRow,
)
from wangge.standards.clock import Clock
from wangge.standards.clock import is_late as late
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.codec import SCALARS, changes
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Decision, Request, Supervision, Task
from wangge.standards.worktime import Limit, LimitUnit

PLAIN = tuple(f for f in SCALARS if f != "limit")
INBOX_CHANNEL = "wangge_inbox"


@dataclass(frozen=True, slots=True)
class Written:
    """What goes with an act besides the decision: texts of people (erasable), media ids, device, origin."""

    texts: dict[str, Any] = field(default_factory=dict)
    media: tuple[UUID, ...] = ()
    device: str = ""
    origin: str = "live"


def _values(row: Any, kind: type[Any]) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in fields(kind)}


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def clock_of(row: ClockRow) -> Clock:
    limit = Limit(row.limit_amount, LimitUnit(row.limit_unit))
    return Clock(limit=limit, **{f.name: getattr(row, f.name) for f in fields(Clock) if f.name != "limit"})


def file_of(row: Case) -> CaseFile:
    """The case file of a row, with its clocks, requests, tasks and supervisions (four queries)."""
    return files_of([row])[0]


def files_of(rows: Sequence[Case]) -> list[CaseFile]:
    """Likewise of many rows, in their order, by the same four queries."""
    clocks, requests, tasks, supervisions = (
        _by_case(model, rows, *order)
        for model, order in (
            (ClockRow, ()),
            (RequestRow, ("id",)),
            (TaskRow, ("sent_at", "id")),
            (SupervisionRow, ("id",)),
        )
    )
    return [_file(r, clocks[r.pk], requests[r.pk], tasks[r.pk], supervisions[r.pk]) for r in rows]


def _by_case(model: type[Model], rows: Sequence[Case], *order: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for record in model._default_manager.filter(case__in=found).order_by(*order):
        found[record.case_id].append(record)  # type: ignore[attr-defined]
    return found


def _file(row: Case, clocks: list[Any], requests: list[Any], tasks: list[Any], supervisions: list[Any]) -> CaseFile:
    plain = _tuples({f: getattr(row, f) for f in PLAIN})
    plain["state"] = State(row.state)
    limit = None
    if row.limit_amount is not None and row.limit_unit:
        limit = Limit(row.limit_amount, LimitUnit(row.limit_unit))
    return CaseFile(
        **plain,
        limit=limit,
        clocks={c.unit: clock_of(c) for c in clocks},
        requests=tuple(Request(**_tuples(_values(r, Request))) for r in requests),
        tasks=tuple(Task(**_values(t, Task)) for t in tasks),
        supervisions=tuple(Supervision(**_values(s, Supervision)) for s in supervisions),
    )


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, State) else value


def case_cells(new: CaseFile, old: CaseFile | None = None) -> dict[str, Any]:
    """Column values of the case row that differ from `old` (all of them for a new case)."""
    cells = {f: _cell(getattr(new, f)) for f in PLAIN if old is None or getattr(old, f) != getattr(new, f)}
    if old is None or old.limit != new.limit:
        cells["limit_amount"] = new.limit.amount if new.limit else None
        cells["limit_unit"] = new.limit.unit.value if new.limit else None
    return cells


def clock_cells(clock: Clock) -> dict[str, Any]:
    cells = {f.name: getattr(clock, f.name) for f in fields(Clock) if f.name != "limit"}
    return cells | {"limit_amount": clock.limit.amount, "limit_unit": clock.limit.unit.value}


def record_cells(record: Any) -> dict[str, Any]:
    """Column values of a step, request, task or supervision."""
    return {name: _cell(getattr(record, name)) for name in record.__dataclass_fields__}


def changed_records(old: Sequence[Any], new: Sequence[Any]) -> Iterable[dict[str, Any]]:
    return (record_cells(r) for r in new if r not in old)


def salted(texts: dict[str, Any], salt: str | None = None) -> tuple[str, str]:
    """(salt, SHA-256 of salt and texts): the event keeps the hash, the erasable row the salt and the texts."""
    salt = salt or secrets.token_hex(16)
    body = "\x1f".join(f"{k}={texts[k]}" for k in sorted(texts))
    return salt, hashlib.sha256(f"{salt}\x1f{body}".encode()).hexdigest()


def event_cells(old: CaseFile | None, decision: Decision, written: Written, text_hash: str) -> dict[str, Any]:
    """Column values of an event, all but id, case and seq."""
    command, new = decision.command, decision.case
    actor = command.actor
    return {
        "case_no": new.case_no,
        "action": command.action,
        "actor": actor.user,
        "role": str(actor.role),
        "post": actor.post,
        "unit": actor.department or actor.unit,
        "from_state": decision.came_from.value if decision.came_from else None,
        "to_state": new.state.value,
        "version": new.version,
        "at": decision.at,
        "acted_at": command.acted_at,
        "received_at": command.now,
        "data": {k: v for k, v in decision.data.items() if v is not None},
        "changes": changes(old, new),
        "media": list(written.media),
        "device": written.device,
        "text_hash": text_hash,
        "origin": written.origin,
    }


def move_cells(decision: Decision, seq: int) -> list[dict[str, Any]]:
    """Column values of the moves of the case's event `seq`, all but case and event."""
    return [
        {
            "seq": seq * 10 + n,
            "unit": m.unit,
            "role": m.role,
            "kind": m.kind,
            "at": m.at,
            "known_at": decision.command.now,
            "state": m.clock.state,
            "deadline": m.clock.deadline,
            "total": m.clock.total,
            "used": m.clock.used,
            "late": late(m.clock, m.at),
            "completed_at": m.clock.completed_at,
            "note": m.note,
        }
        for n, m in enumerate(decision.moves)
    ]


def _write_records(case: Case, old: CaseFile | None, new: CaseFile) -> None:
    for unit, clock in new.clocks.items():
        if old is None or old.clocks.get(unit) is not clock:
            ClockRow.objects.update_or_create(case=case, unit=unit, defaults=clock_cells(clock))
    for model, name in ((RequestRow, "requests"), (TaskRow, "tasks"), (SupervisionRow, "supervisions")):
        before = () if old is None else getattr(old, name)
        known = {r.id for r in before}
        for cells in changed_records(before, getattr(new, name)):
            key = cells.pop("id")
            if key in known:
                model.objects.filter(pk=key).update(**cells)
            else:
                model.objects.create(id=key, case=case, **cells)


def write(case: Case, old: CaseFile | None, decision: Decision, written: Written) -> Event:
    """One event and all it changes; `case` is the locked row (or a new one, not saved yet). Call in a transaction."""
    new, texts = decision.case, {k: v for k, v in written.texts.items() if v}
    cells = case_cells(new, old)
    for name, value in cells.items():
        setattr(case, name, value)
    case.last_seq += 1
    if old is None:
        case.origin = written.origin
        case.save(force_insert=True)
    else:
        case.save(update_fields=[*cells, "last_seq"])
    salt, text_hash = salted(texts) if texts else ("", "")
    event = Event(id=uuid7(), case=case, seq=case.last_seq, **event_cells(old, decision, written, text_hash))
    event.save(force_insert=True)
    if texts:
        EventText.objects.create(event=event.id, salt=salt, body=texts)
    _write_records(case, old, new)
    if decision.moves:
        moves = move_cells(decision, event.seq)
        ClockMove.objects.bulk_create(ClockMove(case=case, event=event.id, **cells) for cells in moves)
    if decision.steps:
        steps = (record_cells(step) for step in decision.steps)
        StepRow.objects.bulk_create(StepRow(case=case, event=event.id, **cells) for cells in steps)
    announce(event.id)
    return event


def announce(event: UUID) -> None:
    """Into the relay's inbox, which is woken at commit."""
    InboxRow.objects.create(event=event)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, current_schema())", [INBOX_CHANNEL])


def next_number(day: datetime, count: int = 1) -> int:
    """The first of `count` new numbers of that day; the row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_daynumber (day, last) VALUES (%s, %s) "
            "ON CONFLICT (day) DO UPDATE SET last = cases_daynumber.last + excluded.last RETURNING last",
            [day.date(), count],
        )
        return int(cursor.fetchone()[0]) - count + 1

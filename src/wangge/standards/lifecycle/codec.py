"""A case file and its changes as JSON, so that events can rebuild the row. Lossless; times in UTC ISO 8601."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

from wangge.standards.clock import Clock
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Request, Supervision, Task
from wangge.standards.worktime import Limit, LimitUnit

Read = Callable[[Any], Any]


def _microseconds(value: timedelta) -> int:
    return value // timedelta(microseconds=1)


def _limit_pair(value: Limit) -> list[str]:
    return [str(value.amount), value.unit.value]


def _list(values: tuple[Any, ...]) -> list[Any]:
    return [_plain(v) for v in values]


def _fields(record: Any) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in record.__dataclass_fields__}


def _mapping(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _plain(v) for k, v in values.items()}


_WRITE: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    timedelta: _microseconds,
    Decimal: str,
    UUID: str,
    State: str,
    Limit: _limit_pair,
    tuple: _list,
    dict: _mapping,
    Clock: _fields,
    Request: _fields,
    Supervision: _fields,
    Task: _fields,
}


def _plain(value: Any) -> Any:
    """As JSON knows it; strings, numbers, booleans and None as they are."""
    write = _WRITE.get(type(value))
    return value if write is None else write(value)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _length(microseconds: int) -> timedelta:
    return timedelta(microseconds=microseconds)


def _limit(pair: list[str]) -> Limit:
    return Limit(Decimal(pair[0]), LimitUnit(pair[1]))


def _record(kind: type[Any]) -> Read:
    readers = _readers(kind)

    def read(row: Mapping[str, Any]) -> Any:
        return kind(**{k: v if v is None or k not in readers else readers[k](v) for k, v in row.items()})

    return read


_BY_TYPE: dict[str, Read] = {
    "datetime": _moment,
    "timedelta": _length,
    "Decimal": Decimal,
    "UUID": UUID,
    "Limit": _limit,
    "State": State,
}


def _readers(kind: type[Any]) -> dict[str, Read]:
    """By the fields' annotations; tuples of plain values become tuples again."""
    found: dict[str, Read] = {}
    for field in fields(kind):
        name = str(field.type).removesuffix(" | None")
        if name.startswith("tuple["):
            found[field.name] = tuple
        elif name in _BY_TYPE:
            found[field.name] = _BY_TYPE[name]
    return found


_CASE = _readers(CaseFile)
_clock, _request, _task, _supervision = _record(Clock), _record(Request), _record(Task), _record(Supervision)
KEYED: dict[str, Read] = {"requests": _request, "tasks": _task, "supervisions": _supervision}
SCALARS = tuple(f.name for f in fields(CaseFile) if f.name not in (*KEYED, "clocks"))
_scalars = attrgetter(*SCALARS)


def changes(old: CaseFile | None, new: CaseFile) -> dict[str, Any]:
    """What differs, as JSON: scalar fields, and the clocks, requests, tasks and supervisions that changed."""
    now = _scalars(new)
    if old is None:
        found = {f: _plain(value) for f, value in zip(SCALARS, now, strict=True)}
    else:
        values = zip(SCALARS, _scalars(old), now, strict=True)
        found = {f: _plain(b) for f, a, b in values if a is not b and a != b}
    clocks = {u: _plain(c) for u, c in new.clocks.items() if old is None or old.clocks.get(u) is not c}
    if clocks:
        found["clocks"] = clocks
    for name in KEYED:
        before = () if old is None else getattr(old, name)
        if getattr(new, name) is before:
            continue
        rows = [_plain(r) for r in getattr(new, name) if r not in before]
        if rows:
            found[name] = rows
    return found


def _merged(rows: tuple[Any, ...], changed: list[Any]) -> tuple[Any, ...]:
    """Rows by id: changed ones replace theirs, new ones follow."""
    by_id = {r.id: r for r in rows} | {r.id: r for r in changed}
    return tuple(by_id.values())


def apply(case: CaseFile | None, found: Mapping[str, Any]) -> CaseFile:
    """The case after the changes; the first event of a case is applied to None."""
    scalars = {
        k: v if v is None or k not in _CASE else _CASE[k](v) for k, v in found.items() if k not in (*KEYED, "clocks")
    }
    new = CaseFile(**scalars) if case is None else replace(case, **scalars)
    if clocks := found.get("clocks"):
        new = replace(new, clocks={**new.clocks, **{u: _clock(c) for u, c in clocks.items()}})
    keyed: dict[str, Any] = {
        name: _merged(getattr(new, name), [read(r) for r in found[name]])
        for name, read in KEYED.items()
        if name in found
    }
    return replace(new, **keyed) if keyed else new


def clock_to_json(clock: Clock) -> dict[str, Any]:
    return dict(_plain(clock))


def clock_from_json(row: Mapping[str, Any]) -> Clock:
    clock: Clock = _clock(row)
    return clock

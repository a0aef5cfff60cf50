"""A case file and its changes as JSON, so that events can rebuild the row. Lossless; times in UTC ISO 8601."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from wangge.standards.clock import Clock
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Request, Supervision, Task
from wangge.standards.worktime import Limit, LimitUnit

Read = Callable[[Any], Any]


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case Decimal() | UUID():
            return str(value)
        case Limit():
            return [str(value.amount), value.unit.value]
        case tuple():
            return [_plain(v) for v in value]
        case Clock() | Request() | Supervision() | Task():
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case Mapping():
            return {k: _plain(v) for k, v in value.items()}
        case State():
            return value.value
    return value


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


def changes(old: CaseFile | None, new: CaseFile) -> dict[str, Any]:
    """What differs, as JSON: scalar fields, and the clocks, requests, tasks and supervisions that changed."""
    found: dict[str, Any] = {
        f: _plain(getattr(new, f)) for f in SCALARS if old is None or getattr(old, f) != getattr(new, f)
    }
    clocks = {u: _plain(c) for u, c in new.clocks.items() if old is None or old.clocks.get(u) is not c}
    if clocks:
        found["clocks"] = clocks
    for name in KEYED:
        before = () if old is None else getattr(old, name)
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
        name: _merged(getattr(new, name), [read(r) for r in found[name]]) for name, read in KEYED.items() if name in found
    }
    return replace(new, **keyed) if keyed else new


def clock_to_json(clock: Clock) -> dict[str, Any]:
    return dict(_plain(clock))


def clock_from_json(row: Mapping[str, Any]) -> Clock:
    clock: Clock = _clock(row)
    return clock

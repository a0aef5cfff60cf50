"""Case files as JSON: what is written comes back, and only what changed is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from tests.standards.lifecycle.people import DISPATCHER, LEADER, UNIT_A
from tests.standards.lifecycle.story import Story
from wangge.standards.clock import Clock
from wangge.standards.lifecycle import codec
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Request, Supervision, Task
from wangge.standards.worktime import Limit, LimitUnit

ZONES = (UTC, ZoneInfo("Asia/Shanghai"))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
moments = st.datetimes(datetime(1993, 1, 1), datetime(2150, 1, 1), timezones=st.sampled_from(ZONES))
lengths = st.timedeltas(timedelta(0), timedelta(days=4000))
degrees = st.decimals(-180, 180, places=7)
limits = st.builds(Limit, st.decimals("0.01", "9999", places=2), st.sampled_from(LimitUnit))
numbers = st.integers(0, 2**31)
codes = st.lists(texts, max_size=3).map(tuple)
people = st.lists(numbers, max_size=3).map(tuple)

BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "str": texts,
    "int": numbers,
    "bool": st.booleans(),
    "datetime": moments,
    "timedelta": lengths,
    "Decimal": degrees,
    "UUID": st.uuids(),
    "Limit": limits,
    "State": st.sampled_from(State),
    "ClockState": st.sampled_from(["running", "stopped", "suspended", "returned"]),
    "tuple[str, ...]": codes,
    "tuple[int, ...]": people,
}


def any_of(kind: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records with every field drawn by its annotation, None where the annotation has it."""
    fields = kind.__dataclass_fields__.items()
    drawn = {name: _field(str(f.type)) for name, f in fields if name not in given}
    return st.builds(kind, **drawn, **given)


def _field(annotation: str) -> st.SearchStrategy[Any]:
    plain = BY_TYPE[annotation.removesuffix(" | None")]
    return st.none() | plain if annotation.endswith(" | None") else plain


def rows(kind: type[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(any_of(kind), max_size=3, unique_by=lambda r: r.id).map(tuple)


clocks: st.SearchStrategy[Mapping[str, Clock]] = st.dictionaries(texts, any_of(Clock), max_size=2).map(
    lambda found: {unit: replace(clock, unit=unit) for unit, clock in found.items()}
)
cases: st.SearchStrategy[CaseFile] = any_of(
    CaseFile, clocks=clocks, requests=rows(Request), tasks=rows(Task), supervisions=rows(Supervision)
)


def through_text(changes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(changes, ensure_ascii=False))
    return found


@settings(max_examples=60, deadline=None)
@for_any(case=cases)
def test_a_case_comes_back_from_its_json(case: CaseFile) -> None:
    assert codec.apply(None, through_text(codec.changes(None, case))) == case


@settings(max_examples=40, deadline=None)
@for_any(case=cases, data=st.data())
def test_any_change_of_plain_fields_is_told_and_nothing_else(case: CaseFile, data: st.DataObject) -> None:
    other = data.draw(cases)
    names = data.draw(st.sets(st.sampled_from(sorted(codec.SCALARS)), max_size=6))
    new = replace(case, **{name: getattr(other, name) for name in names})
    changes = through_text(codec.changes(case, new))
    assert set(changes) == {name for name in names if getattr(case, name) != getattr(new, name)}
    assert codec.apply(case, changes) == new


@settings(max_examples=40, deadline=None)
@for_any(case=cases, data=st.data())
def test_records_that_change_or_come_are_told_by_id(case: CaseFile, data: st.DataObject) -> None:
    fresh = data.draw(any_of(Task, id=st.just(UUID(int=1))))
    moved = tuple(replace(t, state="recalled", answered_at=t.sent_at) for t in case.tasks[:1])
    new = replace(case, tasks=(*moved, *case.tasks[1:], fresh))
    changes = through_text(codec.changes(case, new))
    told = {row["id"] for row in changes.pop("tasks")}
    assert told == {str(t.id) for t in new.tasks if t not in case.tasks}
    assert changes == {}
    assert codec.apply(case, {"tasks": codec.changes(case, new)["tasks"]}) == new


@settings(max_examples=50, deadline=None)
@for_any(case=cases, clock=any_of(Clock))
def test_a_clock_that_runs_on_replaces_its_own_and_leaves_the_others(case: CaseFile, clock: Clock) -> None:
    new = replace(case, clocks={**case.clocks, clock.unit: clock})
    changes = through_text(codec.changes(case, new))
    assert set(changes) == {"clocks"}
    assert set(changes["clocks"]) == {clock.unit}
    assert codec.apply(case, changes) == new


@settings(max_examples=100, deadline=None)
@for_any(clock=any_of(Clock))
def test_a_clock_comes_back_alone(clock: Clock) -> None:
    assert codec.clock_from_json(through_text(codec.clock_to_json(clock))) == clock


def test_nothing_changed_is_nothing_told() -> None:
    case = Story().dispatched().case
    assert codec.changes(case, case) == {}
    assert codec.changes(case, replace(case)) == {}
    assert codec.apply(case, {}) == case


def test_what_an_act_changes_is_small() -> None:
    told = Story().dispatched().on("10:00").does(UNIT_A, "sign")
    before, after = told.log[-2].case, told.log[-1].case
    assert set(codec.changes(before, after)) == {
        *("state", "version", "signed_at", "stage_since", "stage_deadline", "stage_warn_at")
    }


def test_values_keep_their_exact_form() -> None:
    case = replace(Story().dispatched().case, lon=Decimal("112.8400000"))
    back = codec.apply(None, through_text(codec.changes(None, case)))
    assert str(back.lon) == "112.8400000"
    assert isinstance(back.state, State)
    assert back.deadline is not None
    assert back.deadline.utcoffset() is not None


@pytest.mark.parametrize("field", ["deadline", "lon", "limit", "reporter"])
def test_what_is_taken_away_is_told_too(field: str) -> None:
    case = Story().dispatched().case
    gone: dict[str, Any] = {field: None}
    new = replace(case, **gone)
    assert codec.changes(case, new) == gone
    assert codec.apply(case, gone) == new


def test_a_long_story_is_rebuilt_from_its_events() -> None:
    told = Story().dispatched("A", ["B"]).on("10:00").does(UNIT_A, "sign")
    told.does(UNIT_A, "request_suspension", reason="待拆迁", until=told.now + timedelta(days=9))
    told.decides(DISPATCHER).decides(LEADER).on("2026-03-10 09:00").does(LEADER, "resume")
    told.does(LEADER, "supervise", text="请加快", answer_by=told.now + timedelta(hours=2))
    told.does(UNIT_A, "answer_supervision", text="正在办").completes().checked(False).returned().sent("B")
    assert told.folded() == told.case

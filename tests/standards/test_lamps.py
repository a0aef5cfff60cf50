"""Lamps: green up to the warning share of the limit, yellow up to the deadline, red after."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.china import at
from tests.standards.lifecycle.story import Story
from wangge.standards import clock as clocks
from wangge.standards.lamps import lamp
from wangge.standards.worktime import ZONE

DEADLINE, WARN_AT = at("2026-03-02 15:00"), at("2026-03-02 14:12")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(ZONE))


@pytest.mark.parametrize(
    ("moment", "colour"),
    [("09:00", "green"), ("14:12", "green"), ("14:13", "yellow"), ("15:00", "yellow"), ("15:01", "red")],
)
def test_lamps(moment: str, colour: str) -> None:
    assert lamp(DEADLINE, WARN_AT, at(f"2026-03-02 {moment}")) == colour


def test_no_deadline_no_lamp_and_no_warning_no_yellow() -> None:
    assert lamp(None, WARN_AT, DEADLINE) == "none"
    assert lamp(DEADLINE, None, DEADLINE) == "green"
    assert lamp(DEADLINE, None, DEADLINE + timedelta(seconds=1)) == "red"


@given(moments, moments)
def test_a_lamp_never_turns_back(first: datetime, second: datetime) -> None:
    order = ("green", "yellow", "red")
    a, b = (order.index(lamp(DEADLINE, WARN_AT, moment)) for moment in sorted((first, second)))
    assert a <= b


@given(st.integers(0, 60 * 24 * 10))
def test_the_rows_lamp_is_the_clocks_lamp(minutes: int) -> None:
    """Computed from two moments of the row, the same as from the clock and the calendar."""
    told = Story().dispatched()
    moment = told.now + timedelta(minutes=minutes)
    by_clock = clocks.lamp(told.clock, moment, told.rules.units_calendar)
    assert lamp(told.case.deadline, told.case.warn_at, moment) == by_clock

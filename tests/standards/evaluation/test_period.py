"""Periods are whole local days; a month is looked at three days after its end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.standards.evaluation.world import at
from wangge.standards.errors import Refused
from wangge.standards.evaluation.period import Period, default_as_of, month


def test_a_month_is_whole_local_days() -> None:
    february = month(2024, 2)
    assert (february.first, february.last, february.days) == (date(2024, 2, 1), date(2024, 2, 29), 29)
    assert february.start == datetime(2024, 1, 31, 16, tzinfo=UTC)
    assert february.end == datetime(2024, 2, 29, 16, tzinfo=UTC)


def test_as_of_a_month_is_three_days_after_it_but_never_in_the_future() -> None:
    assert default_as_of(month(2026, 1), at(20, of=3)) == at(4, 0, of=2)
    assert default_as_of(month(2026, 1), at(20)) == at(20)


def test_as_of_any_other_period_is_now() -> None:
    week = Period(date(2026, 1, 5), date(2026, 1, 11))
    assert default_as_of(week, at(20, of=3)) == at(20, of=3)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused, match="period_backwards"):
        Period(date(2026, 2, 1), date(2026, 1, 31))

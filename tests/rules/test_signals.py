"""A change of the calendar is announced, so that open deadlines can be moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from wangge.rules import models
from wangge.rules.signals import calendar_changed


@pytest.fixture
def heard() -> Iterator[list[type[Any]]]:
    senders: list[type[Any]] = []

    def listen(sender: type[Any], **_: Any) -> None:
        senders.append(sender)

    calendar_changed.connect(listen)
    yield senders
    calendar_changed.disconnect(listen)


def test_days_years_and_working_hours_are_announced(db: None, heard: list[type[Any]]) -> None:
    day = models.DayOverride.objects.create(date=date(2027, 1, 1), working=False)
    day.delete()
    models.PublishedYear.objects.create(year=2027)
    models.WorkPlanRow.objects.create(whose="units", name="夏季", first="06-01", last="09-30", periods=[])
    assert heard == [models.DayOverride, models.DayOverride, models.PublishedYear, models.WorkPlanRow]


def test_other_rules_do_not_move_deadlines(db: None, heard: list[type[Any]]) -> None:
    models.Setting.objects.create(key="extension_max", value=3)
    models.StockPhrase.objects.create(action="close", text="好")
    assert heard == []


def test_loading_the_calendar_is_announced_once_a_table(units: None, heard: list[type[Any]]) -> None:
    from wangge.rules.load import load

    load()
    assert heard == [models.DayOverride, models.PublishedYear, models.WorkPlanRow]

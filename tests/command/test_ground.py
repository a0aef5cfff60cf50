"""Heat by unit grid, frequent classes, and places where a class comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from tests.evaluation.acting import Story
from tests.world import World
from wangge.command.queries.ground import classes, heat
from wangge.command.queries.spots import hot_spots
from wangge.rules.models import Setting
from wangge.standards.workcalendar import ZONE

NOW = datetime(2026, 6, 10, 16, 0, tzinfo=ZONE)
DAY = timedelta(days=1)


def test_heat_counts_reports_per_unit_grid_of_whole_days(world: World) -> None:
    first, second = (Story(world, NOW - n * DAY, column=0) for n in (0, 6))
    Story(world, NOW - 6 * DAY, column=5)
    Story(world, NOW.replace(hour=0) - 6 * DAY - timedelta(minutes=1), column=0)
    Story(world, NOW - DAY, column=0).does("operator1", "refuse", reason="不属实")
    found = heat(NOW, 7)
    assert found["grids"] == {first.row.grid: 2, "411328002001002": 1}
    assert second.row.grid == first.row.grid
    assert heat(NOW, 1)["grids"] == {first.row.grid: 1}


def test_heat_and_classes_of_a_past_day_end_with_it(world: World) -> None:
    today = timezone.now().astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    for at in (today - 8 * DAY, today - 7 * DAY, today - timedelta(seconds=1), today):
        Story(world, at, column=0)
    _, hot = world.leader1.get("/command/heat", day=(today - DAY).date())
    _, often = world.leader1.get("/command/classes", day=(today - DAY).date())
    assert (list(hot["grids"].values()), often["total"]) == ([2], 2)
    assert world.leader1.get("/command/heat", day=(today + DAY).date())[1]["code"] == "bad_day"


def test_the_most_frequent_classes_stand_first_with_their_kinds(world: World) -> None:
    for code in ("E0110", "E0101", "E0110"):
        Story(world, NOW - DAY, class_code=code)
    found = classes(NOW, 7)
    assert [(one["class_name"], one["n"]) for one in found["top"]] == [
        ("暴露垃圾", 2),
        (found["top"][1]["class_name"], 1),
    ]
    assert (found["total"], found["kinds"]) == (3, {"event": 3, "component": 0})


def test_the_same_class_at_one_place_comes_back(world: World) -> None:
    stories = [Story(world, NOW - n * DAY, column=2) for n in range(3)]
    Story(world, NOW, column=2, class_code="E0101")
    Story(world, NOW, column=3)
    found = hot_spots(NOW, 12)
    (spot,) = found["items"]
    assert (found["recurring"], found["hot"], spot["days"], spot["hot"]) == (1, 0, 3, False)
    assert [case["case_no"] for case in spot["cases"]] == [story.row.case_no for story in stories]


def test_merged_and_voided_cases_bring_nothing_back(world: World) -> None:
    first, second, third = (Story(world, NOW - n * DAY) for n in range(3))
    second.does("operator1", "merge", into=first.row.case_no)
    third.dispatched().asks("void").granted("void", "shiftlead1")
    Story(world, NOW - 4 * DAY)
    assert hot_spots(NOW, 5)["recurring"] == 0
    Story(world, NOW - 5 * DAY)
    assert hot_spots(NOW, 5)["recurring"] == 1


def test_ten_cases_on_five_days_are_hot_and_stand_first(world: World) -> None:
    for n in range(10):
        Story(world, NOW - (n % 5) * DAY, column=2)
    for n in range(11):
        Story(world, NOW - (n % 4) * DAY, column=6)
    found = hot_spots(NOW, 1)
    assert (found["recurring"], found["hot"]) == (2, 1)
    assert (len(found["items"][0]["cases"]), found["items"][0]["days"]) == (10, 5)


def test_the_rule_of_recurrence_is_the_countys_own(world: World) -> None:
    for n in range(2):
        Story(world, NOW - n * DAY)
    assert hot_spots(NOW, 5)["recurring"] == 0
    Setting.objects.update_or_create(key="recurrence_cases", defaults={"value": 2})
    assert hot_spots(NOW, 5)["recurring"] == 1
    Setting.objects.update_or_create(key="recurrence_days", defaults={"value": 1})
    assert hot_spots(NOW, 5)["recurring"] == 0

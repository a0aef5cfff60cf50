"""Today's figures: a case once a stage, held against the same moment of yesterday and last week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.evaluation.acting import Story
from tests.world import World
from wangge.command.queries.behind import behind
from wangge.command.queries.late import late
from wangge.command.queries.summary import summary
from wangge.standards.workcalendar import ZONE

NOW = datetime(2026, 6, 10, 16, 0, tzinfo=ZONE)  # a Wednesday
FIGURES = ("reported", "accepted", "filed", "dispatched", "completed", "checked", "closed")


def today(found: dict[str, Any]) -> list[int]:
    return [found["stages"][figure]["today"] for figure in FIGURES]


def test_each_stage_counts_the_cases_that_came_through_it_today(world: World) -> None:
    morning = NOW.replace(hour=9)
    Story(world, morning).dispatched().closed()
    Story(world, morning).dispatched()
    Story(world, morning - timedelta(days=1)).accepted().after(days=1).does("shiftlead1", "file")
    Story(world, morning, by="collector02")
    assert today(summary(NOW)) == [3, 2, 3, 2, 1, 1, 1]


def test_a_case_that_comes_through_a_stage_twice_counts_once(world: World) -> None:
    story = Story(world, NOW.replace(hour=9)).dispatched().completed().checked(passed=False)
    story.after(minutes=10).does(
        story.handler, "complete", note="已清理", media_ids=[world.handler("UNIT06").photo()]
    ).checked()
    found = summary(NOW)["stages"]
    assert (found["completed"]["today"], found["checked"]["today"], found["closed"]["today"]) == (1, 1, 0)


@pytest.mark.parametrize(("back", "which"), [(1, "yesterday"), (7, "last_week")])
def test_other_days_are_counted_up_to_the_same_time_of_day(world: World, back: int, which: str) -> None:
    then = NOW - timedelta(days=back)
    Story(world, then - timedelta(hours=1)).accepted()
    Story(world, then).filed()
    Story(world, then + timedelta(minutes=1)).filed()
    found = summary(NOW)["stages"]
    assert [found[figure][which] for figure in FIGURES] == [2, 2, 1, 0, 0, 0, 0]
    assert today(summary(NOW)) == [0] * 7


def test_the_day_begins_at_the_countys_midnight(world: World) -> None:
    midnight = NOW.replace(hour=0)
    Story(world, midnight)
    Story(world, midnight - timedelta(seconds=1))
    found = summary(NOW)
    assert (found["day"].isoformat(), found["stages"]["reported"]["today"]) == ("2026-06-10", 1)
    assert (found["reported"]["today"][0], found["reported"]["yesterday"][-1]) == (1, 1)


def test_reports_lie_in_the_quarter_of_an_hour_in_which_they_came(world: World) -> None:
    for minute in (14, 15, 29):
        Story(world, NOW.replace(hour=8, minute=minute))
    slots = summary(NOW)["reported"]
    assert (slots["today"][32], slots["today"][33], sum(slots["today"]), len(slots["today"])) == (1, 2, 3, 64)
    assert (len(slots["yesterday"]), len(slots["last_week"])) == (96, 96)


def test_open_cases_now_and_at_this_time_yesterday(world: World) -> None:
    Story(world, NOW - timedelta(days=3)).dispatched().closed()
    Story(world, NOW - timedelta(days=2)).accepted().after(days=2).does("shiftlead1", "refuse", reason="不属实")
    Story(world, NOW - timedelta(days=2)).dispatched()
    Story(world, NOW - timedelta(hours=2)).accepted()
    found = summary(NOW)
    assert found["open"] == {"today": 2, "yesterday": 2}
    assert found["states"] == {"dispatched": 1, "accepted": 1}


def test_late_are_cases_still_at_a_unit_after_its_deadline(world: World) -> None:
    first = Story(world, NOW - timedelta(days=2)).dispatched()
    second = Story(world, NOW - timedelta(days=1), unit="UNIT07").dispatched()
    Story(world, NOW - timedelta(days=2)).dispatched().completed()
    Story(world, NOW - timedelta(days=2)).dispatched().asks("suspension", until=NOW + timedelta(days=30)).granted(
        "suspension", "dispatcher1", "leader1"
    )
    Story(world, NOW - timedelta(minutes=5)).dispatched()
    assert summary(NOW)["late"] == {"cases": 2, "units": 2}
    told = late(NOW, 40)
    assert [item["case_no"] for item in told["items"]] == [first.row.case_no, second.row.case_no]
    assert (told["total"], told["units"], told["items"][0]["lamp"]) == (2, 2, "red")
    assert late(NOW, 1)["items"][0]["case_no"] == first.row.case_no


def test_a_returned_case_is_late_at_nobody(world: World) -> None:
    story = Story(world, NOW - timedelta(days=2)).dispatched()
    story.asks("return").granted("return", "dispatcher1")
    assert summary(NOW)["late"]["cases"] == 0
    story.goes_to("UNIT07").at(NOW - timedelta(days=1)).to_unit()
    assert [item["unit"]["code"] for item in late(NOW, 40)["items"]] == ["UNIT07"]


def test_every_figure_opens_to_exactly_its_cases(world: World) -> None:
    morning = NOW.replace(hour=9)
    Story(world, morning).dispatched().closed()
    Story(world, morning).dispatched().completed().checked(passed=False)
    Story(world, NOW - timedelta(days=2)).dispatched()
    found = summary(NOW)
    sizes = {figure: len(behind(figure, "", 100, NOW)["items"]) for figure in (*FIGURES, "open", "late")}
    counted = dict(zip(FIGURES, today(found), strict=True))
    assert sizes == counted | {"open": found["open"]["today"], "late": found["late"]["cases"]}
    assert (sizes["reported"], sizes["closed"], sizes["open"]) == (2, 1, 2)
    assert sizes["late"] >= 1


def test_a_long_list_comes_in_pages(world: World) -> None:
    numbers = [Story(world, NOW - timedelta(minutes=n)).row.case_no for n in (3, 2, 1)]
    first = behind("reported", "", 2, NOW)
    second = behind("reported", first["next_cursor"], 2, NOW)
    assert [item["case_no"] for page in (first, second) for item in page["items"]] == numbers[::-1]
    assert second["next_cursor"] is None


def test_what_an_upper_platform_hands_down_is_reported_and_accepted(world: World) -> None:
    Story(world, NOW - timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET source = 'upper'")
    assert today(summary(NOW))[:3] == [1, 1, 0]
    assert len(behind("accepted", "", 100, NOW)["items"]) == 1


def test_the_number_of_queries_does_not_grow_with_the_cases(world: World) -> None:
    Story(world, NOW).dispatched()
    summary(NOW)
    with CaptureQueriesContext(connection) as few:
        summary(NOW)
    for _ in range(3):
        Story(world, NOW).dispatched()
    with CaptureQueriesContext(connection) as many:
        summary(NOW)
    assert len(many) == len(few) < 16

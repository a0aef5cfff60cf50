"""A unit's month: every count from what happened to its cases, the score from the counts, each number open to its cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.evaluation.acting import Story
from tests.world import World
from wangge.evaluation.evaluate import Asked, evaluate
from wangge.evaluation.shown import shown
from wangge.standards.errors import Refused

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
LATER = datetime(2026, 4, 10, 9, 0, tzinfo=ZONE)
MARCH: dict[str, Any] = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
Happening = Callable[[Story], Any]


def unit(key: str = "UNIT06", as_of: datetime | None = None, **more: Any) -> dict[str, Any]:
    found = shown(evaluate(Asked("unit", **MARCH, as_of=as_of, **more), LATER))
    return next((g for g in found["groups"] if g["key"] == key), {"counts": {}, "score": None})


def counted(key: str = "UNIT06", as_of: datetime | None = None) -> dict[str, int]:
    return {code: number for code, number in unit(key, as_of)["counts"].items() if number}


CLOSED = {
    "filed": 1,
    "dispatched": 1,
    "dispatched_right": 1,
    "dispose_due": 1,
    "disposed": 1,
    "close_due": 1,
    "closed": 1,
}
IN_TIME = CLOSED | {"disposed_intime": 1, "closed_intime": 1}


def late(story: Story) -> Story:
    story.now = story.deadline + timedelta(minutes=1)
    return story


CASES: dict[str, tuple[Happening, dict[str, int]]] = {
    "closed in time": (lambda s: s.dispatched().after(hours=1).closed(), IN_TIME),
    "signed in time and closed": (
        lambda s: s.dispatched().does(s.handler, "sign").after(hours=1).closed(),
        IN_TIME | {"signed": 1, "signed_intime": 1},
    ),
    "closed late": (lambda s: late(s.dispatched()).closed(), CLOSED | {"disposed_late": 1, "closed_late": 1}),
    "open and late": (
        lambda s: s.dispatched(),
        {"filed": 1, "dispatched": 1, "dispatched_right": 1, "open_late": 1, "dispose_due": 1, "close_due": 1},
    ),
    "waiting for the centre": (
        lambda s: s.dispatched().after(hours=1).completed(),
        {k: v for k, v in IN_TIME.items() if not k.startswith("closed")} | {"waiting_centre": 1},
    ),
    "failed once, then closed": (
        lambda s: s.dispatched().after(minutes=30).completed().checked(passed=False).after(minutes=30).closed(),
        IN_TIME | {"rework": 1, "rework_times": 1, "rework_due": 1},
    ),
    "extended": (
        lambda s: s.dispatched().asks("extension", hours=8).granted("extension", "dispatcher1").after(hours=1).closed(),
        IN_TIME | {"extended": 1, "extended_due": 1},
    ),
    "returned in time": (
        lambda s: s.dispatched().asks("return").granted("return", "dispatcher1"),
        {"dispatched": 1, "dispatched_right": 1, "returned": 1},
    ),
    "returned when it was late already": (
        lambda s: late(s.dispatched()).asks("return").granted("return", "dispatcher1"),
        {"dispatched": 1, "dispatched_right": 1, "returned": 1, "left_late": 1, "dispose_due": 1, "close_due": 1},
    ),
    "recalled": (
        lambda s: s.dispatched().does("dispatcher1", "recall", reason="派错"),
        {"dispatched": 1, "dispatched_right": 1, "recalled": 1},
    ),
    "voided in time": (
        lambda s: s.dispatched().asks("void").granted("void", "shiftlead1"),
        {"voided": 1},
    ),
    "late, appealed and excused": (
        lambda s: late(s.dispatched()).closed().asks("appeal").granted("appeal", "dispatcher1", "evaluator1"),
        IN_TIME | {"appealed_ok": 1},
    ),
    "supervised and not answered": (
        lambda s: (
            s.dispatched()
            .does("leader1", "supervise", text="抓紧", answer_by=s.now + timedelta(hours=1))
            .after(hours=1)
            .closed()
        ),
        IN_TIME | {"supervised": 1, "supervised_late": 1},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_happened_to_a_case_stands_in_the_units_counts(world: World, name: str) -> None:
    happening, expected = CASES[name]
    happening(Story(world, MONDAY))
    assert counted() == expected


def test_a_suspended_case_is_in_no_denominator(world: World) -> None:
    story = Story(world, MONDAY).dispatched().asks("suspension", until=MONDAY + timedelta(days=90))
    story.granted("suspension", "dispatcher1", "leader1")
    assert counted() == {"suspended_now": 1, "suspended_ever": 1}


def test_the_other_unit_after_a_return_has_its_own_row(world: World) -> None:
    story = Story(world, MONDAY).dispatched().asks("return").granted("return", "dispatcher1")
    story.does("dispatcher1", "dispatch", lead_unit="UNIT07")
    story.unit = "UNIT07"
    story.after(hours=1).closed()
    assert counted("UNIT06") == {"dispatched": 1, "dispatched_wrong": 1, "returned": 1}
    assert counted("UNIT07") == IN_TIME


def test_an_assisting_unit_counts_only_as_assisting(world: World) -> None:
    story = Story(world, MONDAY)
    story.does("operator1", "accept", class_code="E0110", condition_id=world.condition("E0110"))
    story.does("shiftlead1", "file").does("dispatcher1", "dispatch", lead_unit="UNIT06", assisting_units=["UNIT07"])
    assert counted("UNIT07") == {"assisted": 1, "assisted_late": 1}
    story.after(hours=1).does("unit07", "assist_done", note="已协助", media_ids=[world.unit07.photo()])
    assert counted("UNIT07") == {"assisted": 1}


def test_a_recheck_that_finds_it_unsolved_is_charged_to_the_unit(world: World) -> None:
    story = Story(world, MONDAY).dispatched().after(hours=1).closed().after(days=2)
    story.does("operator1", "recheck", collector="collector09")
    story.does("collector09", "answer_recheck", passed=False, media_ids=[world.collector09.photo()])
    assert counted() == IN_TIME | {"reopened": 1}


def test_the_score_is_what_the_formula_says(world: World) -> None:
    """filed ≤ 50 → 10; close_rate 3/4·30; dispose_intime_rate 2/4·30; (1 − rework 1/4)·30 → 10 + 22.5 + 15 + 22.5."""
    Story(world, MONDAY).dispatched().after(hours=1).closed()
    Story(world, MONDAY).dispatched().after(minutes=9).completed().checked(False).after(minutes=9).closed()
    late(Story(world, MONDAY).dispatched()).closed()
    Story(world, MONDAY).dispatched()
    found = unit()
    assert (found["score"], found["grade"], found["rank"]) == (70.0, "C", 1)
    assert found["rates"]["close_rate"] == {"num": 3, "den": 4, "value": 0.75}
    assert any("按期处置率 50.00 %（2/4）" in line for line in found["explanation"])


def test_one_more_case_in_time_changes_the_score_by_exactly_the_formula(world: World) -> None:
    late(Story(world, MONDAY).dispatched()).closed()
    before = unit()["score"]
    Story(world, MONDAY).dispatched().after(hours=1).closed()
    assert (before, unit()["score"]) == (70.0, 85.0)


def test_an_earlier_as_of_gives_the_figures_of_then(world: World) -> None:
    story = Story(world, MONDAY).dispatched()
    deadline = story.deadline
    late(story).closed()
    then = deadline + timedelta(seconds=30)
    assert counted(as_of=then)["open_late"] == 1
    assert "closed" not in counted(as_of=then)
    assert counted(as_of=deadline - timedelta(minutes=1)) == {
        "filed": 1,
        "dispatched": 1,
        "dispatched_right": 1,
        "open_intime": 1,
    }
    assert counted()["closed_late"] == 1


def test_an_old_overdue_case_goes_on_costing_until_it_is_solved(world: World) -> None:
    story = Story(world, MONDAY).dispatched()
    april: dict[str, Any] = {"first": date(2026, 4, 1), "last": date(2026, 4, 30)}
    found = evaluate(Asked("unit", **april, as_of=LATER), LATER)
    assert found.group("UNIT06").counts["carried_late"] == 1
    story.now = datetime(2026, 3, 30, 9, 0, tzinfo=ZONE)
    story.closed()
    assert not any(evaluate(Asked("unit", **april, as_of=LATER), LATER).group("UNIT06").counts.values())


def test_areas_sources_and_classes_are_counted_from_the_same_cases(world: World) -> None:
    Story(world, MONDAY).dispatched().after(hours=1).closed()
    for group_by, key in (("street", "411328001"), ("class", "E0110"), ("source", "collector"), ("area", "411328001")):
        found = evaluate(Asked("area", **MARCH, group_by=group_by), LATER).group(key).counts
        assert (found["reported"], found["filed"], found["closed_intime"]) == (1, 1, 1)


def test_the_posts_acts_are_their_own(world: World) -> None:
    Story(world, MONDAY).dispatched().after(hours=1).closed()
    for scheme, who, count in (
        ("operator", "operator1", "accepted_intime"),
        ("shift_lead", "shiftlead1", "filed_intime"),
        ("dispatcher", "dispatcher1", "dispatched_right"),
    ):
        assert evaluate(Asked(scheme, **MARCH), LATER).group(who).counts[count] == 1


def test_every_number_opens_to_its_cases(world: World) -> None:
    story = Story(world, MONDAY).dispatched().after(hours=1).closed()
    span = {"from": "2026-03-01", "to": "2026-03-31"}
    status, answer = world.evaluator1.get("/evaluation/unit", **span)
    assert status == 200
    mine = next(group for group in answer["groups"] if group["key"] == "UNIT06")
    assert mine["counts"]["disposed_intime"] == 1
    _, behind = world.evaluator1.get("/evaluation/unit/cases", group="UNIT06", count="disposed_intime", **span)
    assert [item["case_no"] for item in behind["items"]] == [story.row.case_no]
    _, hidden = world.handler("UNIT07").get("/evaluation/unit/cases", group="UNIT06", count="disposed_intime", **span)
    assert (hidden["total"], hidden["items"]) == (1, [])


def test_questions_that_make_no_sense_are_refused(world: World) -> None:
    assert world.evaluator1.get("/evaluation/beauty")[0] == 404
    assert world.evaluator1.get("/evaluation/unit", basis="mood")[1]["code"] == "bad_basis"
    assert world.evaluator1.get("/evaluation/unit", group_by="mood")[1]["code"] == "unknown_grouping"
    bare = world.evaluator1.get("/evaluation/unit", as_of="2026-03-31T20:00:00")
    assert (bare[0], bare[1]["code"]) == (422, "time_without_zone")
    backwards = {"from": "2026-03-31", "to": "2026-03-01"}
    assert world.evaluator1.get("/evaluation/unit", **backwards)[1]["code"] == "period_backwards"
    assert world.collector01.get("/evaluation/unit")[0] == 403
    with pytest.raises(Refused, match="unknown_group"):
        evaluate(Asked("unit", **MARCH), LATER).group("UNIT99")


def test_a_case_dispatched_twice_counts_once_in_its_area_and_twice_for_the_dispatcher(world: World) -> None:
    story = Story(world, MONDAY).dispatched().asks("return").granted("return", "dispatcher1")
    story.does("dispatcher1", "dispatch", lead_unit="UNIT07")
    story.unit = "UNIT07"
    story.after(hours=1).closed()
    for group_by, key in (("area", "411328001"), ("source", "collector"), ("all", "all")):
        group = next(
            g for g in shown(evaluate(Asked("area", **MARCH, group_by=group_by), LATER))["groups"] if g["key"] == key
        )
        assert group["rates"]["dispatch_intime_rate"] == {"num": 1, "den": 1, "value": 1.0}
        assert group["rates"]["dispatch_right_rate"] == {"num": 0, "den": 1, "value": 0.0}
        assert group["rates"]["file_intime_rate"] == {"num": 1, "den": 1, "value": 1.0}
        assert group["rates"]["close_step_rate"] == {"num": 1, "den": 1, "value": 1.0}
    span = {"from": "2026-03-01", "to": "2026-03-31", "group": "dispatcher1", "count": "dispatched"}
    _, behind = world.evaluator1.get("/evaluation/dispatcher/cases", **span)
    assert (behind["total"], behind["times"]) == (1, 2)
    assert [(one["case_no"], one["times"]) for one in behind["items"]] == [(story.row.case_no, 2)]

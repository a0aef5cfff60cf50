"""The main job: a report from the street to its closing, through the front door."""

from __future__ import annotations

from tests.world import World


def test_a_report_goes_through_every_stage_to_its_closing(world: World) -> None:
    case = world.collector01.report()
    assert (case["state"], case["stage"], case["source"], case["grid"]) == (
        "reported",
        "collect",
        "collector",
        "411328001001001",
    )
    case = world.operator1.does(case, "accept", class_code="E0110", condition_id=world.condition("E0110"))
    assert (case["state"], case["deadline"]) == ("accepted", None)
    case = world.shiftlead1.does(case, "file")
    assert case["state"] == "filed"
    case = world.dispatcher1.does(case, "dispatch", lead_unit="UNIT06", assisting_units=["UNIT07"])
    assert (case["state"], case["lead_unit"]["name"]) == ("dispatched", "城管局")
    assert case["deadline"]
    assert case["lamp"] == "green"
    unit = world.handler("UNIT06")
    assert unit.does(case, "sign")["state"] == "disposing"
    case = unit.does(case, "complete", note="已清理干净", media_ids=[unit.photo()])
    assert case["state"] == "disposed"
    assert case["completed_at"]
    case = world.operator1.does(case, "send_check")
    checker = world.checker(case)
    case = checker.does(case, "answer_check", passed=True, media_ids=[checker.photo()])
    assert case["state"] == "checked"
    case = world.shiftlead1.does(case, "close")
    assert (case["state"], case["stage"]) == ("closed", "done")
    _, log = world.leader1.get(f"/cases/{case['case_no']}/events")
    assert [e["action"] for e in log] == [
        "report",
        "accept",
        "file",
        "dispatch",
        "sign",
        "complete",
        "send_check",
        "answer_check",
        "close",
    ]


def test_a_failed_check_sends_it_back_to_the_same_unit_on_the_same_clock(world: World) -> None:
    case = world.checked(passed=False)
    assert (case["state"], case["rework_times"]) == ("dispatched", 1)
    assert case["lead_unit"]["code"] == "UNIT06"
    unit = world.handler("UNIT06")
    case = unit.does(case, "complete", note="重新清理", media_ids=[unit.photo()])
    assert case["state"] == "disposed"


def test_a_clock_says_the_length_of_one_unit_of_its_limit(world: World) -> None:
    """Used time is said in the unit of the limit: a work day is 8 hours, a natural one 24."""
    _, file = world.dispatcher1.get(f"/cases/{world.dispatched()['case_no']}")
    (clock,) = file["clocks"]
    amount = float(clock["limit_text"].split()[0])
    assert clock["unit_seconds"] == {"work_hour": 3600, "work_day": 28800}[clock["limit_unit"]]
    assert clock["total_seconds"] == amount * clock["unit_seconds"]

"""并案 through the front door."""

from __future__ import annotations

from tests.world import World


def test_a_merged_report_follows_its_target_and_comes_back_when_that_is_refused(world: World) -> None:
    target, second = world.collector01.report(), world.collector02.report()
    merged = world.operator1.does(second, "merge", into=target["case_no"])
    assert (merged["state"], merged["merged_into"]) == ("merged", target["case_no"])
    world.operator1.does(target, "refuse", reason="不属实")
    assert world.operator1.get(f"/cases/{second['case_no']}")[1]["state"] == "reported"


def test_chains_follow_to_the_end_and_cycles_are_refused(world: World) -> None:
    a, b, c = (world.collector01.report() for _ in range(3))
    world.operator1.does(b, "merge", into=a["case_no"])
    assert world.operator1.does(c, "merge", into=b["case_no"])["merged_into"] == a["case_no"]
    status, answer = world.operator1.tries(a, "merge", into=c["case_no"])
    assert (status, answer["code"]) == (422, "merge_cycle")


def test_unmerging_ends_when_the_end_of_the_chain_is_dispatched(world: World) -> None:
    a, b = world.collector01.report(), world.collector02.report()
    world.operator1.does(b, "merge", into=a["case_no"])
    assert world.operator1.does(b, "unmerge")["state"] == "reported"
    world.operator1.does(b, "merge", into=a["case_no"])
    target = world.collector03.report()
    world.operator1.does(a, "merge", into=target["case_no"])
    world.operator1.does(target, "accept", condition_id=world.condition("E0110"))
    world.shiftlead1.does(target, "file")
    world.dispatcher1.does(target, "dispatch", lead_unit="UNIT06")
    status, answer = world.operator1.tries(b, "unmerge")
    assert (status, answer["code"]) == (409, "target_dispatched")


def test_a_case_cannot_be_merged_into_itself_or_into_nothing(world: World) -> None:
    case = world.collector01.report()
    assert world.operator1.tries(case, "merge", into=case["case_no"])[1]["code"] == "merge_cycle"
    assert world.operator1.tries(case, "merge", into="41132800010100001")[1]["code"] == "merge_target"

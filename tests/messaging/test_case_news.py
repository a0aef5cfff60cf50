"""案件动态: read from the event log, each person his own."""

from __future__ import annotations

from typing import Any

from tests.world import Person, World
from wangge.cases.relay import order_once


def news(person: Person) -> list[tuple[str, str]]:
    """(title, case) newest first, after the relay has gone round."""
    order_once()
    status, answer = person.get("/messages")
    assert status == 200
    return [(one["title"], one["case_no"]) for one in answer["items"]]


def test_a_collector_hears_of_his_tasks_and_what_became_of_his_reports(world: World) -> None:
    case = world.checking()
    checker = world.checker(case)
    assert ("新的核查任务", case["case_no"]) in news(checker)
    assert news(world.collector01)[-1] == ("上报已受理", case["case_no"])
    others = {title for title, _ in news(world.collector03) if checker.user != world.collector03.user}
    assert "新的核查任务" not in others


def test_a_refused_report_tells_why(world: World) -> None:
    case = world.collector01.report()
    world.operator1.does(case, "refuse", reason="不属于城市管理范围")
    order_once()
    (item,) = world.collector01.get("/messages")[1]["items"]
    assert (item["title"], item["words"]) == ("不予受理", "不属于城市管理范围")


def test_a_unit_hears_of_its_own_cases_only(world: World) -> None:
    case = world.dispatched("UNIT06")
    unit = world.handler("UNIT06")
    unit.does(case, "sign")
    unit.asks(case, "extension", reason="须采购配件", hours=4)
    world.dispatcher1.decides(case, "extension", True)
    assert [title for title, _ in news(unit)] == ["审批延期：同意", "新派案件"]
    assert news(world.handler("UNIT07")) == []


def test_a_failed_check_is_told_to_the_unit_without_the_checker(world: World) -> None:
    case = world.checking()
    checker = world.checker(case)
    checker.does(case, "answer_check", passed=False, media_ids=[checker.photo()])
    order_once()
    _, answer = world.handler("UNIT06").get("/messages")
    assert answer["items"][0]["title"] == "核查未通过，请返工"
    assert checker.user.name not in str(answer)


def test_how_far_one_has_looked_only_goes_forward(world: World) -> None:
    world.dispatched("UNIT06")
    unit = world.handler("UNIT06")
    order_once()
    newest = unit.get("/messages")[1]["items"][0]["position"]
    assert unit.post("/messages/seen", {"position": newest})[1]["seen_up_to"] == newest
    assert unit.post("/messages/seen", {"position": 1})[1]["seen_up_to"] == newest
    assert unit.get("/messages")[1]["seen_up_to"] == newest
    assert world.handler("UNIT07").get("/messages")[1]["seen_up_to"] == 0


def test_older_pages_follow_without_a_gap(world: World) -> None:
    cases = [world.accepted()["case_no"] for _ in range(3)]
    order_once()
    seen: list[str] = []
    before: dict[str, Any] = {}
    while items := world.collector01.get("/messages", limit=1, **before)[1]["items"]:
        seen.append(items[0]["case_no"])
        before = {"before": items[0]["position"]}
    assert seen == cases[::-1]


def test_the_centre_works_from_its_lists_and_gets_no_news(world: World) -> None:
    world.dispatched()
    assert news(world.operator1) == []
    assert news(world.admin) == []

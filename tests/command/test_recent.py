"""The last acts as lines, read on from where one stands, each with the case's present pin."""

from __future__ import annotations

from typing import Any

from tests.world import World
from wangge.cases.relay import order_once


def lines(world: World, **asked: Any) -> dict[str, Any]:
    order_once()
    status, answer = world.leader1.get("/command/recent", **asked)
    assert status == 200
    return dict(answer)


def test_a_screen_reads_on_from_where_it_stands(world: World) -> None:
    case = world.filed()
    found = lines(world)
    assert [one["label"] for one in found["items"]] == ["上报", "受理", "立案"]
    world.dispatcher1.does(case, "dispatch", lead_unit="UNIT06")
    (line,) = lines(world, after=found["cursor"])["items"]
    assert (line["label"], line["case_no"], line["class_name"], line["address"]) == (
        "派遣",
        case["case_no"],
        "暴露垃圾",
        "文峰路12号",
    )
    assert line["pin"]["properties"]["state"] == "dispatched"
    assert lines(world, after=line["cursor"]) == {"cursor": line["cursor"], "items": [], "more": False}


def test_a_long_absence_is_caught_up_in_pages(world: World) -> None:
    start = lines(world)["cursor"]
    world.closed()
    cursor, labels, more = start, [], True
    while more:
        page = lines(world, after=cursor, limit=3)
        cursor, more = page["cursor"], page["more"]
        labels += [one["label"] for one in page["items"]]
    assert labels[0] == "上报"
    assert labels[-1] == "结案"
    assert len(labels) > 6


def test_an_ended_case_has_no_pin(world: World) -> None:
    case = world.collector01.report()
    world.operator1.does(case, "refuse", reason="不属实")
    told = lines(world)["items"]
    assert {one["pin"] is None for one in told} == {True}
    assert told[-1]["label"] == "不予受理"

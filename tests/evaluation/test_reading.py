"""Who may read which scores, by which names, and that every number opens to its cases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from wangge.rules.models import Setting

TODAY: dict[str, Any] = {"basis": "filing"}


@pytest.mark.parametrize(
    ("username", "schemes"),
    [
        ("evaluator1", ["unit", "area", "collector", "operator", "shift_lead", "dispatcher"]),
        ("leader1", ["unit", "area", "collector", "operator", "shift_lead", "dispatcher"]),
        ("unit06", ["unit", "area"]),
        ("collector01", []),
        ("datamanager1", []),
    ],
)
def test_each_post_is_offered_the_schemes_that_it_may_read(world: World, username: str, schemes: list[str]) -> None:
    reader = getattr(world, username)
    _, offered = reader.get("/evaluation")
    assert [scheme["code"] for scheme in offered["schemes"]] == schemes
    for code in ("unit", "area", "collector", "operator", "shift_lead", "dispatcher"):
        status, _ = reader.get(f"/evaluation/{code}")
        assert status == (200 if code in schemes else 403), code


def test_every_grouping_offered_is_answered(world: World) -> None:
    world.dispatched()
    _, offered = world.leader1.get("/evaluation")
    for scheme in offered["schemes"]:
        for way in scheme["groupings"]:
            _, found = world.leader1.get(f"/evaluation/{scheme['code']}", group_by=way["code"])
            assert found["groups"], way


def test_every_count_and_rate_has_its_name_and_its_parts_open_to_as_many_cases(world: World) -> None:
    world.dispatched("UNIT06")
    world.completed("UNIT06")
    _, found = world.evaluator1.get("/evaluation/unit", **TODAY)
    (group,) = [g for g in found["groups"] if g["key"] == "UNIT06"]
    assert group["group_name"] == "县直部门"
    assert set(group["counts"]) == set(found["count_names"])
    assert set(group["rates"]) == set(found["rate_names"])
    for code, rate in group["rates"].items():
        for side in ("num", "den"):
            parts = ",".join(found["rate_names"][code][side])
            assert behind(world, parts) == max(rate[side], 0), (code, parts)


def behind(world: World, count: str, scheme: str = "unit", group: str = "UNIT06") -> int:
    _, answer = world.evaluator1.get(f"/evaluation/{scheme}/cases", group=group, count=count, **TODAY)
    assert len(answer["items"]) == answer["total"]
    assert sum(one["times"] for one in answer["items"]) == answer["times"]
    return int(answer["times"])


def test_counts_added_and_taken_off_open_to_their_cases(world: World) -> None:
    own_form = Setting.objects.get(key="file_rate_with_self_disposed")
    own_form.value = True
    own_form.save()
    world.dispatched()
    reporter = world.collector01
    own = reporter.report(self_disposed=True, media_ids=[reporter.photo(), reporter.photo()])
    world.operator1.does(own, "review_self_disposed", verdict="close")
    _, found = world.evaluator1.get("/evaluation/area", **TODAY)
    assert found["rate_names"]["file_rate"]["num"] == ["filed", "self_disposed"]
    area = {"scheme": "area", "group": "411328001"}
    assert (behind(world, "filed,self_disposed", **area), behind(world, "reported,-self_disposed", **area)) == (2, 1)
    status, answer = world.evaluator1.get("/evaluation/area/cases", group="411328001", count="filed,nonsense")
    assert (status, answer["code"]) == (404, "unknown_count")

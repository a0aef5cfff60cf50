"""Units and grids by the county's own evaluation: the same numbers, reckoned once a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.evaluation.acting import Story
from tests.world import World
from wangge.cases import ports
from wangge.command.queries import standing
from wangge.standards.errors import Refused

RATE = "dispose_intime_rate"


def some_work(world: World) -> None:
    """This month: one done in time by UNIT06, one late at UNIT07."""
    start = timezone.now() - timedelta(days=1)
    Story(world, start).dispatched().completed()
    Story(world, start - timedelta(days=20), unit="UNIT07").dispatched()


def test_rates_are_those_of_the_evaluation_with_numerator_and_denominator(world: World) -> None:
    some_work(world)
    _, told = world.leader1.get("/command/units")
    _, month = world.leader1.get("/evaluation/unit")
    rates = {group["key"]: group["rates"][RATE] for group in month["groups"] if group["rates"][RATE]["den"]}
    assert {item["key"]: {k: item[k] for k in ("num", "den", "value")} for item in told["items"]} == rates
    assert told["whole"]["num"] == sum(rate["num"] for rate in rates.values())
    assert told["whole"]["den"] == sum(rate["den"] for rate in rates.values()) >= 1
    values = [item["value"] for item in told["items"]]
    assert values == sorted(values, reverse=True)
    assert len(told["items"]) + told["without"] == len([g for g in month["groups"] if g["key"] != "none"])


def test_grades_are_those_of_the_area_scheme_by_unit_grid(world: World) -> None:
    some_work(world)
    _, told = world.leader1.get("/command/grades")
    _, month = world.leader1.get("/evaluation/area", group_by="grid")
    graded = {group["key"]: [group["grade"], group["score"]] for group in month["groups"] if group["grade"]}
    assert told["grids"] == graded
    assert graded


def test_the_evaluation_is_asked_once_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def counting(*what: Any) -> list[ports.Rating]:
        asked.append(what)
        return [ports.Rating("UNIT06", "城管局", "bureau", 9, 10, 0.9, 92.0, "A", 1)]

    monkeypatch.setattr(ports, "_ratings", [counting])
    now = timezone.now()
    for seconds in (0, 30, 59):
        assert standing.units(now + timedelta(seconds=seconds))["as_of"] == now
    assert len(asked) == 1
    assert standing.units(now + timedelta(seconds=61))["as_of"] == now + timedelta(seconds=61)
    assert len(asked) == 2


def test_without_an_evaluation_there_is_no_ranking(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_ratings", [])
    with pytest.raises(Refused) as refused:
        standing.units(timezone.now())
    assert (refused.value.code, refused.value.status) == ("no_evaluation", 404)

"""Simulated people leave alone what a visitor has touched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import World
from wangge.cases.models import Case
from wangge.demo.simulation.own import waiting
from wangge.demo.simulation.run import Plan, simulate
from wangge.demo.simulation.world import report_id


@pytest.fixture
def simulated(world: World, settings: Any, tmp_path: Any) -> list[str]:
    settings.WANGGE_STORAGE = str(tmp_path)
    simulate(Plan(timezone.now(), days=8, cases_per_day=40, seed=1))
    found = waiting("disposing", 0)
    assert len(found) > 1
    return found


def test_open_cases_of_the_run_wait_for_simulated_people(simulated: list[str]) -> None:
    origins = set(Case.objects.filter(case_no__in=simulated).values_list("origin", flat=True))
    assert origins == {"simulation"}


def test_a_case_on_which_a_visitor_acted_is_his(world: World, simulated: list[str]) -> None:
    mine = simulated[0]
    world.leader1.does({"case_no": mine}, "comment", text="我来看看")
    assert mine not in waiting("disposing", 0)


def test_an_act_with_an_id_of_ours_does_not_make_it_a_visitors(world: World, simulated: list[str]) -> None:
    body = {"action_id": str(report_id(1, "live:1")), "text": "模拟人员的批注"}
    status, _ = world.leader1.post(f"/cases/{simulated[0]}/actions/comment", body)
    assert status == 200
    assert waiting("disposing", 0) == simulated


def test_a_visitors_own_report_is_left_to_him_and_a_simulated_one_is_not(world: World) -> None:
    visitors = world.collector01.report()
    ours = world.collector01.report(report_id=str(report_id(1, "live:2")))
    Case.objects.update(stage_since=timezone.now() - timedelta(minutes=5))
    found = waiting("reported", 60)
    assert ours["case_no"] in found
    assert visitors["case_no"] not in found


def test_a_case_that_an_operator_has_open_is_left_to_him(world: World) -> None:
    ours = world.collector01.report(report_id=str(report_id(1, "live:3")))
    Case.objects.update(stage_since=timezone.now() - timedelta(minutes=5))
    claimed = {"claimed_by": world.operator1.user.pk, "claimed_until": timezone.now() + timedelta(minutes=5)}
    assert ours["case_no"] in waiting("reported", 60)
    Case.objects.filter(case_no=ours["case_no"]).update(**claimed)
    assert ours["case_no"] not in waiting("reported", 60)

"""Who looks whether it was solved: never who reported it, while anybody else is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import Person, World
from wangge.cases import sweeps
from wangge.cases.models import Case, TaskRow
from wangge.organisation.models import Leave, Post
from wangge.rules.models import Setting


def set_to(key: str, value: Any) -> None:
    setting = Setting.objects.get(key=key)
    setting.value = value
    setting.save()


@pytest.fixture(params=[0, 100], ids=["usual", "picked"])
def share(request: pytest.FixtureRequest, world: World) -> int:
    """Percent of disposals that the draw picks."""
    set_to("blind_check_percent", request.param)
    return int(request.param)


def all_on_leave_but(*people: Person) -> None:
    now, kept = timezone.now(), [p.user.pk for p in people]
    users = Post.objects.filter(role="collector").exclude(user_id__in=kept).values_list("user_id", flat=True).distinct()
    times = {"starts": now - timedelta(hours=1), "ends": now + timedelta(days=9)}
    Leave.objects.bulk_create(Leave(user_id=user, **times) for user in users)


def task(case: dict[str, Any]) -> TaskRow:
    return TaskRow.objects.get(case__case_no=case["case_no"], state="open")


def test_the_check_goes_to_somebody_who_did_not_report(world: World, share: int) -> None:
    case = world.checking()
    assert task(case).collector != world.collector01.user.pk
    set_to("auto_send_check", True)
    other = world.completed()
    assert sweeps.send_checks(timezone.now()) == 1
    assert task(other).collector != world.collector01.user.pk


def test_the_reporter_named_by_hand_is_refused_in_words(world: World) -> None:
    set_to("blind_check_percent", 0)
    case = world.completed()
    status, problem = world.operator1.tries(case, "send_check", version=case["version"], collector="collector01")
    assert (status, problem["code"], "上报人" in problem["title"]) == (403, "own_report", True)
    case = world.operator1.does(case, "send_check", collector="collector02")
    status, problem = world.operator1.tries(case, "reassign_task", version=case["version"], collector="collector01")
    assert (status, problem["code"]) == (403, "own_report")


def test_a_check_left_lying_does_not_come_back_to_the_reporter(world: World, share: int) -> None:
    case = world.checking()
    for day in (2, 4, 6):
        assert sweeps.reassign_unanswered(timezone.now() + timedelta(days=day)) == 1
        assert task(case).collector != world.collector01.user.pk


def test_where_nobody_else_is_there_the_operator_may_send_the_reporter_and_it_is_marked(
    world: World, share: int
) -> None:
    case = world.completed()
    all_on_leave_but(world.collector01)
    world.operator1.does(case, "send_check", collector="collector01")
    assert (task(case).collector, task(case).blind) == (world.collector01.user.pk, "not_blind")
    world.collector01.does(case, "answer_check", passed=True, media_ids=[world.collector01.photo()])
    _, log = world.operator1.get(f"/cases/{case['case_no']}/events")
    assert [e["data"]["self_decided"] for e in log if e["action"] == "answer_check"] == [True]


def test_the_system_leaves_that_choice_to_the_operator(world: World, share: int) -> None:
    case = world.completed()
    all_on_leave_but(world.collector01)
    set_to("auto_send_check", True)
    assert sweeps.send_checks(timezone.now()) == 0
    assert Case.objects.get(case_no=case["case_no"]).state == "disposed"


def test_a_second_look_is_not_the_reporters_either(world: World) -> None:
    case = world.closed()
    status, problem = world.operator1.tries(case, "recheck", version=case["version"], collector="collector01")
    assert (status, problem["code"]) == (403, "own_report")
    world.operator1.does(case, "return_visit", rating="not_solved", text="还在")
    assert task(case).collector != world.collector01.user.pk


def test_verification_before_filing_is_the_patrollers_whoever_reported(world: World) -> None:
    case = world.collector01.report()
    world.operator1.does(case, "send_verification", collector="collector01")
    assert task(case).collector == world.collector01.user.pk

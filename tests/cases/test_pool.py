"""The intake pool: one for all operators, an item claimed while it is open; and what happens to self-disposals."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.world import World
from wangge.cases.models import Case, TaskRow
from wangge.organisation.models import Post
from wangge.rules.models import Setting


def test_a_claimed_case_is_shown_to_others_and_not_claimed_twice(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}/claim"
    assert world.operator1.post(path)[0] == 200
    status, answer = world.operator2.post(path)
    assert (status, answer["code"]) == (409, "claimed")
    _, listed = world.operator2.get("/cases")
    assert listed["items"][0]["claimed_by"]["name"] == world.operator1.user.name


def test_a_claim_ends_after_five_minutes_unless_renewed(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}/claim"
    world.operator1.post(path)
    Case.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert world.operator2.post(path)[0] == 200


def test_cases_past_the_pool_are_nobodys_claim(world: World) -> None:
    case = world.accepted()
    for who in (world.operator1, world.shiftlead1):
        assert who.post(f"/cases/{case['case_no']}/claim") == (200, {"case_no": case["case_no"], "until": None})
    assert world.collector01.post(f"/cases/{case['case_no']}/claim")[0] == 403


def test_a_claim_is_over_when_the_case_leaves_the_pool(world: World) -> None:
    case = world.collector01.report()
    world.operator1.post(f"/cases/{case['case_no']}/claim")
    world.operator1.does(
        case, "accept", class_code=case["class_code"], condition_id=world.condition(case["class_code"])
    )
    _, listed = world.shiftlead1.get("/cases")
    assert listed["items"][0]["claimed_by"] is None


def test_a_share_of_self_disposals_is_looked_at_by_a_stranger(world: World) -> None:
    share = Setting.objects.get(key="blind_self_disposed_percent")
    for percent, tasks in ((0, 0), (100, 1)):
        share.value = percent
        share.save()
        reporter = world.collector01
        case = reporter.report(self_disposed=True, media_ids=[reporter.photo(), reporter.photo()])
        closed = world.operator1.does(case, "review_self_disposed", verdict="close")
        found = TaskRow.objects.filter(case__case_no=closed["case_no"], kind="recheck")
        assert found.count() == tasks
    task = found.get()
    patrollers = Post.objects.filter(duty_grids=closed["duty_grid"]).values_list("user_id", flat=True)
    assert task.blind == "drawn"
    assert task.collector not in {reporter.user.pk, *patrollers}

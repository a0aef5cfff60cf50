"""The intake pool: one for all operators, an item claimed while it is open; and what happens to self-disposals."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.world import Person, World
from wangge.cases.claims import ZONE
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


def accepts(world: World, who: Person, case: dict[str, Any]) -> tuple[int, Any]:
    code = case["class_code"]
    return who.tries(case, "accept", version=1, class_code=code, condition_id=world.condition(code))


def test_while_somebody_has_it_nobody_else_moves_it(world: World) -> None:
    case = world.collector01.report()
    world.operator1.post(f"/cases/{case['case_no']}/claim")
    for action, body in (("refuse", {"reason": "不属于职责"}), ("send_verification", {})):
        assert world.operator2.tries(case, action, version=1, **body)[1]["code"] == "claimed"
    status, problem = accepts(world, world.operator2, case)
    until = Case.objects.get().claimed_until
    assert until is not None
    assert (status, problem["code"], problem["by"]) == (409, "claimed", world.operator1.user.name)
    assert f"{world.operator1.user.name}正在办理，占用到 {until.astimezone(ZONE):%H:%M}" in problem["detail"]
    assert datetime.fromisoformat(problem["until"]) == until.replace(microsecond=until.microsecond // 1000 * 1000)
    assert world.operator2.tries(case, "comment", text="来电催问")[0] == 200
    assert accepts(world, world.operator1, case)[0] == 200


def test_a_claim_that_ran_out_or_was_never_made_binds_nobody(world: World) -> None:
    first, second = world.collector01.report(), world.collector01.report(1)
    world.operator1.post(f"/cases/{first['case_no']}/claim")
    Case.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert accepts(world, world.operator2, first)[0] == 200
    assert accepts(world, world.operator2, second)[0] == 200


def test_the_buttons_say_who_has_it(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}"
    world.operator1.post(f"{path}/claim")
    offers = {who: offered_to(world, who, path) for who in ("operator1", "operator2", "shiftlead1")}
    assert offers["operator1"]["accept"]["barred"] is None
    assert world.operator1.user.name in offers["operator2"]["accept"]["barred"]
    assert offers["operator2"]["comment"]["barred"] is None
    assert "take_over" in offers["shiftlead1"]
    assert "take_over" not in offers["operator2"]
    Case.objects.update(claimed_by=None, claimed_until=None)
    assert "take_over" not in offered_to(world, "shiftlead1", path)


def offered_to(world: World, username: str, path: str) -> dict[str, Any]:
    """The actions on offer by code."""
    return {a["action"]: a for a in getattr(world, username).get(f"{path}/actions")[1]["actions"]}


def test_a_shift_lead_gives_it_to_another_operator_and_the_log_says_so(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}"
    status, problem = world.shiftlead1.tries(case, "take_over")
    assert (status, problem["code"]) == (409, "not_claimed")
    world.operator1.post(f"{path}/claim")
    assert world.operator2.tries(case, "take_over")[0] == 403
    assert world.shiftlead1.tries(case, "take_over", to="unit06")[1]["code"] == "unknown_operator"
    assert world.shiftlead1.tries(case, "take_over", to="operator1")[1]["code"] == "same_holder"
    world.shiftlead1.does(case, "take_over", to="operator2")
    assert accepts(world, world.operator1, case)[1]["by"] == world.operator2.user.name
    assert world.operator1.post(f"{path}/claim")[0] == 409
    assert accepts(world, world.operator2, case)[0] == 200
    _, log = world.leader1.get(f"{path}/events")
    told = next(e for e in log if e["action"] == "take_over")
    assert told["opinion"] == f"原由{world.operator1.user.name}办理，改由{world.operator2.user.name}办理。"
    assert (told["data"]["from"], told["data"]["to"]) == (world.operator1.user.pk, world.operator2.user.pk)


def test_a_shift_lead_takes_a_self_disposal_over_and_reviews_it(world: World) -> None:
    reporter = world.collector01
    case = reporter.report(self_disposed=True, media_ids=[reporter.photo(), reporter.photo()])
    world.operator1.post(f"/cases/{case['case_no']}/claim")
    assert world.shiftlead1.tries(case, "review_self_disposed", verdict="close")[1]["code"] == "claimed"
    world.shiftlead1.does(case, "take_over")
    assert world.shiftlead1.does(case, "review_self_disposed", verdict="close")["state"] == "closed"


def test_what_a_shift_lead_takes_over_and_cannot_move_is_free(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}"
    assert world.shiftlead1.post(f"{path}/claim") == (200, {"case_no": case["case_no"], "until": None})
    world.operator1.post(f"{path}/claim")
    world.shiftlead1.does(case, "take_over")
    assert Case.objects.get().claimed_by is None
    assert offered_to(world, "operator2", path)["accept"]["barred"] is None
    _, log = world.leader1.get(f"{path}/events")
    told = next(e for e in log if e["action"] == "take_over")
    assert told["opinion"] == f"原由{world.operator1.user.name}办理，已解除占用，坐席员均可办理。"
    assert accepts(world, world.operator2, case)[0] == 200


def test_who_has_it_gives_it_back_and_nobody_else(world: World) -> None:
    case = world.collector01.report()
    path = f"/cases/{case['case_no']}/claim"
    world.operator1.post(path)
    assert given_back(world.operator2, path) == 409
    for _ in range(2):
        assert given_back(world.operator1, path) == 200
    assert world.operator2.post(path)[0] == 200


def given_back(who: Person, path: str) -> int:
    return who.client.delete(f"/api/v1{path}", headers=who.headers).status_code


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

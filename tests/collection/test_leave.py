"""请假 through the front door: asked, decided, withdrawn, and what it does to field tasks."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import Person, World
from wangge.cases.checkers import available
from wangge.organisation.models import Leave, Post

NOW = timezone.now().replace(microsecond=0)


def asked(start: float = 24, hours: float = 12, **changes: Any) -> dict[str, Any]:
    """A leave that begins `start` hours from now."""
    first = NOW + timedelta(hours=start)
    body = {"request_id": str(uuid.uuid4()), "sort": "sick", "starts": first, "ends": first + timedelta(hours=hours)}
    return body | {"reason": "就医"} | changes


def asks(person: Person, *args: float, **changes: Any) -> dict[str, Any]:
    status, answer = person.post("/leaves", asked(*args, **changes))
    assert status == 201, answer
    return dict(answer)


def decides(lead: Person, leave: dict[str, Any], granted: bool, opinion: str = "") -> tuple[int, Any]:
    return lead.post(f"/leaves/{leave['id']}/decision", {"granted": granted, "opinion": opinion})


def free(person: Person, at: datetime) -> bool:
    """Whether field tasks may go to the person then."""
    return person.user.pk in available(at).grids


def test_a_granted_leave_takes_the_person_out_of_field_tasks_for_its_time(world: World) -> None:
    leave = asks(world.collector01)
    middle = NOW + timedelta(hours=30)
    assert free(world.collector01, middle)
    status, answer = decides(world.shiftlead1, leave, True, "同意")
    assert (status, answer["status"], answer["decided_by"]) == (200, "granted", world.shiftlead1.user.name)
    assert not free(world.collector01, middle)
    assert free(world.collector01, NOW + timedelta(hours=37))


def test_the_task_of_somebody_who_goes_on_leave_goes_to_another(world: World) -> None:
    from wangge.cases import sweeps

    case = world.checking()
    checker = world.checker(case)
    decides(world.shiftlead1, asks(checker, -1, 4), True)
    sweeps.reassign_unanswered(timezone.now())
    assert world.checker(case).user != checker.user


def test_asked_twice_it_is_one_and_another_body_is_refused(world: World) -> None:
    body = asked()
    first, second = (world.collector01.post("/leaves", body) for _ in range(2))
    assert (first[0], second[0], first[1]["id"]) == (201, 200, second[1]["id"])
    status, answer = world.collector01.post("/leaves", body | {"reason": "探亲"})
    assert (status, answer["code"]) == (409, "id_reused")


@pytest.mark.parametrize(
    ("start", "hours", "free_after"), [(30, 2, False), (20, 5, False), (20, 4, True), (36, 5, True)]
)
def test_an_overlapping_leave_is_refused_and_one_beside_it_is_not(
    world: World, start: float, hours: float, free_after: bool
) -> None:
    asks(world.collector01, 24, 12)
    status, answer = world.collector01.post("/leaves", asked(start, hours))
    assert (status == 201) is free_after
    if not free_after:
        assert (status, answer["code"]) == (409, "leave_overlaps")
    assert world.collector02.post("/leaves", asked(start, hours))[0] == 201


def test_a_leave_entered_by_the_office_overlaps_too(world: World) -> None:
    first = NOW + timedelta(hours=24)
    Leave.objects.create(user=world.collector01.user, starts=first, ends=first + timedelta(hours=3))
    assert world.collector01.post("/leaves", asked())[1]["code"] == "leave_overlaps"


def test_after_a_refusal_or_a_withdrawal_the_time_is_free_again(world: World) -> None:
    refused, withdrawn = asks(world.collector01), asks(world.collector02)
    decides(world.shiftlead1, refused, False, "当班人手不足")
    assert world.collector02.post(f"/leaves/mine/{withdrawn['request_id']}/withdraw")[1]["status"] == "withdrawn"
    for person in (world.collector01, world.collector02):
        asks(person)


@pytest.mark.parametrize(("start", "hours"), [(24, 0), (24, -3), (-30, 5), (24, 24 * 400)])
def test_a_period_that_is_none_is_refused(world: World, start: float, hours: float) -> None:
    status, answer = world.collector01.post("/leaves", asked(start, hours))
    assert (status, answer["code"]) == (422, "bad_period")


def test_a_refusal_needs_words(world: World) -> None:
    status, answer = decides(world.shiftlead1, asks(world.collector01), False)
    assert (status, answer["code"]) == (422, "missing_field")


def test_the_same_decision_again_is_the_same_and_another_is_too_late(world: World) -> None:
    leave = asks(world.collector01)
    assert [decides(world.shiftlead1, leave, True)[0] for _ in range(2)] == [200, 200]
    status, answer = decides(world.shiftlead1, leave, False, "不行")
    assert (status, answer["code"]) == (409, "already_decided")
    assert world.shiftlead1.user.name in answer["detail"]
    assert Leave.objects.count() == 1


def test_nobody_decides_his_own(world: World) -> None:
    lead = world.shiftlead1
    Post.objects.create(user=lead.user, role="collector")
    status, leave = lead.post("/leaves", asked(), **{"X-Post": "collector"})
    assert status == 201
    status, answer = decides(lead, leave, True)
    assert (status, answer["code"]) == (403, "own_request")


def test_a_granted_leave_withdrawn_before_it_begins_is_as_if_never_asked(world: World) -> None:
    leave = asks(world.collector01)
    decides(world.shiftlead1, leave, True)
    path = f"/leaves/mine/{leave['request_id']}/withdraw"
    assert [world.collector01.post(path)[1]["status"] for _ in range(2)] == ["withdrawn", "withdrawn"]
    assert Leave.objects.count() == 0


def test_coming_back_early_ends_the_leave_now(world: World) -> None:
    leave = asks(world.collector01, -2, 8)
    decides(world.shiftlead1, leave, True)
    assert not free(world.collector01, timezone.now())
    _, answer = world.collector01.post(f"/leaves/mine/{leave['request_id']}/withdraw")
    assert answer["status"] == "ended"
    assert free(world.collector01, timezone.now())


def test_what_is_over_cannot_be_withdrawn_and_a_strangers_is_not_there(world: World) -> None:
    leave = asks(world.collector01)
    path = f"/leaves/mine/{leave['request_id']}/withdraw"
    assert world.collector02.post(path)[0] == 404
    decides(world.shiftlead1, leave, False, "当班人手不足")
    status, answer = world.collector01.post(path)
    assert (status, answer["code"]) == (409, "leave_over")


def test_the_list_waits_for_the_shift_lead_and_only_he_decides(world: World) -> None:
    late, soon = asks(world.collector01, 60), asks(world.collector02, 10)
    _, waiting = world.shiftlead1.get("/leaves")
    assert [item["id"] for item in waiting["items"]] == [soon["id"], late["id"]]
    assert decides(world.operator1, soon, True)[0] == 403
    assert world.collector01.get("/leaves")[0] == 403
    _, mine = world.collector01.get("/leaves/mine")
    assert [item["id"] for item in mine["items"]] == [late["id"]]
    assert mine["deciders"] == [world.shiftlead1.user.name]

"""通知 through the front door: whom they reach, who has read them, and taking them back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import Person, World
from wangge.messaging.models import Notice, Receipt
from wangge.organisation.models import User


def notice(**changes: Any) -> dict[str, Any]:
    body = {"notice_id": str(uuid.uuid4()), "title": "今日午后有雷雨", "text": "请注意低洼路段井盖。"}
    return body | {"to": {"roles": ["collector"]}} | changes


def sends(person: Person, **changes: Any) -> dict[str, Any]:
    status, answer = person.post("/notices", notice(**changes))
    assert status == 201, answer
    return dict(answer)


def inbox(person: Person) -> list[dict[str, Any]]:
    return list(person.get("/notices")[1]["items"])


def unread(person: Person) -> int:
    return int(person.get("/notices/unread")[1]["notices"])


def test_it_reaches_the_posts_units_and_people_that_were_named_each_once(world: World) -> None:
    reader = world.evaluator1
    sent = sends(
        world.shiftlead1,
        to={"roles": ["collector"], "units": ["UNIT06"], "people": [reader.user.pk, world.collector01.user.pk]},
    )
    handlers = User.objects.filter(posts__department__code__startswith="UNIT06").count()
    assert sent["sent_to"] == 40 + handlers + 1
    for person in (world.collector01, world.handler("UNIT06"), reader):
        assert [one["title"] for one in inbox(person)] == ["今日午后有雷雨"]
    assert inbox(world.operator1) == inbox(world.handler("UNIT07")) == []


def test_the_sender_does_not_write_to_himself(world: World) -> None:
    sends(world.operator1, to={"roles": ["operator"]})
    assert inbox(world.operator1) == []
    assert len(inbox(world.operator2)) == 1
    status, answer = world.shiftlead1.post("/notices", notice(to={"people": [world.shiftlead1.user.pk]}))
    assert (status, answer["code"]) == (422, "nobody")


@pytest.mark.parametrize(
    ("to", "code"),
    [({}, "nobody"), ({"units": ["UNIT99"]}, "unknown_unit"), ({"people": [10**9]}, "unknown_person")],
)
def test_a_notice_to_nobody_is_not_sent(world: World, to: dict[str, Any], code: str) -> None:
    status, answer = world.shiftlead1.post("/notices", notice(to=to))
    assert (status, answer["code"]) == (422, code)
    assert Notice.objects.count() == Receipt.objects.count() == 0


def test_only_the_centre_sends(world: World) -> None:
    for person in (world.collector01, world.handler("UNIT06"), world.evaluator1):
        assert person.post("/notices", notice())[0] == 403
    for person in (world.operator1, world.shiftlead1, world.dispatcher1, world.leader1):
        sends(person)


def test_sent_twice_it_is_one_and_another_body_is_refused(world: World) -> None:
    body = notice()
    first, second = (world.shiftlead1.post("/notices", body) for _ in range(2))
    assert (first[0], second[0], first[1]["id"]) == (201, 200, second[1]["id"])
    assert world.shiftlead1.post("/notices", body | {"title": "改了"})[1]["code"] == "id_reused"
    assert len(inbox(world.collector01)) == 1


def test_reading_is_marked_once_and_counted_for_the_centre(world: World) -> None:
    sent = sends(world.shiftlead1)
    assert unread(world.collector01) == 1
    at = timezone.now() + timedelta(seconds=-1)
    first, second = (world.collector01.post(f"/notices/{sent['id']}/read", {"acted_at": at}) for _ in range(2))
    assert first == second
    assert (unread(world.collector01), unread(world.collector02)) == (0, 1)
    _, file = world.operator1.get(f"/notices/{sent['id']}/readers")
    assert (file["read"], file["sent_to"], file["mine"]) == (1, 40, False)
    assert [one["name"] for one in file["readers"] if one["read_at"]] == [world.collector01.user.name]


def test_nobody_reads_what_was_not_sent_to_him(world: World) -> None:
    sent = sends(world.shiftlead1, to={"people": [world.collector01.user.pk]})
    assert world.collector02.post(f"/notices/{sent['id']}/read")[0] == 404
    assert world.collector01.get(f"/notices/{sent['id']}/readers")[0] == 403
    assert world.collector01.get("/notices/sent")[0] == 403


def test_a_recalled_notice_keeps_its_line_and_loses_its_words(world: World) -> None:
    sent = sends(world.shiftlead1, urgent=True)
    assert world.operator1.post(f"/notices/{sent['id']}/recall")[0] == 404
    assert world.shiftlead1.post(f"/notices/{sent['id']}/recall")[0] == 200
    (left,) = inbox(world.collector01)
    assert (left["recalled"], left["text"], left["urgent"]) == (True, "", False)
    assert "雷雨" not in str(left)
    assert unread(world.collector01) == 0
    (listed,) = world.shiftlead1.get("/notices/sent")[1]
    assert listed["recalled_at"] is not None


def test_the_inbox_is_paged_without_loss(world: World) -> None:
    for n in range(5):
        sends(world.shiftlead1, title=f"通知{n}")
    seen: list[str] = []
    before: dict[str, Any] = {}
    while True:
        _, page = world.collector01.get("/notices", limit=2, **before)
        seen += [one["title"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        before = {"before": page["next_cursor"]}
    assert seen == [f"通知{n}" for n in (4, 3, 2, 1, 0)]


def test_a_title_of_blanks_is_refused(world: World) -> None:
    assert world.shiftlead1.post("/notices", notice(title="   "))[0] == 422

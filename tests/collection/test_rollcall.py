"""点名 through the front door: who is called, who answers, and that silence is only silence."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.world import Person, World, at
from wangge.collection.models import RollCall


def calls(lead: Person, **changes: Any) -> tuple[int, Any]:
    return lead.post("/roll-calls", {"call_id": str(uuid.uuid4()), "minutes": 10} | changes)


def called(world: World, *people: Person) -> dict[str, Any]:
    status, answer = calls(world.shiftlead1, people=[person.user.pk for person in people])
    assert status == 201, answer
    return dict(answer)


def answers(person: Person, call: dict[str, Any], **changes: Any) -> tuple[int, Any]:
    lon, lat = at(0)
    return person.post(f"/roll-calls/{call['id']}/answer", {"lon": lon, "lat": lat, "accuracy": 9} | changes)


def over(call: dict[str, Any], minutes: int = 1) -> None:
    """The moment to answer by was `minutes` ago."""
    until = timezone.now() - timedelta(minutes=minutes)
    RollCall.objects.filter(pk=call["id"]).update(called_at=until - timedelta(minutes=10), until=until)


def lines(world: World, call: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {line["id"]: line for line in world.shiftlead1.get(f"/roll-calls/{call['id']}")[1]["lines"]}


def test_all_who_have_clocked_on_are_called_unless_some_are_named(world: World) -> None:
    assert calls(world.shiftlead1)[1]["code"] == "nobody_to_call"
    for person, kinds in ((world.collector01, ["on"]), (world.collector02, ["on", "off"]), (world.collector03, ["on"])):
        for kind in kinds:
            person.post("/attendance", {"record_id": str(uuid.uuid4()), "kind": kind})
    _, everybody = calls(world.shiftlead1)
    assert {line["id"] for line in everybody["lines"]} == {world.collector01.user.pk, world.collector03.user.pk}
    _, some = calls(world.shiftlead1, people=[world.collector02.user.pk])
    assert [line["id"] for line in some["lines"]] == [world.collector02.user.pk]


def test_an_answer_tells_where_and_is_counted_once(world: World) -> None:
    call = called(world, world.collector01, world.collector02)
    first, second = (answers(world.collector01, call) for _ in range(2))
    assert (first[0], first[1]["state"]) == (200, "answered")
    assert first == second
    status, refused = answers(world.collector01, call, lon=112.9)
    assert (status, refused["code"]) == (409, "already_answered")
    _, result = world.shiftlead1.get(f"/roll-calls/{call['id']}")
    assert (result["called"], result["answered"], result["late"], result["silent"]) == (2, 1, 0, 1)


def test_silence_is_not_answered_and_never_absence(world: World) -> None:
    call = called(world, world.collector01)
    assert lines(world, call)[world.collector01.user.pk]["state"] == "waiting"
    over(call)
    line = lines(world, call)[world.collector01.user.pk]
    assert (line["state"], line["state_label"], line["place"]) == ("silent", "未应答", "unknown")
    assert "缺勤" not in str(world.shiftlead1.get(f"/roll-calls/{call['id']}"))


def test_an_answer_after_the_moment_is_late_but_one_given_in_time_without_network_is_not(world: World) -> None:
    call = called(world, world.collector01, world.collector02)
    over(call, minutes=5)
    assert answers(world.collector01, call)[1]["state"] == "late"
    in_time = timezone.now() - timedelta(minutes=6)
    assert answers(world.collector02, call, acted_at=in_time)[1]["state"] == "answered"
    _, result = world.shiftlead1.get(f"/roll-calls/{call['id']}")
    assert (result["answered"], result["late"], result["silent"]) == (1, 1, 0)


def test_without_a_position_an_answer_is_an_answer(world: World) -> None:
    call = called(world, world.collector01)
    status, line = answers(world.collector01, call, lon=None, lat=None)
    assert (status, line["state"], line["place"]) == (200, "answered", "unknown")


def test_the_person_sees_his_own_calls_and_nobody_elses_answer(world: World) -> None:
    call = called(world, world.collector01, world.collector02)
    _, mine = world.collector01.get("/roll-calls/mine")
    assert [(one["id"], one["mine"]["state"]) for one in mine] == [(call["id"], "waiting")]
    assert "lines" not in mine[0]
    assert world.collector01.get(f"/roll-calls/{call['id']}")[0] == 403
    assert world.collector03.get("/roll-calls/mine")[1] == []
    assert answers(world.collector03, call)[0] == 404


def test_only_the_shift_lead_calls_and_only_collectors_are_called(world: World) -> None:
    for person in (world.operator1, world.collector01, world.leader1):
        assert calls(person, people=[world.collector01.user.pk])[0] == 403
    status, answer = calls(world.shiftlead1, people=[world.operator1.user.pk])
    assert (status, answer["code"]) == (422, "not_a_collector")
    assert world.operator1.get("/roll-calls") == (200, [])


def test_called_twice_under_one_id_it_is_one(world: World) -> None:
    body = {"call_id": str(uuid.uuid4()), "minutes": 10, "people": [world.collector01.user.pk]}
    first, second = (world.shiftlead1.post("/roll-calls", body) for _ in range(2))
    assert (first[0], second[0], first[1]["id"]) == (201, 200, second[1]["id"])
    assert world.shiftlead1.post("/roll-calls", body | {"note": "再点"})[1]["code"] == "id_reused"

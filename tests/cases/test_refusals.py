"""Bad input gets its clear error in Chinese and changes nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import OUTSIDE, Person, World, at, jpeg
from wangge.cases.models import Case, Event


def body(world: World, **changes: Any) -> dict[str, Any]:
    lon, lat = at(0)
    return {
        "report_id": str(uuid.uuid4()),
        "kind": "event",
        "class_code": "E0110",
        "lon": lon,
        "lat": lat,
        "description": "路边堆放垃圾",
        "media_ids": [world.collector01.photo()],
        **changes,
    }


def snapshot(case_no: str) -> tuple[Any, ...]:
    row = Case.objects.values_list().get(case_no=case_no)
    return (*row, Event.objects.filter(case_no=case_no).count())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"class_code": "E9999"}, "unknown_class"),
        ({"lon": OUTSIDE[0], "lat": OUTSIDE[1]}, "outside"),
        ({"media_ids": []}, "photo_required"),
        ({"media_ids": [str(uuid.uuid4())]}, "unknown_media"),
        ({"kind": "component"}, "bad_value"),
        ({"condition_id": "nonsense"}, "unknown_condition"),
        ({"component_id": "4113280101000001"}, "unknown_component"),
        ({"class_code": None}, "missing_field"),
        ({"self_disposed": True}, "photo_required"),
        ({"reporter": {"name": "张三", "phone": "12800000000"}}, "not_allowed"),
        ({"source": "phone"}, "not_allowed"),
    ],
)
def test_a_bad_report_is_refused_with_its_reason_and_makes_no_case(
    world: World, changes: dict[str, Any], code: str
) -> None:
    status, answer = world.collector01.post("/reports", body(world, **changes))
    assert status in (403, 422)
    assert answer["code"] == code
    assert answer["title"]
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"lon": "east"}, "lon"), ({"report_id": "1"}, "report_id"), ({"lat": 200}, "lat"), ({"kind": "thing"}, "kind")],
)
def test_a_malformed_report_names_the_field(world: World, changes: dict[str, Any], field: str) -> None:
    status, answer = world.collector01.post("/reports", body(world, **changes))
    assert (status, answer["code"]) == (422, "invalid")
    assert [e["field"] for e in answer["errors"]] == [field]


def test_a_stale_version_is_answered_with_who_did_what_and_when(world: World) -> None:
    case = world.accepted()
    stale = case["version"]
    world.shiftlead1.does(case, "file")
    before = snapshot(case["case_no"])
    status, answer = world.shiftlead1.tries(case, "return_to_operator", version=stale, reason="资料不全")
    assert (status, answer["code"], answer["state"]) == (409, "stale_version", "filed")
    assert "立案" in answer["detail"]
    assert world.shiftlead1.user.name in answer["detail"]
    assert snapshot(case["case_no"]) == before


@pytest.mark.parametrize(
    ("who", "action"),
    [("operator1", "file"), ("dispatcher1", "accept"), ("shiftlead1", "dispatch"), ("leader1", "close")],
)
def test_an_action_of_another_post_is_refused(world: World, who: str, action: str) -> None:
    case = world.accepted()
    before = snapshot(case["case_no"])
    status, answer = getattr(world, who).tries(
        case, action, lead_unit="UNIT06", class_code="E0110", condition_id=world.condition("E0110")
    )
    assert (status, answer["code"]) == (403, "not_allowed")
    assert snapshot(case["case_no"]) == before


def test_an_unknown_action_is_404(world: World) -> None:
    case = world.accepted()
    assert world.operator1.tries(case, "teleport")[0] == 404
    assert world.operator1.post(f"/cases/{case['case_no']}/requests/holiday", {})[0] == 404


def test_the_lead_unit_is_not_also_an_assisting_one(world: World) -> None:
    case = world.filed()
    status, answer = world.dispatcher1.tries(case, "dispatch", lead_unit="UNIT06", assisting_units=["UNIT07", "UNIT06"])
    assert (status, answer["code"], answer["field"]) == (422, "lead_assists", "assisting_units")
    assert Case.objects.get(case_no=case["case_no"]).state == "filed"


def test_a_unit_that_does_not_exist_is_refused_at_dispatch(world: World) -> None:
    case = world.filed()
    status, answer = world.dispatcher1.tries(case, "dispatch", lead_unit="UNIT99")
    assert (status, answer["code"]) == (422, "unknown_unit")


def test_completing_without_a_photo_or_a_note_is_refused(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    assert unit.tries(case, "complete", note="好了")[1]["code"] == "photo_required"
    status, answer = unit.tries(case, "complete", media_ids=[unit.photo()])
    assert (status, answer["errors"][0]["field"]) == (422, "note")
    assert Case.objects.get(case_no=case["case_no"]).state == "dispatched"


def upload(person: Person, name: str, content: bytes) -> tuple[int, Any]:
    file = SimpleUploadedFile(name, content, "image/jpeg")
    answer = person.client.post("/api/v1/media", {"file": file}, headers=person.headers)
    return answer.status_code, answer.json()


def test_a_photo_of_20_mb_and_a_text_named_jpg_are_refused(world: World) -> None:
    status, answer = upload(world.collector01, "big.jpg", jpeg() + b"\0" * 20_000_000)
    assert (status, bool(answer["title"])) == (413, True)
    status, answer = upload(world.collector01, "text.jpg", "这不是照片".encode())
    assert status in (415, 422)


def test_a_photo_is_only_its_uploaders_until_it_is_attached(world: World) -> None:
    mine = world.collector02.photo()
    status, answer = world.collector01.post("/reports", body(world, media_ids=[mine]))
    assert (status, answer["code"]) == (422, "unknown_media")


def test_nobody_without_a_log_in_reads_or_acts(world: World) -> None:
    case = world.accepted()
    stranger = world.collector01.client
    for path in ("/cases", f"/cases/{case['case_no']}", "/tasks", "/me"):
        assert stranger.get(f"/api/v1{path}").status_code == 401


def test_what_the_rules_forbid_is_offered_greyed_with_the_reason(world: World) -> None:
    case = world.completed()
    _, offered = world.operator1.get(f"/cases/{case['case_no']}/actions")
    found = {a["action"]: a["barred"] for a in offered["actions"]}
    assert found["send_check"] is None
    assert found["pass_check"]


def test_every_source_that_the_dictionary_offers_may_be_registered_and_no_other(world: World) -> None:
    _, words = world.operator1.get("/dictionaries")
    offered = words["registered_sources"]
    assert [world.operator1.report(source=code)["source"] for code in offered] == offered
    for other in set(words["sources"]) - set(offered):
        status, answer = world.operator1.post("/reports", body(world, media_ids=[], source=other))
        assert (status, answer["field"]) == (422, "source"), other

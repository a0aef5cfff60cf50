"""What anyone sees passes one function: everything else is 404."""

from __future__ import annotations

from tests.world import World


def numbers(answer: tuple[int, dict[str, list[dict[str, str]]]]) -> set[str]:
    return {item["case_no"] for item in answer[1]["items"]}


def test_a_unit_sees_only_cases_it_leads_assists_or_was_sent(world: World) -> None:
    mine, other = world.dispatched("UNIT06"), world.dispatched("UNIT07")
    unit = world.handler("UNIT06")
    assert numbers(unit.get("/cases")) == {mine["case_no"]}
    for path in ("", "/events", "/actions"):
        assert unit.get(f"/cases/{other['case_no']}{path}")[0] == 404
    assert unit.tries(other, "sign")[0] == 404


def test_a_unit_still_sees_what_it_returned(world: World) -> None:
    case = world.dispatched("UNIT06")
    world.handler("UNIT06").asks(case, "return", reason="不属于我单位")
    world.dispatcher1.decides(case, "return", True)
    world.dispatcher1.does(case, "dispatch", lead_unit="UNIT07")
    assert world.handler("UNIT06").get(f"/cases/{case['case_no']}")[0] == 200


def test_a_collector_sees_his_reports_and_open_cases_of_his_duty_grid(world: World) -> None:
    near, far = world.collector01.report(column=0), world.collector02.report(column=5)
    _, me = world.collector01.get("/me")
    grids = [g["code"] for g in me["posts"][0]["duty_grids"]]
    expected = {near["case_no"]} | ({far["case_no"]} if far["duty_grid"] in grids else set())
    assert numbers(world.collector01.get("/cases")) == expected


def test_media_follow_the_case_and_are_404_otherwise(world: World) -> None:
    case = world.dispatched("UNIT06")
    photo = case["media"][0]["id"]
    for who, status in ((world.operator1, 200), (world.handler("UNIT06"), 200), (world.handler("UNIT07"), 404)):
        assert who.client.get(f"/api/v1/media/{photo}", headers=who.headers).status_code == status


def test_how_a_photo_was_taken_is_shown_to_the_centre_only(world: World) -> None:
    case = world.dispatched("UNIT06")
    path = f"/cases/{case['case_no']}"
    (photo, *_) = world.operator1.get(path)[1]["media"]
    assert photo["capture"]["by"] == world.collector01.user.name
    assert (photo["capture"]["in_app"], photo["from_gallery"]) == (False, False)
    for person in (world.handler("UNIT06"), world.collector01):
        assert {m["capture"] for m in person.get(path)[1]["media"]} == {None}
    assert {m["capture"] for c in world.operator1.get("/cases")[1]["items"] for m in c["media"]} == {None}


def test_to_units_the_checker_is_nobody_in_particular(world: World) -> None:
    case = world.checked(passed=False)
    unit = world.handler("UNIT06")
    _, log = unit.get(f"/cases/{case['case_no']}/events")
    check = next(e for e in log if e["action"] == "answer_check")
    assert check["actor"]["name"] == "核查员"
    assert check["acted_at"] is None
    sent = next(e for e in log if e["action"] == "send_check")
    assert "collector" not in sent["data"]
    _, file = unit.get(f"/cases/{case['case_no']}")
    assert {t["collector"] for t in file["tasks"]} == {"核查员"}
    assert file["picked"] is None


def test_a_citizen_is_known_to_the_operator_and_masked_to_others(world: World) -> None:
    case = world.operator1.report(
        media_ids=[], source="phone", reporter={"name": "赵大爷", "phone": "12812345678", "contact_ok": True}
    )
    assert world.operator1.get(f"/cases/{case['case_no']}")[1]["person"]["phone"] == "12812345678"
    masked = world.leader1.get(f"/cases/{case['case_no']}")[1]["person"]
    assert (masked["name"], masked["phone"]) == ("赵**", "128****5678")
    _, log = world.leader1.get(f"/cases/{case['case_no']}/events")
    assert "12812345678" not in str(log)


def test_posts_without_a_part_in_cases_see_none(world: World) -> None:
    case = world.dispatched()
    for who in (world.datamanager1, world.admin):
        assert numbers(who.get("/cases")) == set()
        assert who.get(f"/cases/{case['case_no']}")[0] == 404


def test_pins_of_the_map_follow_the_same_sight(world: World) -> None:
    mine, other = world.dispatched("UNIT06"), world.dispatched("UNIT07")
    box = {"bbox": "112.8,32.6,112.9,32.7", "zoom": 15}
    status, pins = world.handler("UNIT06").get("/map/cases", **box)
    assert status == 200
    assert [f["id"] for f in pins["features"]] == [mine["case_no"]]
    everything = world.operator1.get("/map/cases", **box)[1]["features"]
    assert {f["id"] for f in everything} == {mine["case_no"], other["case_no"]}

"""Requests: asked, then decided; the case stays where it is until then."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.world import World
from wangge.cases.models import Case, ClockMove, ClockRow


def test_a_granted_return_goes_to_another_unit_with_its_own_clock(world: World) -> None:
    case = world.dispatched("UNIT06")
    assert world.handler("UNIT06").asks(case, "return", reason="不属于我单位")[0] == 200
    status, case = world.dispatcher1.decides(case, "return", True)
    assert (status, case["state"], case["lead_unit"], case["deadline"]) == (200, "filed", None, None)
    case = world.dispatcher1.does(case, "dispatch", lead_unit="UNIT07")
    assert {c["unit"]["code"]: c["state"] for c in case["clocks"]} == {"UNIT06": "returned", "UNIT07": "running"}
    kinds = [m.kind for m in ClockMove.objects.order_by("seq")]
    assert kinds == ["start", "return", "start"]


def test_a_refused_return_never_stopped_the_clock(world: World) -> None:
    case = world.dispatched()
    before = case["deadline"]
    world.handler("UNIT06").asks(case, "return", reason="不属于我单位")
    status, case = world.dispatcher1.decides(case, "return", False, opinion="属你单位职责")
    assert (status, case["state"], case["deadline"]) == (200, "dispatched", before)


def test_an_extension_moves_the_deadline_and_a_third_is_refused(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    deadlines = [case["deadline"]]
    for hours in (8, 4):
        assert unit.asks(case, "extension", reason="需采购", hours=hours)[0] == 200
        case = world.dispatcher1.decides(case, "extension", True)[1]
        deadlines.append(case["deadline"])
    assert deadlines == sorted(set(deadlines))
    status, answer = unit.asks(case, "extension", reason="再延", hours=4)
    assert (status, answer["code"]) == (422, "too_many")


def late(case: dict[str, Any]) -> None:
    """The case as if its limit had run out an hour ago."""
    past = timezone.now() - timedelta(hours=1)
    Case.objects.filter(case_no=case["case_no"]).update(deadline=past)
    ClockRow.objects.filter(case__case_no=case["case_no"]).update(deadline=past)


def test_a_late_case_can_be_neither_extended_nor_suspended_but_appealed(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    late(case)
    until = (timezone.now() + timedelta(days=3)).isoformat()
    assert unit.asks(case, "extension", reason="来不及", hours=8)[1]["code"] == "too_late"
    assert unit.asks(case, "suspension", reason="来不及", until=until)[1]["code"] == "too_late"
    assert unit.asks(case, "appeal", reason="道路封闭无法进入")[0] == 200
    assert world.dispatcher1.decides(case, "appeal", True)[0] == 200
    status, file = world.evaluator1.decides(case, "appeal", True)
    assert (status, file["requests"][0]["status"]) == (200, "granted")


def test_a_suspension_needs_the_dispatcher_and_the_leader(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    until = (timezone.now() + timedelta(days=30)).isoformat()
    unit.asks(case, "suspension", reason="等待拆迁", until=until)
    assert world.leader1.decides(case, "suspension", True)[1]["code"] == "not_allowed"
    assert world.dispatcher1.decides(case, "suspension", True)[1]["state"] == "dispatched"
    assert world.leader1.decides(case, "suspension", True)[1]["state"] == "suspended"
    assert unit.does(case, "resume")["state"] == "dispatched"
    assert unit.asks(case, "suspension", reason="再挂", until=until)[1]["code"] == "too_many"


def test_an_end_date_beyond_a_year_is_refused(world: World) -> None:
    case = world.dispatched()
    until = (timezone.now() + timedelta(days=366)).isoformat()
    status, answer = world.handler("UNIT06").asks(case, "suspension", reason="长期", until=until)
    assert (status, answer["code"]) == (422, "bad_value")


def test_a_void_asked_by_the_dispatcher_is_decided_by_the_shift_lead(world: World) -> None:
    case = world.dispatched()
    assert world.dispatcher1.asks(case, "void", reason="重复立案")[0] == 200
    assert world.dispatcher1.decides(case, "void", True)[0] == 403
    status, case = world.shiftlead1.decides(case, "void", True)
    assert (status, case["state"], case["stage"]) == (200, "voided", "done")


def test_completing_lets_open_requests_lapse_and_withdrawing_costs_nothing(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    unit.asks(case, "extension", reason="需采购", hours=8)
    request = unit.get(f"/cases/{case['case_no']}")[1]["requests"][0]
    status, file = unit.post(f"/cases/{case['case_no']}/requests/{request['id']}/withdraw", {})
    assert (status, file["requests"][0]["status"]) == (200, "withdrawn")
    unit.asks(case, "extension", reason="仍需采购", hours=8)
    done = unit.does(case, "complete", note="已完成", media_ids=[unit.photo()])
    assert [r["status"] for r in done["requests"]] == ["withdrawn", "lapsed"]


def test_the_recall_before_signing_and_not_after(world: World) -> None:
    case = world.dispatched()
    assert world.dispatcher1.does(case, "recall", reason="派错单位")["state"] == "filed"
    case = world.dispatcher1.does(case, "dispatch", lead_unit="UNIT06")
    world.handler("UNIT06").does(case, "sign")
    assert world.dispatcher1.tries(case, "recall", reason="派错单位")[0] in (403, 409)


def test_a_time_of_the_phone_stops_the_clock_only_when_it_can_be_believed(world: World) -> None:
    first, second = world.dispatched(), world.dispatched()
    unit = world.handler("UNIT06")
    acted = timezone.now() - timedelta(hours=5)
    done = unit.does(second, "complete", note="好", media_ids=[unit.photo()], acted_at=acted.isoformat())
    assert datetime.fromisoformat(done["completed_at"]) > acted + timedelta(hours=4)
    acted = timezone.now().replace(microsecond=0) + timedelta(seconds=1)
    while timezone.now() <= acted:
        time.sleep(0.05)
    done = unit.does(first, "complete", note="好", media_ids=[unit.photo()], acted_at=acted.isoformat())
    assert datetime.fromisoformat(done["completed_at"]) == acted


def test_a_clock_that_is_off_is_set_right_before_it_is_believed(world: World) -> None:
    case, unit = world.dispatched(), world.handler("UNIT06")
    ahead = timedelta(seconds=90)
    time.sleep(0.2)
    told = (timezone.now() + ahead).isoformat()
    body = {"note": "好", "media_ids": [unit.photo()], "acted_at": told}
    path = f"/cases/{case['case_no']}/actions/complete"
    _, done = unit.post(path, body, **{"X-Device-Time": (timezone.now() + ahead).isoformat()})
    off = datetime.fromisoformat(done["completed_at"]) + ahead - datetime.fromisoformat(told)
    assert abs(off) < timedelta(seconds=1)

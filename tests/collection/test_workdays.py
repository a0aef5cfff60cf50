"""今日统计 and 工作日志: a person's own day, read from the log of acts."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from tests.world import World
from wangge.collection.models import Attendance
from wangge.standards.workcalendar import ZONE


def today() -> str:
    return timezone.now().astimezone(ZONE).date().isoformat()


def test_a_collectors_day_counts_his_reports_and_answers(world: World) -> None:
    world.accepted()
    world.collector01.report()
    refused = world.collector01.report()
    world.operator1.does(refused, "refuse", reason="不属于城市管理范围")
    world.collector02.report()
    _, day = world.collector01.get(f"/workdays/{today()}")
    counts = day["counts"]
    assert (counts["reports"], counts["accepted"], counts["refused"], counts["self_disposed"]) == (3, 1, 1, 0)
    assert {item["case_no"] for item in day["items"]} == {
        i["case_no"] for i in world.collector01.get("/cases", mine="true")[1]["items"]
    }


def test_an_answered_check_is_the_checkers_work_and_in_time(world: World) -> None:
    case = world.checking()
    checker = world.checker(case)
    assert checker.get(f"/workdays/{today()}")[1]["tasks"]["open"] == 1
    checker.does(case, "answer_check", passed=True, media_ids=[checker.photo()])
    _, day = checker.get(f"/workdays/{today()}")
    assert (day["counts"]["checked"], day["counts"]["in_time"], day["tasks"]["open"]) == (1, 1, 0)
    (item,) = [one for one in day["items"] if one["action"] == "answer_check"]
    assert (item["case_no"], item["in_time"]) == (case["case_no"], True)


def test_the_log_lists_days_with_work_or_attendance_newest_first(world: World) -> None:
    world.collector01.report()
    for kind in ("on", "off"):
        world.collector01.post("/attendance", {"record_id": str(uuid.uuid4()), "kind": kind})
    Attendance.objects.filter(kind="on").update(at=timezone.now() - timedelta(days=2))
    _, log = world.collector01.get("/workdays")
    days = [item["day"] for item in log["items"]]
    assert days == sorted(days, reverse=True)
    assert (days[0], log["items"][0]["reports"], len(days)) == (today(), 1, 2)
    _, older = world.collector01.get("/workdays", before=log["next_before"])
    assert older == {"items": [], "next_before": None}


def test_nobody_reads_another_persons_day(world: World) -> None:
    world.collector01.report()
    assert world.collector02.get(f"/workdays/{today()}")[1]["items"] == []
    assert world.admin.get("/workdays")[1]["items"] == []


def test_a_day_to_come_is_refused(world: World) -> None:
    later = (timezone.now() + timedelta(days=5)).date().isoformat()
    status, answer = world.collector01.get(f"/workdays/{later}")
    assert (status, answer["code"]) == (422, "bad_day")

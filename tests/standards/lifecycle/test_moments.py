"""Two times: the device's moment counts only when it can be believed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import CHECKER, LEADER, UNIT_A
from tests.standards.lifecycle.story import Story
from wangge.standards.lifecycle.values import Actor


def completed(acted: str, now: str = "12:00", **what: Any) -> Story:
    """Dispatched at nine, completed on the phone at `acted`, received at `now`."""
    return Story(**what.pop("settings", {})).dispatched().on(now).completes(acted_at=at(f"2026-03-02 {acted}"), **what)


@pytest.mark.parametrize(
    ("acted", "now", "what", "counts"),
    [
        ("11:30", "12:00", {}, "11:30"),
        ("09:00", "13:00", {}, "09:00"),  # a gap of exactly four hours
        ("09:00", "13:01", {}, "13:01"),
        ("12:01", "12:00", {}, "12:00"),  # a moment that has not come yet
        ("11:30", "12:00", {"skew": timedelta(minutes=2)}, "11:30"),
        ("11:30", "12:00", {"skew": -timedelta(minutes=2)}, "11:30"),
        ("11:30", "12:00", {"skew": timedelta(minutes=2, seconds=1)}, "12:00"),
        ("11:30", "12:00", {"skew": -timedelta(minutes=2, seconds=1)}, "12:00"),
        ("11:30", "12:00", {"flagged": True}, "12:00"),
        ("08:30", "12:00", {}, "09:00"),  # before the clock began to run
        ("11:00", "12:00", {"settings": {"acted_at_gap_hours": 0}}, "12:00"),
    ],
)
def test_which_moment_stops_the_clock(acted: str, now: str, what: dict[str, Any], counts: str) -> None:
    told = completed(acted, now, **what)
    moment = at(f"2026-03-02 {counts}")
    assert told.clock.completed_at == told.clock.stopped_at == told.case.completed_at == told.log[-1].at == moment
    assert told.case.stage_since == told.now, "the centre's own clock starts when it hears of it"


def test_without_a_devices_time_the_servers_counts() -> None:
    assert Story().dispatched().on("11:00").completes().clock.completed_at == at("2026-03-02 11:00")


def test_a_phone_without_network_is_in_time_though_the_server_hears_of_it_late() -> None:
    told = completed("11:59", "15:00")
    assert (told.clock.used, told.log[-1].steps[0].done_at) == (timedelta(hours=2, minutes=59), at("2026-03-02 11:59"))


def test_signing_counts_from_the_phone_too() -> None:
    told = Story().dispatched().on("11:10").does(UNIT_A, "sign", acted_at=at("2026-03-02 10:50"))
    step = told.log[-1].steps[0]
    assert (told.case.signed_at, step.deadline, step.in_time) == (at("2026-03-02 10:50"), at("2026-03-02 11:00"), True)


def test_a_check_counts_from_the_phone_but_rework_begins_when_the_centre_hears_of_it() -> None:
    told = Story().dispatched().on("10:00").completes().sent_to_check().on("11:00")
    told.does(CHECKER, "answer_check", passed=False, photos=("other",), acted_at=at("2026-03-02 10:30"))
    assert told.log[-1].at == told.case.tasks[0].answered_at == at("2026-03-02 10:30")
    assert told.clock.running_since == told.now


def test_a_report_is_seen_when_the_phone_saw_it_and_judged_from_when_it_came_in() -> None:
    case = Story("2026-03-02 10:00").reports(acted_at=at("2026-03-02 08:00")).case
    assert (case.reported_at, case.stage_since) == (at("2026-03-02 08:00"), at("2026-03-02 10:00"))


def test_a_request_was_asked_when_the_phone_asked_it() -> None:
    told = Story().dispatched().on("2026-03-02 15:30")  # the limit of four hours ended at 15:00
    asked: dict[str, datetime] = {"acted_at": at("2026-03-02 14:30")}
    assert told.refuses(UNIT_A, "request_extension", reason="缺料", hours=2).code == "too_late"
    told.does(UNIT_A, "request_extension", reason="缺料", hours=2, **asked)
    assert told.request.asked_at == at("2026-03-02 14:30")


@pytest.mark.parametrize("field", ["acted_at", "until", "answer_by"])
def test_a_moment_without_its_zone_is_refused(field: str) -> None:
    told, naive = Story().dispatched(), datetime(2026, 3, 2, 17)
    acts: dict[str, tuple[Actor, str, dict[str, Any]]] = {
        "acted_at": (UNIT_A, "sign", {}),
        "until": (UNIT_A, "request_suspension", {"reason": "待拆迁"}),
        "answer_by": (LEADER, "supervise", {"text": "请加快"}),
    }
    actor, action, body = acts[field]
    refusal = told.refuses(actor, action, **{**body, field: naive})
    assert (refusal.code, refusal.status, refusal.extra) == ("time_without_zone", 422, {"field": field})

"""申请与审批: asked, then decided; the case stays where it is until then. Limit: 4 work hours from Monday nine o'clock."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import (
    DISPATCHER,
    LEADER,
    SHIFT_LEAD,
    SYSTEM,
    UNIT_A,
    UNIT_B,
)
from tests.standards.lifecycle.story import Story, hours
from wangge.standards.clock import is_late
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.names import State

UNTIL = at("2026-03-20 09:00")


def asked(kind: str, moment: str = "10:00", told: Story | None = None, **body: Any) -> Story:
    told = (told or Story().dispatched()).on(moment)
    return told.does(UNIT_A, f"request_{kind}", reason="理由", **body)


def suspended(told: Story | None = None, **body: Any) -> Story:
    """Asked at ten, granted at half past eleven."""
    told = asked("suspension", told=told, until=UNTIL, **body).on("11:30").decides(DISPATCHER)
    return told.decides(LEADER)


def test_the_case_stays_where_it_is_until_it_is_decided() -> None:
    told = asked("return")
    assert (told.case.state, told.clock.state, told.case.version) == (State.DISPATCHED, "running", 4)
    assert (told.request.status, told.request.unit, told.request.asked_by) == ("open", "A", UNIT_A.user)


@pytest.mark.parametrize("kind", ["return", "extension", "suspension", "appeal"])
def test_a_request_needs_a_reason(kind: str) -> None:
    assert Story().dispatched().refuses(UNIT_A, f"request_{kind}", hours=2, until=UNTIL).extra == {"field": "reason"}


def test_a_request_undecided_for_four_work_hours_is_due() -> None:
    told = asked("suspension", "16:30", Story("2026-03-06 16:00").dispatched(), until=at("2026-03-20 09:00"))
    assert told.request.due_at == at("2026-03-09 10:30")
    told.on("2026-03-09 09:00").decides(DISPATCHER)
    assert (told.request.status, told.request.due_at) == ("half", at("2026-03-09 15:00"))


def test_a_granted_return_stops_the_clock_at_the_asking() -> None:
    told = asked("return", "10:00").on("16:00").decides(DISPATCHER)
    clock = told.case.clocks["A"]
    assert (told.case.state, told.case.lead_unit, told.case.deadline) == (State.FILED, None, None)
    assert (clock.state, clock.used, clock.stopped_at) == ("returned", hours(1), at("2026-03-02 10:00"))
    assert not is_late(clock, told.now), "late only while the request lay undecided"
    move = told.log[-1].moves[0]
    assert (move.kind, move.at, move.note) == ("return", at("2026-03-02 10:00"), "")
    assert told.case.stage_deadline == at("2026-03-02 16:15")


def test_returning_a_late_case_does_not_free_the_unit() -> None:
    told = asked("return", "16:00").decides(DISPATCHER)
    assert is_late(told.case.clocks["A"], told.now)
    assert told.log[-1].moves[0].note == "late"


def test_a_refused_return_never_stopped_the_clock() -> None:
    told = asked("return").on("11:00").decides(DISPATCHER, granted=False)
    assert (told.request.status, told.case.state, told.case.version) == ("refused", State.DISPATCHED, 4)
    told.on("14:30").completes()
    assert told.clock.used == hours(3.5)


def test_an_extension_granted_after_the_deadline_adds_its_hours_to_the_old_one() -> None:
    told = asked("extension", "14:59", hours=Decimal(3)).on("2026-03-03 09:00").decides(DISPATCHER)
    assert (told.case.deadline, told.case.extensions) == (at("2026-03-02 18:00"), 1)
    assert (told.clock.total, told.case.version) == (hours(7), 5)
    assert told.case.warn_at == at("2026-03-02 16:36")  # 80 % of seven hours: 5 h 36 min


@pytest.mark.parametrize(("moment", "code"), [("15:00", None), ("15:01", "too_late")])
@pytest.mark.parametrize("kind", ["extension", "suspension"])
def test_extension_and_suspension_are_asked_before_the_deadline(kind: str, moment: str, code: str | None) -> None:
    told = Story().dispatched().on(moment)
    body = {"reason": "理由", "hours": 2, "until": UNTIL}
    if code:
        assert told.refuses(UNIT_A, f"request_{kind}", **body).code == code
    else:
        assert told.does(UNIT_A, f"request_{kind}", **body).request.status == "open"


def test_the_dispatcher_may_grant_fewer_hours_than_were_asked() -> None:
    told = asked("extension", hours=8).decides(DISPATCHER, hours=1)
    assert (told.request.hours, told.case.deadline) == (Decimal(1), at("2026-03-02 16:00"))


def test_at_most_two_extensions_a_unit_and_refused_ones_cost_nothing() -> None:
    told = asked("extension", hours=2).decides(DISPATCHER, granted=False)
    for _ in range(2):
        told = asked("extension", told=told, hours=2).decides(DISPATCHER)
    assert told.case.deadline == at("2026-03-03 09:00")
    assert told.refuses(UNIT_A, "request_extension", reason="再延", hours=2).code == "too_many"
    told.returned().sent("B").does(UNIT_B, "request_extension", reason="缺料", hours=2).decides(DISPATCHER)
    assert (told.case.extensions, told.clock.extensions) == (3, 1)


@pytest.mark.parametrize("number", [0, -1, 8761])
def test_an_extension_by_nothing_or_by_more_than_a_year_is_refused(number: int) -> None:
    assert Story().dispatched().refuses(UNIT_A, "request_extension", reason="缺料", hours=number).code == "bad_value"


def test_one_open_request_of_a_kind_at_a_time_but_several_kinds() -> None:
    told = asked("extension", hours=2)
    assert told.refuses(UNIT_A, "request_extension", reason="又", hours=1).code == "already_open"
    assert [k.code for k in permit.askable(told.case, UNIT_A)] == ["return", "suspension", "appeal"]
    assert asked("return", told=told).case.requests[0].status == "open"


def test_a_suspension_is_granted_by_dispatcher_and_leader_and_pauses_from_the_asking() -> None:
    told = asked("suspension", until=UNTIL)
    assert told.refuses(LEADER, "decide_suspension", request=told.request.id, granted=True).status == 403
    told.on("11:30").decides(DISPATCHER)
    assert (told.request.status, told.case.state, told.clock.state) == ("half", State.DISPATCHED, "running")
    told.on("14:30").decides(LEADER)
    case, clock = told.case, told.clock
    assert (case.state, clock.state, clock.used, case.suspended_until) == ("suspended", "suspended", hours(1), UNTIL)
    assert (case.deadline, case.warn_at, case.stage_deadline) == (None, None, None)
    assert told.request.decided_by == (DISPATCHER.user, LEADER.user)
    assert told.log[-1].moves[0].at == at("2026-03-02 10:00")


@pytest.mark.parametrize("who", [UNIT_A, DISPATCHER, LEADER, SYSTEM])
def test_at_its_end_the_rest_of_the_clock_runs_on_in_the_state_it_left(who: Any) -> None:
    told = Story().dispatched().does(UNIT_A, "sign")
    told = suspended(told).on("2026-03-20 09:00").does(who, "resume")
    case = told.case
    assert (case.state, case.deadline) == (State.DISPOSING, at("2026-03-20 12:00"))
    assert (case.suspended_from, case.suspended_until, case.suspended_units) == (None, None, ("A",))
    assert case.warn_at == at("2026-03-20 11:12")  # 2 h 12 min of the rest


def test_an_unsigned_case_comes_back_unsigned_and_is_recalled_no_more() -> None:
    told = suspended().on("2026-03-20 09:00").does(SYSTEM, "resume")
    assert (told.case.state, told.case.stage_deadline) == (State.DISPATCHED, at("2026-03-20 11:00"))
    assert told.refuses(DISPATCHER, "recall", reason="派错").code == "not_allowed"


def test_a_unit_suspends_a_case_once_and_another_unit_once_too() -> None:
    told = suspended().on("13:00").does(UNIT_A, "resume")
    assert told.refuses(UNIT_A, "request_suspension", reason="又", until=UNTIL).code == "too_many"
    told.returned().sent("B").does(UNIT_B, "request_suspension", reason="待拆迁", until=UNTIL)
    assert told.decides(DISPATCHER).decides(LEADER).case.suspended_units == ("A", "B")


def test_a_refused_suspension_may_be_asked_again() -> None:
    told = asked("suspension", until=UNTIL).decides(DISPATCHER).decides(LEADER, granted=False)
    assert asked("suspension", told=told, until=UNTIL).request.status == "open"


@pytest.mark.parametrize(
    ("until", "fits"),
    [
        ("2026-03-02 10:00", False),
        ("2026-03-02 10:01", True),
        ("2027-03-02 10:00", True),
        ("2027-03-02 10:01", False),
    ],
)
def test_a_suspension_ends_within_365_days(until: str, fits: bool) -> None:
    told = Story().dispatched().on("10:00")
    body = {"reason": "待拆迁", "until": at(until)}
    if fits:
        assert told.does(UNIT_A, "request_suspension", **body).request.until == at(until)
    else:
        assert told.refuses(UNIT_A, "request_suspension", **body).code == "bad_value"


def test_a_suspension_is_not_granted_beyond_its_own_end() -> None:
    told = asked("suspension", until=at("2026-03-03 09:00")).on("2026-03-04 09:00")
    body = {"request": told.request.id, "granted": True}
    assert told.refuses(DISPATCHER, "decide_suspension", **body).code == "bad_value"
    assert told.refuses(DISPATCHER, "decide_suspension", until=at("2027-03-03 09:00"), **body).code == "bad_value"
    assert told.decides(DISPATCHER, until=at("2026-03-05 09:00")).request.until == at("2026-03-05 09:00")
    other = asked("suspension", until=at("2026-03-03 09:00")).on("2026-03-04 09:00")
    assert other.decides(DISPATCHER, granted=False).request.status == "refused"


@pytest.mark.parametrize("kind", ["return", "suspension"])
def test_what_is_granted_lets_the_others_lapse(kind: str) -> None:
    others = asked("extension", hours=2).does(DISPATCHER, "request_void", reason="重复")
    told = asked(kind, told=others, until=UNTIL).decides(DISPATCHER)
    if kind == "suspension":
        told.decides(LEADER)
    assert [r.status for r in told.case.requests] == ["lapsed", "lapsed", "granted"]


def test_a_granted_void_lets_the_others_lapse_and_takes_the_case_from_every_unit() -> None:
    told = Story().dispatched().on("10:00").returned().sent("B").does(UNIT_B, "request_return", reason="不属")
    told.does(DISPATCHER, "request_void", reason="重复").on("11:00").decides(SHIFT_LEAD)
    assert (told.case.state, told.case.ended_at, told.request.status) == (State.VOIDED, told.now, "granted")
    assert [r.status for r in told.case.requests] == ["granted", "lapsed", "granted"]
    assert {m.unit: (m.kind, m.note) for m in told.log[-1].moves} == {"A": ("void", ""), "B": ("void", "")}
    assert {u: c.state for u, c in told.case.clocks.items()} == {"A": "returned", "B": "stopped"}
    assert told.log[-1].then == (("release_merged", {"target": told.case.case_no}),)


def test_a_void_does_not_free_a_unit_that_was_late_before_it_was_asked() -> None:
    told = Story().dispatched().on("14:00").does(DISPATCHER, "request_void", reason="重复").on("16:00")
    assert told.decides(SHIFT_LEAD).log[-1].moves[0].note == "", "late only while it was undecided"
    late = Story().dispatched().on("16:00").does(DISPATCHER, "request_void", reason="重复").decides(SHIFT_LEAD)
    assert late.log[-1].moves[0].note == "late"


def test_a_void_asked_before_dispatch_may_be_granted_after_the_unit_signed() -> None:
    told = Story().filed().does(DISPATCHER, "request_void", reason="重复").sent("A").does(UNIT_A, "sign")
    assert told.decides(SHIFT_LEAD).case.state is State.VOIDED


def test_a_case_that_ends_otherwise_takes_its_open_requests_along() -> None:
    told = Story().filed().does(DISPATCHER, "request_void", reason="重复")
    merged = told.does(SHIFT_LEAD, "merge", into="2", into_state="filed")
    assert merged.request.status == "lapsed"
    other = Story().filed().does(DISPATCHER, "request_void", reason="重复")
    other.does(DISPATCHER, "return_to_shift_lead", reason="存疑").does(SHIFT_LEAD, "refuse", reason="重复")
    assert other.request.status == "lapsed"


def test_a_void_waits_while_the_case_is_back_at_the_shift_lead() -> None:
    told = Story().filed().does(DISPATCHER, "request_void", reason="重复")
    told.does(DISPATCHER, "return_to_shift_lead", reason="存疑")
    refusal = told.refuses(SHIFT_LEAD, "decide_void", request=told.request.id, granted=True)
    assert (refusal.code, refusal.status) == ("moved_on", 409)
    assert told.does(SHIFT_LEAD, "file").decides(SHIFT_LEAD).case.state is State.VOIDED

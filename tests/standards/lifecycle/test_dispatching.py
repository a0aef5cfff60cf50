"""任务派遣: one clock a unit, whatever way the case takes between them. Limit: 4 work hours, 08–12 and 14–18."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import DISPATCHER, OPERATOR, SHIFT_LEAD, SYSTEM, UNIT_A, UNIT_B
from tests.standards.lifecycle.story import AFTER, RULE, URGENT, SmallRules, Story, hours
from wangge.standards.lifecycle.decide import decide
from wangge.standards.lifecycle.names import State
from wangge.standards.worktime import Calendar, Limit, LimitUnit


def test_dispatch_starts_the_clock_of_the_lead_unit_and_names_who_helps() -> None:
    told = Story().dispatched("A", ["B", "C", "B", "A"])
    case, clock = told.case, told.clock
    assert (case.lead_unit, case.assisting_units, case.units) == ("A", ("B", "C"), ("A", "B", "C"))
    assert (clock.deadline, clock.running_since, case.deadline) == (at("2026-03-02 15:00"), told.now, clock.deadline)
    assert case.warn_at == at("2026-03-02 14:12")  # 80 % of four hours: 3 h 12 min
    assert case.stage_deadline == at("2026-03-02 11:00")  # two work hours to sign
    assert [(m.unit, m.kind, m.role) for m in told.log[-1].moves] == [
        ("A", "start", "lead"),
        ("B", "assist", "assisting"),
        ("C", "assist", "assisting"),
    ]


def test_signing_of_an_urgent_case_runs_through_the_night_as_its_disposal_does() -> None:
    case = Story("2026-03-06 21:00").dispatched("A", (), **URGENT).case
    assert case.deadline == case.stage_deadline == at("2026-03-06 23:00")


def test_dispatch_needs_a_unit_and_a_limit() -> None:
    told = Story().filed()
    assert told.refuses(DISPATCHER, "dispatch").extra == {"field": "lead_unit"}
    unlimited = Story().reports(action="report").does(OPERATOR, "accept", legacy=True, class_code="E0110")
    assert unlimited.refuses(SHIFT_LEAD, "file").extra == {"field": "condition_id"}


def test_a_recall_before_signing_gives_the_clock_back_and_is_counted() -> None:
    told = Story().dispatched("A", ["B"]).on("10:00").does(DISPATCHER, "recall", reason="派错单位")
    case, clock = told.case, told.case.clocks["A"]
    assert (case.state, case.recalls, case.lead_unit, case.assisting_units) == (State.FILED, 1, None, ())
    assert (clock.state, clock.used, case.deadline, case.warn_at) == ("returned", hours(1), None, None)
    assert case.units == ("A", "B"), "who was once sent the case goes on seeing it"
    assert [m.kind for m in told.log[-1].moves] == ["recall"]


def test_the_same_unit_again_goes_on_with_what_is_left() -> None:
    told = Story().dispatched().on("10:00").does(DISPATCHER, "recall", reason="补充资料").on("11:00").sent("A")
    assert (told.case.deadline, told.clock.used) == (at("2026-03-02 16:00"), hours(1))
    assert told.log[-1].moves[0].kind == "go_on"


def test_another_unit_has_its_own_clock_from_zero() -> None:
    told = Story().dispatched().on("11:00").returned().on("11:30").sent("B")
    assert told.case.deadline == at("2026-03-02 17:30")
    assert {u: c.state for u, c in told.case.clocks.items()} == {"A": "returned", "B": "running"}


def test_from_a_to_b_and_back_goes_on_with_as_clock() -> None:
    told = Story().dispatched().on("11:00").returned().sent("B")  # A has used two hours
    told.on("15:00").returned(UNIT_B).on("16:00").sent("A")  # B two as well
    assert (told.clock.unit, told.case.deadline) == ("A", at("2026-03-02 18:00"))
    assert told.case.clocks["B"].used == hours(2)
    told.on("17:00").returned().on("2026-03-03 08:00").sent("B")
    assert told.case.deadline == at("2026-03-03 10:00")


def test_a_unit_that_used_up_its_time_is_late_the_moment_it_has_the_case_again() -> None:
    told = Story().dispatched().on("16:00").returned().on("17:00").sent("A")
    assert told.case.deadline == told.now
    assert told.case.warn_at == told.now


def test_no_recall_once_the_unit_has_taken_the_case_up() -> None:
    signed = Story().dispatched().does(UNIT_A, "sign")
    assert signed.refuses(DISPATCHER, "recall", reason="派错").status == 403
    reworked = Story().dispatched().on("09:30").completes().does(OPERATOR, "reject_disposal", reason="不彻底")
    assert reworked.case.signed_at is None
    assert reworked.in_state(State.DISPATCHED).refuses(DISPATCHER, "recall", reason="派错").code == "not_allowed"
    next_unit = reworked.returned().sent("B")
    assert next_unit.does(DISPATCHER, "recall", reason="派错").case.state is State.FILED


def test_a_recall_lets_the_units_requests_lapse_and_keeps_the_dispatchers_void_open() -> None:
    told = Story().dispatched().does(UNIT_A, "request_extension", reason="缺料", hours=2)
    told.does(DISPATCHER, "request_void", reason="重复立案").does(DISPATCHER, "recall", reason="派错单位")
    assert {r.kind: r.status for r in told.case.requests} == {"extension": "lapsed", "void": "open"}
    assert told.decides(SHIFT_LEAD).case.state is State.VOIDED


def test_a_unit_that_signed_before_is_asked_to_sign_again_after_another_had_the_case() -> None:
    told = Story().dispatched().does(UNIT_A, "sign").on("10:00").returned()
    assert (told.case.signed_at, told.case.dispatched_at) == (None, None)
    told.on("10:30").sent("A")
    assert (told.case.signed_at, told.case.stage_deadline) == (None, at("2026-03-02 14:30"))


def test_signing_late_is_judged_against_two_work_hours() -> None:
    told = Story().dispatched()
    assert told.on("11:00").does(UNIT_A, "sign").log[-1].steps[0].in_time is True
    late = Story().dispatched().on("11:01").does(UNIT_A, "sign")
    assert late.log[-1].steps[0].in_time is False
    assert late.case.stage_deadline is None, "from here the disposal clock is the only one"


def test_a_new_calendar_moves_open_deadlines_and_nothing_else() -> None:
    told = Story("2026-03-06 16:00").dispatched()
    assert told.case.deadline == at("2026-03-09 10:00")
    free_monday = SmallRules(units_calendar=Calendar({at("2026-03-09 00:00").date(): False}, frozenset({2026})))
    decision = decide(told.case, told.command(SYSTEM, "redate"), free_monday)
    assert (decision.case.deadline, decision.case.version) == (at("2026-03-10 10:00"), told.case.version + 1)
    assert decision.case.warn_at == at("2026-03-10 09:12")
    assert told.refuses(SYSTEM, "redate").code == "nothing_changed"


def test_a_deadline_in_a_year_nobody_published_is_marked() -> None:
    told = Story("2026-12-31 16:00").dispatched()
    assert (told.case.deadline, told.case.provisional) == (at("2027-01-01 10:00"), True)
    assert told.does(DISPATCHER, "recall", reason="派错").case.provisional is False


@pytest.mark.parametrize(
    ("limit", "deadline"), [("urgent", "2026-03-06 18:30"), ("work", "2026-03-09 10:30"), ("day", "2026-03-07 16:30")]
)
def test_the_limit_of_the_condition_decides_which_time_counts(limit: str, deadline: str) -> None:
    rules: dict[str, dict[str, Any]] = {
        "urgent": URGENT,
        "work": RULE,
        "day": {"limit": Limit(Decimal(1), LimitUnit.NATURAL_DAY)},
    }
    assert Story("2026-03-06 16:30").dispatched("A", (), **rules[limit]).case.deadline == at(deadline)


def test_a_clock_belongs_to_the_unit_that_leads_and_none_to_those_who_help() -> None:
    told = Story().dispatched("A", ["B"]).on("10:00")
    told.does(UNIT_B, "assist_done", note="已配合", photos=AFTER)
    assert (set(told.case.clocks), told.case.assisted) == ({"A"}, ("B",))
    assert (told.log[-1].moves[0].kind, told.log[-1].moves[0].role) == ("assist_done", "assisting")
    assert told.refuses(UNIT_B, "assist_done", note="又一次", photos=AFTER).code == "not_allowed"
    assert (told.clock.running_since, told.case.version) == (at("2026-03-02 09:00"), 4)

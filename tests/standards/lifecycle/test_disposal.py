"""任务处理: sign, hand on inside the unit, submit, complete."""

from __future__ import annotations

from typing import Any

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import OPERATOR, SHIFT_LEAD, UNIT_A, UNIT_B, WORKER_A
from tests.standards.lifecycle.story import AFTER, RULE, URGENT, Story, hours
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.values import Actor

WORK = {"note": "已清理", "photos": AFTER}


def assigned(**settings: Any) -> Story:
    """Unit A has given the work to its sub-unit A1."""
    return Story("2026-03-02 09:00", **settings).dispatched().does(UNIT_A, "assign", unit="A1")


def test_completing_stops_the_clock_and_freezes_the_deadline() -> None:
    told = Story().dispatched().on("10:00").does(UNIT_A, "sign").on("14:30").completes()
    case, clock = told.case, told.clock
    assert (case.state, case.completed_at, clock.state, clock.used) == (State.DISPOSED, told.now, "stopped", hours(3.5))
    assert case.deadline == clock.deadline == at("2026-03-02 15:00")
    assert case.stage_deadline == at("2026-03-02 14:45")  # a quarter of an hour to send it to check
    assert (told.log[-1].steps[0].code, told.log[-1].moves[0].kind) == ("complete", "complete")


def test_completing_needs_a_note_and_a_photo_and_may_do_without_signing() -> None:
    told = Story().dispatched()
    assert told.refuses(UNIT_A, "complete", photos=AFTER).extra == {"field": "note"}
    assert told.refuses(UNIT_A, "complete", note="好").code == "photo_required"
    assert told.completes().case.state is State.DISPOSED


def test_completing_lets_open_requests_lapse() -> None:
    told = Story().dispatched().does(UNIT_A, "request_return", reason="不属本单位")
    told.does(UNIT_A, "request_extension", reason="缺料", hours=2).completes()
    assert [r.status for r in told.case.requests] == ["lapsed", "lapsed"]
    assert {r.decided_at for r in told.case.requests} == {told.now}


@pytest.mark.parametrize("body", [{}, {"unit": "A1", "user": 44}])
def test_work_is_assigned_to_a_sub_unit_or_to_one_person(body: dict[str, Any]) -> None:
    assert Story().dispatched().refuses(UNIT_A, "assign", **body).code == "bad_value"


def test_assigned_work_may_be_signed_and_done_by_the_sub_unit_while_the_clock_stays_above() -> None:
    told = assigned().does(WORKER_A, "sign").on("10:00").completes(WORKER_A)
    assert (told.case.assigned_unit, told.clock.unit, told.case.disposed_by) == ("A1", "A", (WORKER_A.user,))
    assert told.log[-1].steps[0].unit == "A"


def test_nobody_of_the_unit_but_whom_it_assigned_does_the_work() -> None:
    told = assigned().does(UNIT_A, "assign", user=WORKER_A.user)
    assert (told.case.assigned_unit, told.case.assigned_user) == (None, WORKER_A.user)
    stranger = Actor(Role.UNIT, 46, 460, unit="A", department="A2")
    assert told.refuses(stranger, "complete", **WORK).status == 403
    assert told.does(WORKER_A, "complete", **WORK).case.state is State.DISPOSED


def test_where_the_unit_wants_two_steps_the_worker_submits_and_the_unit_completes() -> None:
    told = assigned(two_step_units=("A",))
    assert told.refuses(WORKER_A, "complete", **WORK).code == "needs_unit"
    assert told.refuses(WORKER_A, "submit", note="好").code == "photo_required"
    told.on("10:00").does(WORKER_A, "submit", **WORK)
    assert (told.case.state, told.case.submitted, told.clock.state) == (State.DISPATCHED, True, "running")
    told.on("11:00").does(UNIT_A, "complete", note="已核实，同意")
    assert (told.clock.used, told.case.submitted) == (hours(2), False)
    assert told.case.disposed_by == (WORKER_A.user, UNIT_A.user)


def test_the_unit_itself_may_complete_without_a_submission_but_not_without_a_photo() -> None:
    told = assigned(two_step_units=("A",))
    assert told.refuses(UNIT_A, "complete", note="好").code == "photo_required"
    assert told.completes().case.state is State.DISPOSED


def test_a_unit_of_one_step_has_nothing_to_submit() -> None:
    assert assigned().refuses(WORKER_A, "submit", **WORK).code == "one_step"


def test_work_given_to_somebody_else_has_to_be_submitted_anew() -> None:
    told = assigned(two_step_units=("A",)).does(WORKER_A, "submit", **WORK).does(UNIT_A, "assign", user=45)
    assert told.case.submitted is False
    assert told.refuses(UNIT_A, "complete", note="好").code == "photo_required"


def test_helping_needs_a_note_and_a_photo() -> None:
    told = Story().dispatched("A", ["B"])
    assert told.refuses(UNIT_B, "assist_done", photos=AFTER).code == "missing_field"
    assert told.refuses(UNIT_B, "assist_done", note="已配合").code == "photo_required"


def test_a_blind_check_is_drawn_for_the_share_and_always_for_what_is_risky() -> None:
    assert Story(blind_check_percent=100).dispatched().completes().case.picked is True
    assert Story().dispatched().completes().case.picked is False
    assert Story().dispatched("A", (), **URGENT).completes().case.picked is True
    assert Story().dispatched().completes(flagged=True).case.picked is True
    assert Story().dispatched().completes().checked(False).completes().case.picked is True


def test_a_case_found_unsolved_before_is_risky() -> None:
    told = Story().reports(reopened_from="1").does(OPERATOR, "accept", **RULE).does(SHIFT_LEAD, "file").sent("A")
    assert told.completes().case.picked is True

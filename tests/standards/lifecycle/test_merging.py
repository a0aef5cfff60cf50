"""并案: one problem reported twice."""

from __future__ import annotations

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import OPERATOR, SHIFT_LEAD, SYSTEM
from tests.standards.lifecycle.story import Story
from wangge.standards.lifecycle.names import DONE, OPEN, State


@pytest.mark.parametrize("state", sorted(OPEN))
def test_a_report_is_merged_into_an_open_case(state: State) -> None:
    told = Story().reports().does(OPERATOR, "merge", into="2", into_state=state.value)
    case = told.case
    assert (case.state, case.merged_into, case.merged_at, case.ended_at) == (State.MERGED, "2", told.now, told.now)
    assert case.stage_deadline is None


@pytest.mark.parametrize("state", sorted(DONE))
@pytest.mark.parametrize("recent", [True, False])
def test_of_the_ended_ones_only_into_a_case_closed_a_short_time_ago(state: State, recent: bool) -> None:
    told = Story().reports()
    body = {"into": "2", "into_state": state.value, "into_recent": recent}
    if state is State.CLOSED and recent:
        assert told.does(OPERATOR, "merge", **body).case.state is State.MERGED
    else:
        assert told.refuses(OPERATOR, "merge", **body).code == "merge_target"


def test_a_case_is_never_merged_into_itself() -> None:
    told = Story().reports()
    assert told.refuses(OPERATOR, "merge", into=told.case.case_no, into_state="filed").code == "merge_cycle"
    assert told.refuses(OPERATOR, "merge", into="", into_state="filed").code == "missing_field"


def test_the_operator_undoes_a_merge_until_the_target_is_dispatched_and_the_system_always() -> None:
    told = Story().filed().on("09:30").does(SHIFT_LEAD, "merge", into="2", into_state="filed").on("10:00")
    assert told.refuses(OPERATOR, "unmerge", into_dispatched=True).code == "target_dispatched"
    case = told.does(SYSTEM, "unmerge", into_dispatched=True).case
    assert (case.state, case.merged_into, case.merged_at, case.ended_at) == (State.REPORTED, None, None, None)
    assert (case.accepted_at, case.filed_at, case.stage_deadline) == (None, None, at("2026-03-02 10:15"))
    assert told.log[-1].data == {"was_into": "2"}
    again = told.does(OPERATOR, "merge", into="2", into_state="filed").does(OPERATOR, "unmerge", into_dispatched=False)
    assert again.case.state is State.REPORTED


def test_a_unit_that_had_the_case_before_it_was_merged_keeps_its_stopped_clock() -> None:
    told = Story().dispatched().on("10:00").returned().does(SHIFT_LEAD, "merge", into="2", into_state="filed")
    assert told.case.clocks["A"].state == "returned"

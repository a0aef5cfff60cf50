"""核查结案: check, rework with the bundled limit, draw, close, second look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import (
    CHECKER,
    CITIZEN,
    LAST_CHECKER,
    OPERATOR,
    OTHER_CHECKER,
    REPORTER,
    SHIFT_LEAD,
    SYSTEM,
    UNIT_A,
    collector,
    under,
)
from tests.standards.lifecycle.story import Story, hours
from wangge.standards.clock import is_late
from wangge.standards.lifecycle.names import Role, State

PHOTO = ("other",)


def disposed(moment: str = "11:00", **settings: Any) -> Story:
    """Dispatched at nine with four work hours, done at `moment`."""
    return Story("2026-03-02 09:00", **settings).dispatched().on(moment).completes()


def closed() -> Story:
    return disposed().checked(True).does(SHIFT_LEAD, "close", closing_condition="垃圾已清除")


def test_a_check_that_passes_goes_to_the_shift_lead() -> None:
    told = disposed().sent_to_check()
    assert (told.case.stage_deadline, told.case.check_round) == (at("2026-03-02 13:00"), 1)
    told.on("12:00").does(CHECKER, "answer_check", passed=True, photos=PHOTO)
    assert (told.case.state, told.case.checked_at, told.clock.state) == (State.CHECKED, told.now, "stopped")
    step = told.log[-1].steps[0]
    assert (step.code, step.outcome, step.in_time, step.unit) == ("check", "passed", True, "A")


@pytest.mark.parametrize(("body", "code"), [({}, "missing_field"), ({"passed": "yes"}, "missing_field")])
def test_a_check_says_yes_or_no_with_a_photo(body: dict[str, Any], code: str) -> None:
    told = disposed().sent_to_check()
    assert told.refuses(CHECKER, "answer_check", photos=PHOTO, **body).code == code
    assert told.refuses(CHECKER, "answer_check", passed=True).code == "photo_required"


def test_rework_goes_on_with_what_was_left_and_wins_no_time() -> None:
    told = disposed("11:00").on("2026-03-03 10:00").checked(False)  # two hours were left
    case = told.case
    assert (case.state, case.lead_unit, case.rework_times) == (State.DISPATCHED, "A", 1)
    assert case.deadline == told.clock.deadline == at("2026-03-03 12:00")
    assert case.warn_at == at("2026-03-03 11:12")
    assert (case.completed_at, told.clock.completed_at, told.clock.used) == (None, None, hours(2))
    told.on("11:30").completes()
    assert (told.clock.used, is_late(told.clock, told.now)) == (hours(3.5), False)


def test_rework_with_nothing_left_is_late_at_once_unless_a_grace_is_set() -> None:
    assert disposed("16:00").on("17:00").checked(False).case.deadline == at("2026-03-02 17:00")
    graced = disposed("16:00", rework_grace_hours=2).on("17:00").checked(False)
    assert graced.case.deadline == at("2026-03-03 09:00")
    assert disposed("11:00", rework_grace_hours=1).on("14:00").checked(False).case.deadline == at("2026-03-02 16:00")


def test_a_second_rework_bundles_on() -> None:
    told = disposed("10:00").checked(False).on("11:00").completes().on("14:00").checked(False)
    assert (told.case.deadline, told.case.rework_times) == (at("2026-03-02 16:00"), 2)


def test_the_operator_may_send_the_disposal_back_himself() -> None:
    told = disposed("11:00").on("14:30")
    assert told.refuses(OPERATOR, "reject_disposal").code == "missing_field"
    told.does(OPERATOR, "reject_disposal", reason="照片不符")
    assert (told.case.state, told.case.deadline, told.case.rework_times) == (
        State.DISPATCHED,
        at("2026-03-02 16:30"),
        1,
    )


def test_nobody_checks_what_he_disposed_of_under_any_post() -> None:
    told = disposed()
    himself = under(UNIT_A, Role.COLLECTOR)
    assert told.refuses(OPERATOR, "send_check", collector=UNIT_A.user).code == "own_act"
    told.does(OPERATOR, "send_check", collector=CHECKER.user)
    assert told.refuses(OPERATOR, "reassign_task", collector=UNIT_A.user).code == "own_act"
    waived = disposed(pass_check_classes=("E",))
    assert waived.refuses(under(UNIT_A, Role.OPERATOR), "pass_check", reason="照片清楚").code == "own_act"
    allowed = disposed(self_decision_ban=False).does(OPERATOR, "send_check", collector=UNIT_A.user)
    assert allowed.does(himself, "answer_check", passed=True, photos=PHOTO).log[-1].data["self_decided"] is True


def test_who_reported_it_does_not_check_it() -> None:
    told = disposed()
    assert told.refuses(OPERATOR, "send_check", collector=REPORTER.user).code == "own_report"
    assert told.refuses(OPERATOR, "send_check", collector=REPORTER.user, blind="usual").code == "own_report"
    told.does(OPERATOR, "send_check", collector=CHECKER.user)
    assert told.refuses(OPERATOR, "reassign_task", collector=REPORTER.user).code == "own_report"
    second = closed()
    assert second.refuses(OPERATOR, "recheck", collector=REPORTER.user).code == "own_report"


def test_where_nobody_else_is_there_the_reporters_own_look_is_marked_and_flagged() -> None:
    told = disposed().does(OPERATOR, "send_check", collector=REPORTER.user, blind="not_blind")
    told.does(REPORTER, "answer_check", passed=True, photos=PHOTO)
    assert (told.case.tasks[-1].blind, told.log[-1].data["self_decided"]) == ("not_blind", True)


def test_a_small_county_may_let_the_reporter_check_and_each_such_look_is_flagged() -> None:
    told = disposed(self_decision_ban=False).does(OPERATOR, "send_check", collector=REPORTER.user)
    assert told.does(REPORTER, "answer_check", passed=True, photos=PHOTO).log[-1].data["self_decided"] is True
    assert disposed().checked(True).log[-1].data["self_decided"] is False


def test_who_reported_from_the_street_does_not_waive_the_check_under_another_post() -> None:
    told = disposed(pass_check_classes=("E",))
    assert told.refuses(under(REPORTER, Role.OPERATOR), "pass_check", reason="照片清楚").code == "own_act"
    told.does(OPERATOR, "pass_check", reason="照片清楚")


def test_a_case_that_the_draw_picked_takes_no_collector_named_by_hand() -> None:
    told = disposed(blind_check_percent=100)
    assert told.refuses(OPERATOR, "send_check", collector=CHECKER.user).code == "drawn_check"
    assert told.refuses(OPERATOR, "send_check", collector=CHECKER.user, blind="usual").code == "drawn_check"
    told.does(OPERATOR, "send_check", collector=CHECKER.user, blind="drawn", pool=5, excluded=2)
    task = told.case.open_task
    assert task is not None
    assert (task.drawn, task.blind) == (True, "drawn")
    assert told.log[-1].data == {"blind": "drawn", "pool": 5, "excluded": 2, "collector": CHECKER.user}
    assert told.refuses(OPERATOR, "reassign_task", collector=OTHER_CHECKER.user).code == "drawn_check"
    told.does(SYSTEM, "reassign_task", collector=OTHER_CHECKER.user, blind="drawn")
    assert [(t.collector, t.state, t.round) for t in told.case.tasks] == [(2, "recalled", 1), (3, "open", 1)]


def test_where_nobody_was_eligible_the_operators_choice_is_marked() -> None:
    told = disposed(blind_check_percent=100).does(OPERATOR, "send_check", collector=CHECKER.user, blind="not_blind")
    task = told.case.open_task
    assert task is not None
    assert (task.drawn, task.blind) == (False, "not_blind")


def test_a_check_is_waived_only_where_the_class_allows_it_and_never_for_a_picked_case() -> None:
    assert disposed().refuses(OPERATOR, "pass_check", reason="照片清楚").code == "not_allowed"
    assert disposed(pass_check_classes=("C",)).refuses(OPERATOR, "pass_check", reason="清楚").code == "not_allowed"
    picked = disposed(pass_check_classes=("E",), blind_check_percent=100)
    assert "抽中" in picked.refuses(OPERATOR, "pass_check", reason="照片清楚").detail
    told = disposed(pass_check_classes=("E01",))
    assert told.refuses(OPERATOR, "pass_check").code == "missing_field"
    told.does(OPERATOR, "pass_check", reason="照片清楚")
    assert (told.case.state, told.log[-1].steps[0].code) == (State.CHECKED, "pass_check")


def test_a_check_sent_back_goes_to_another_collector_next_time() -> None:
    told = disposed().checked(True)
    assert told.refuses(SHIFT_LEAD, "reject_check").code == "missing_field"
    told.does(SHIFT_LEAD, "reject_check", reason="照片不清")
    assert (told.case.state, told.case.checked_at) == (State.DISPOSED, None)
    assert told.refuses(OPERATOR, "send_check", collector=CHECKER.user).code == "checked_before"
    told.sent_to_check(OTHER_CHECKER)
    assert told.refuses(OPERATOR, "reassign_task", collector=CHECKER.user).code == "checked_before"
    assert told.case.check_round == 2


def test_only_the_collector_whose_check_was_sent_back_is_left_out() -> None:
    told = disposed().checked(False, CHECKER).completes().sent_to_check(LAST_CHECKER)
    told.does(OPERATOR, "reassign_task", collector=OTHER_CHECKER.user, blind="drawn")
    told.does(OTHER_CHECKER, "answer_check", passed=True, photos=PHOTO)
    told.does(SHIFT_LEAD, "reject_check", reason="照片不清")
    assert told.case.excluded_checkers == (OTHER_CHECKER.user,)
    assert told.checked(True, CHECKER).does(SHIFT_LEAD, "reject_check", reason="还不清").case.excluded_checkers == (
        3,
        2,
    )


def test_a_recalled_check_waits_again_and_its_draw_comes_out_as_before() -> None:
    told = disposed().sent_to_check().on("12:30").does(OPERATOR, "recall_task")
    assert (told.case.state, told.case.check_round) == (State.DISPOSED, 0)
    assert told.case.stage_deadline == at("2026-03-02 12:45")
    assert told.sent_to_check().case.check_round == 1


def test_a_reassigned_check_begins_its_own_two_hours() -> None:
    told = disposed().sent_to_check().on("15:00").does(OPERATOR, "reassign_task", collector=OTHER_CHECKER.user)
    assert told.case.stage_deadline == told.case.tasks[-1].deadline == at("2026-03-02 17:00")
    assert told.refuses(CHECKER, "answer_check", passed=True, photos=PHOTO).code == "not_allowed"
    assert told.refuses(OPERATOR, "reassign_task", collector=OTHER_CHECKER.user).code == "same_collector"


def test_a_check_may_be_sent_by_the_system() -> None:
    assert disposed().does(SYSTEM, "send_check", collector=2).case.state is State.CHECKING


def test_closing_states_the_condition_of_the_rule_or_its_own() -> None:
    told = disposed().checked(True)
    assert told.refuses(SHIFT_LEAD, "close").extra == {"field": "closing_condition"}
    case = told.does(SHIFT_LEAD, "close", closing_condition="垃圾已清除").case
    assert (case.state, case.closed_at, case.ended_at, case.stage_deadline) == ("closed", told.now, told.now, None)
    by_rule = Story().dispatched(closing_condition="清除").completes().checked(True).does(SHIFT_LEAD, "close")
    assert by_rule.case.closing_condition == "清除"
    assert by_rule.case.deadline == at("2026-03-02 15:00"), "the disposal deadline stays to be read"


def test_a_second_look_moves_nothing_and_opens_a_new_case_only_if_the_problem_is_still_there() -> None:
    told = closed().does(OPERATOR, "recheck", collector=CHECKER.user)
    assert (told.case.state, told.case.version) == (State.CLOSED, closed().case.version)
    assert told.case.tasks[-1].deadline == at("2026-03-02 13:00")
    assert told.refuses(OPERATOR, "recheck", collector=OTHER_CHECKER.user).code == "not_allowed"
    told.does(CHECKER, "answer_recheck", passed=True, photos=PHOTO)
    assert (told.log[-1].then, told.case.open_task) == ((), None)
    told.does(CITIZEN, "recheck", collector=CHECKER.user).does(CHECKER, "answer_recheck", passed=False, photos=PHOTO)
    assert told.log[-1].then == (("reopen", {"from": told.case.case_no}),)
    assert (told.log[-1].data["unit"], told.case.state) == ("A", State.CLOSED)


def test_a_reassigned_second_look_has_its_own_two_hours() -> None:
    told = closed().does(OPERATOR, "recheck", collector=CHECKER.user).on("15:00")
    told.does(SYSTEM, "reassign_task", collector=OTHER_CHECKER.user)
    assert told.case.tasks[-1].deadline == at("2026-03-02 17:00")
    assert told.case.stage_deadline is None
    assert told.case.tasks[-1].sent_at - told.case.tasks[-2].sent_at == timedelta(hours=4)


def test_a_visit_keeps_the_citizens_word_and_not_solved_leads_to_a_second_look() -> None:
    told = closed()
    assert told.refuses(OPERATOR, "return_visit", rating="great").code == "bad_value"
    assert told.does(OPERATOR, "return_visit", rating="satisfied").log[-1].then == ()
    told.does(OPERATOR, "return_visit", rating="not_solved")
    assert (told.case.satisfaction, told.log[-1].then) == ("not_solved", (("recheck", {"case": told.case.case_no}),))
    told.does(SYSTEM, "recheck", collector=collector(2).user)
    assert told.does(OPERATOR, "return_visit", rating="not_solved").log[-1].then == ()


def test_a_waived_check_that_is_sent_back_leaves_nobody_out() -> None:
    told = disposed(pass_check_classes=("E",)).sent_to_check().does(OPERATOR, "recall_task")
    told.does(OPERATOR, "pass_check", reason="照片清楚").does(SHIFT_LEAD, "reject_check", reason="须看现场")
    assert told.case.excluded_checkers == ()


def test_the_first_signing_is_the_one_that_counts() -> None:
    told = Story().dispatched().on("09:30").does(UNIT_A, "sign").on("10:00").completes()
    told.does(OPERATOR, "reject_disposal", reason="不彻底").on("11:00").does(UNIT_A, "sign")
    assert (told.case.state, told.case.signed_at) == (State.DISPOSING, at("2026-03-02 09:30"))

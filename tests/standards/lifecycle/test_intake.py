"""信息收集与案卷建立: from the report to the filing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import (
    CHECKER,
    CITIZEN,
    DISPATCHER,
    OPERATOR,
    OTHER_CHECKER,
    REPORTER,
    SHIFT_LEAD,
    UNIT_A,
    under,
)
from tests.standards.lifecycle.story import PLACE, RULE, URGENT, Story
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role, State

VERIFIED = {"result": "true", "photos": ("near",)}


def sent_out(moment: str = "2026-03-02 09:05", **report: Any) -> Story:
    """Reported at nine by a citizen, sent out to be looked at at `moment`."""
    told = Story().reports(CITIZEN, source="phone", photos=(), **report)
    return told.on(moment).does(OPERATOR, "send_verification", collector=CHECKER.user)


def test_a_report_has_a_quarter_of_an_hour_to_be_accepted_and_a_warning_after_four_fifths() -> None:
    case = Story().reports().case
    assert (case.stage_deadline, case.stage_warn_at) == (at("2026-03-02 09:15"), at("2026-03-02 09:12"))
    assert (case.deadline, case.version) == (None, 1)


def test_a_report_in_the_night_waits_for_the_centre_to_open_unless_it_is_urgent() -> None:
    assert Story("2026-03-02 21:00").reports().case.stage_deadline == at("2026-03-03 07:45")
    assert Story("2026-03-02 21:00").reports(urgent=True).case.stage_deadline == at("2026-03-02 21:15")


def test_a_collector_reports_with_a_photo_and_a_self_disposal_with_two() -> None:
    with pytest.raises(Refused, match="photo_required"):
        Story().reports(REPORTER, photos=())
    with pytest.raises(Refused, match="photo_required"):
        Story().reports(REPORTER, "report_self_disposed", photos=("after", "near"))
    assert Story().reports(CITIZEN, source="web", photos=()).case.state is State.REPORTED


@pytest.mark.parametrize("missing", ["case_no", "kind", "source", "lon", "lat"])
def test_a_report_without_its_essentials_is_refused(missing: str) -> None:
    with pytest.raises(Refused, match="missing_field") as refusal:
        Story().reports(REPORTER, "report", **{missing: None})
    assert refusal.value.extra == {"field": missing}


def test_the_intake_clock_pauses_while_a_collector_looks() -> None:
    told = sent_out()
    assert told.case.stage_deadline == at("2026-03-02 10:05")
    assert told.case.intake_left == timedelta(minutes=10)
    case = told.on("09:50").does(CHECKER, "answer_verification", **VERIFIED).case
    assert (case.state, case.stage_deadline) == (State.REPORTED, at("2026-03-02 10:00"))
    assert case.stage_warn_at == at("2026-03-02 09:57")  # twelve minutes of the fifteen are then used
    assert case.intake_left is None


def test_an_intake_that_was_late_before_stays_late_even_when_the_answer_comes_at_night() -> None:
    told = sent_out("2026-03-02 19:29")
    assert told.case.intake_left == timedelta(0)
    case = told.on("21:00").does(CHECKER, "answer_verification", **VERIFIED).case
    assert case.stage_deadline == at("2026-03-02 21:00")
    step = told.on("21:01").does(OPERATOR, "accept", **RULE).log[-1].steps[0]
    assert (step.code, step.in_time) == ("accept", False)


def test_a_verification_sent_at_the_end_of_the_shift_runs_on_in_the_next() -> None:
    assert sent_out("2026-03-02 19:10").case.stage_deadline == at("2026-03-03 08:10")
    assert sent_out("2026-03-02 19:10", urgent=True).case.stage_deadline == at("2026-03-02 20:10")


def test_a_verification_is_answered_with_a_photo_unless_nothing_was_found() -> None:
    told = sent_out()
    assert told.refuses(CHECKER, "answer_verification", result="false").code == "photo_required"
    assert told.refuses(CHECKER, "answer_verification", result="maybe").code == "bad_value"
    assert told.does(CHECKER, "answer_verification", result="not_found").case.photo_by_staff is False
    assert sent_out().does(CHECKER, "answer_verification", **VERIFIED).case.photo_by_staff is True
    seen = sent_out(photo_by_staff=True).does(CHECKER, "answer_verification", result="not_found")
    assert seen.case.photo_by_staff is True, "the first photo is not forgotten"


def test_a_recalled_verification_gives_the_rest_of_the_intake_back() -> None:
    case = sent_out().on("09:30").does(OPERATOR, "recall_task").case
    assert (case.state, case.stage_deadline) == (State.REPORTED, at("2026-03-02 09:40"))
    assert [t.state for t in case.tasks] == ["recalled"]


def test_a_task_handed_over_keeps_its_deadline_and_a_reassigned_one_begins_anew() -> None:
    told = sent_out().on("09:30").does(CHECKER, "hand_over", collector=OTHER_CHECKER.user)
    assert [(t.collector, t.state) for t in told.case.tasks] == [(2, "recalled"), (3, "open")]
    assert told.case.tasks[-1].deadline == at("2026-03-02 10:05")
    assert told.refuses(OTHER_CHECKER, "hand_over", collector=OTHER_CHECKER.user).code == "same_collector"
    told.does(OPERATOR, "reassign_task", collector=CHECKER.user)
    assert (told.case.tasks[-1].deadline, told.case.intake_left) == (at("2026-03-02 10:30"), timedelta(minutes=10))
    assert told.case.version == 2  # only the sending out moved it


@pytest.mark.parametrize("missing", ["class_code", "condition_id", "grid"])
def test_acceptance_needs_class_condition_and_grid(missing: str) -> None:
    told = Story().reports(REPORTER, "report", **({"grid": None} if missing == "grid" else {}))
    given = {k: v for k, v in RULE.items() if k != missing}
    assert told.refuses(OPERATOR, "accept", **given).extra == {"field": missing}


def test_another_class_does_not_keep_the_condition_of_the_first() -> None:
    told = Story().reports(REPORTER, "report", **RULE)
    assert told.refuses(OPERATOR, "accept", class_code="E0203").extra == {"field": "condition_id"}
    case = told.does(OPERATOR, "accept", class_code="E0203", **URGENT).case
    assert (case.class_code, case.condition_id, case.urgent) == ("E0203", "c2", True)


def test_a_correction_changes_class_or_place_gives_a_reason_and_leaves_no_rule_of_another_class() -> None:
    told = Story().accepted()
    assert told.refuses(OPERATOR, "change_class_place", class_code="E0203").code == "missing_field"
    assert told.refuses(OPERATOR, "change_class_place", reason="同", class_code="E0110").code == "nothing_changed"
    case = told.does(OPERATOR, "change_class_place", reason="类别有误", class_code="E0203").case
    assert (case.class_code, case.condition_id, case.limit, case.version) == ("E0203", None, None, 3)
    assert told.refuses(SHIFT_LEAD, "file").code == "missing_field"
    case = told.does(OPERATOR, "change_class_place", reason="位置", **{**PLACE, "grid": "411328001001002"}).case
    assert (case.grid, case.version) == ("411328001001002", 4)


def test_another_condition_of_the_same_class_is_a_change_of_class_and_brings_its_limit() -> None:
    told = Story().accepted()
    case = told.does(OPERATOR, "change_class_place", reason="条件有误", **URGENT).case
    assert (case.class_code, case.condition_id, case.limit, case.version) == ("E0110", "c2", URGENT["limit"], 3)


def test_a_correction_to_an_urgent_condition_lets_the_running_stage_run_through_the_night() -> None:
    told = Story("2026-03-02 19:55").accepted()
    assert told.case.stage_deadline == at("2026-03-03 07:40")
    case = told.does(OPERATOR, "change_class_place", reason="井盖缺失", **URGENT).case
    assert (case.stage_since, case.stage_deadline) == (at("2026-03-02 19:55"), at("2026-03-02 20:10"))
    case = told.does(OPERATOR, "change_class_place", reason="不急", urgent=False).case
    assert case.stage_deadline == at("2026-03-03 07:40")


def test_a_correction_to_an_urgent_condition_moves_the_task_that_is_out_too() -> None:
    case = sent_out("2026-03-02 19:10").does(OPERATOR, "change_class_place", reason="急", urgent=True).case
    assert case.open_task is not None
    assert case.open_task.deadline == case.stage_deadline == at("2026-03-02 20:10")


def test_a_refusal_and_a_return_need_a_reason_that_is_not_blank() -> None:
    told = Story().reports()
    assert told.refuses(OPERATOR, "refuse", reason="  ").code == "missing_field"
    told.does(OPERATOR, "accept", **RULE)
    assert told.refuses(SHIFT_LEAD, "return_to_operator").code == "missing_field"
    assert told.does(SHIFT_LEAD, "return_to_operator", reason="位置不清").case.accepted_at is None


def test_operator_and_shift_lead_refuse_under_different_step_names() -> None:
    by_operator = Story().reports().does(OPERATOR, "refuse", reason="不属职责")
    by_lead = Story().accepted().does(SHIFT_LEAD, "refuse", reason="不符条件")
    assert [t.log[-1].steps[0].code for t in (by_operator, by_lead)] == ["refuse", "refuse_filing"]
    assert by_lead.case.ended_at == by_lead.now


def test_a_refused_case_lets_go_of_what_was_merged_into_it() -> None:
    endings = (
        Story().reports().does(OPERATOR, "refuse", reason="不属职责"),
        Story().accepted().does(SHIFT_LEAD, "refuse", reason="不符条件"),
        Story().transferred().does(OPERATOR, "return_to_upper", reason="不属本县"),
        Story().reports(action="report_self_disposed").does(OPERATOR, "review_self_disposed", verdict="invalid"),
    )
    for told in endings:
        assert told.log[-1].then == (("release_merged", {"target": told.case.case_no}),)


def test_only_what_came_from_above_goes_back_up() -> None:
    assert Story().accepted().refuses(OPERATOR, "return_to_upper", reason="不属本县").code == "not_allowed"
    told = Story().reports(under(OPERATOR, Role.UPPER), "receive_transfer", upper_deadline=at("2026-03-09 18:00"))
    assert (told.case.state, told.case.upper_deadline) == (State.ACCEPTED, at("2026-03-09 18:00"))


@pytest.mark.parametrize(
    ("verdict", "state", "source"),
    [
        ("close", "closed", "self_disposed"),
        ("invalid", "invalid", "self_disposed"),
        ("normal", "reported", "collector"),
    ],
)
def test_a_self_disposal_is_reviewed(verdict: str, state: str, source: str) -> None:
    told = Story().reports(REPORTER, "report_self_disposed", source="self_disposed")
    assert told.case.stage_deadline == at("2026-03-02 09:15")
    case = told.on("09:14").does(SHIFT_LEAD, "review_self_disposed", verdict=verdict).case
    assert (case.state, case.source, case.closed_at is None) == (state, source, verdict != "close")
    assert (case.ended_at is None) == (verdict == "normal")
    step = told.log[-1].steps[0]
    assert (step.outcome, step.in_time) == (verdict, True)


def test_nobody_reviews_the_self_disposal_he_reported_under_any_post() -> None:
    told = Story().reports(REPORTER, "report_self_disposed")
    for role in (Role.OPERATOR, Role.SHIFT_LEAD):
        refusal = told.refuses(under(REPORTER, role), "review_self_disposed", verdict="close")
        assert (refusal.code, refusal.status) == ("own_act", 403)
    assert told.refuses(OPERATOR, "review_self_disposed", verdict="good").code == "bad_value"


def test_where_a_small_county_allows_own_acts_they_are_flagged() -> None:
    told = Story(self_decision_ban=False).reports(REPORTER, "report_self_disposed")
    told.does(under(REPORTER, Role.OPERATOR), "review_self_disposed", verdict="close")
    assert told.log[-1].data["self_decided"] is True
    other = Story(self_decision_ban=False).reports(REPORTER, "report_self_disposed")
    assert other.does(OPERATOR, "review_self_disposed", verdict="close").log[-1].data["self_decided"] is False


def test_filing_and_its_two_ways_back() -> None:
    told = Story().accepted()
    assert told.on("09:10").does(SHIFT_LEAD, "file").case.filed_at == at("2026-03-02 09:10")
    assert told.log[-1].steps[0].deadline == at("2026-03-02 09:15")
    assert told.refuses(DISPATCHER, "return_to_shift_lead").code == "missing_field"
    case = told.on("09:20").does(DISPATCHER, "return_to_shift_lead", reason="责任不明").case
    assert (case.state, case.filed_at, case.stage_deadline) == (State.ACCEPTED, None, at("2026-03-02 09:35"))


def test_the_version_counts_moves_and_not_words() -> None:
    told = Story().accepted()
    told.does(OPERATOR, "comment", text="已电话催办").does(UNIT_A, "comment", text="知道")
    assert (told.case.version, len(told.log)) == (2, 4)
    assert told.refuses(OPERATOR, "comment", text=" ").code == "missing_field"


def test_ids_of_tasks_are_the_commands_own() -> None:
    assert [t.id for t in sent_out().case.tasks] == [UUID(int=2)]

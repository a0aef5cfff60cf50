"""Counts of posts: every act belongs to its actor and acting post."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.standards.evaluation.world import at, scope
from wangge.standards.evaluation.facts import Step, StepFact
from wangge.standards.evaluation.step_counts import count_posts, count_steps


def step(step: Step, post: str, case_no: str = "1", actor: str = "li", **fields: Any) -> StepFact:
    plain = StepFact(case_no, step, actor, post, begun_at=at(5, 9), done_at=at(5, 10), in_time=True)
    return replace(plain, **fields)


def counts(post: str, *facts: StepFact, actor: str = "li") -> dict[str, int]:
    return {code: n for code, n in count_posts(facts, scope(), post)[actor].counts.items() if n}


def test_accepting_and_refusing() -> None:
    found = counts(
        "operator",
        step(Step.ACCEPT, "operator"),
        step(Step.ACCEPT, "operator", "2", in_time=False),
        step(Step.ACCEPT, "operator", "3", in_time=None),
        step(Step.REFUSE, "operator", "4"),
    )
    assert found == {"accepted": 3, "accepted_intime": 1, "refused": 1}


def test_the_same_act_twice_on_one_case_counts_twice_and_opens_to_one_case() -> None:
    facts = [step(Step.FILE, "shift_lead"), step(Step.FILE, "shift_lead", in_time=False)]
    group = count_posts(facts, scope(), "shift_lead")["li"]
    assert (group.counts["filed"], group.counts["filed_intime"]) == (2, 1)
    assert group.cases("filed") == ["1"]


def test_a_filing_that_was_voided_later_was_not_right() -> None:
    found = counts("shift_lead", step(Step.FILE, "shift_lead", right=False), step(Step.FILE, "shift_lead", "2"))
    assert (found["filed"], found["voided"]) == (2, 1)


def test_dispatches_are_right_wrong_or_unknown() -> None:
    facts = [
        step(Step.DISPATCH, "dispatcher", str(n), right=right) for n, right in enumerate((True, True, False, None))
    ]
    found = counts("dispatcher", *facts)
    assert found == {"dispatched": 4, "dispatched_intime": 4, "dispatched_right": 2, "dispatched_wrong": 1}


def test_closing_in_time_is_the_stage_limit_of_the_shift_lead() -> None:
    found = counts("shift_lead", step(Step.CLOSE, "shift_lead"), step(Step.CLOSE, "shift_lead", "2", in_time=False))
    assert found == {"closed": 2, "close_step_intime": 1}


def test_a_needed_verification_that_nobody_sent_stays_needed() -> None:
    found = counts(
        "operator",
        step(Step.SEND_VERIFICATION, "operator", "1"),
        step(Step.SEND_VERIFICATION, "operator", "2", done_at=None, in_time=None),
    )
    assert found == {"verify_needed": 2, "verify_sent": 1, "verify_sent_intime": 1}


def test_sending_what_needed_no_verification_makes_up_for_nothing() -> None:
    assert counts("operator", step(Step.SEND_VERIFICATION, "operator", needed=False)) == {"verify_sent": 1}


def test_a_check_is_needed_for_every_complete_also_where_it_was_waived() -> None:
    found = counts(
        "operator",
        step(Step.SEND_CHECK, "operator", "1"),
        step(Step.SEND_CHECK, "operator", "2", in_time=False),
        step(Step.SEND_CHECK, "operator", "3", waived=True),
    )
    assert found == {"check_needed": 3, "check_sent": 2, "check_sent_intime": 1, "check_waived": 1}


def test_a_collectors_tasks_are_those_sent_to_him_answered_or_not() -> None:
    found = counts(
        "collector",
        step(Step.ANSWER_VERIFICATION, "collector", "1"),
        step(Step.ANSWER_VERIFICATION, "collector", "2", done_at=None, in_time=False),
        step(Step.ANSWER_CHECK, "collector", "3", in_time=False),
    )
    assert found == {"verify_sent": 2, "verified": 1, "verified_intime": 1, "check_sent": 1, "checked": 1}


def test_a_task_belongs_to_the_month_it_was_sent_an_act_to_the_month_it_was_done() -> None:
    late_evening, morning = at(31, 23), at(1, 8, of=2)
    facts = [
        step(Step.ANSWER_CHECK, "collector", begun_at=late_evening, done_at=morning),
        step(Step.CLOSE, "shift_lead", begun_at=late_evening, done_at=morning),
    ]
    assert count_posts(facts, scope(1), "collector")["li"].counts["checked"] == 1
    assert count_posts(facts, scope(1), "shift_lead") == {}
    assert count_posts(facts, scope(2), "shift_lead")["li"].counts["closed"] == 1


def test_one_person_under_two_posts_is_counted_apart() -> None:
    facts = [step(Step.ACCEPT, "operator"), step(Step.FILE, "shift_lead")]
    assert counts("operator", *facts) == {"accepted": 1, "accepted_intime": 1}
    assert counts("shift_lead", *facts) == {"filed": 1, "filed_intime": 1}


def test_a_check_nobody_sent_is_nobodys() -> None:
    unsent = step(Step.SEND_CHECK, "operator", actor="", done_at=None, in_time=None)
    assert counts("operator", unsent, actor="none") == {"check_needed": 1}


def test_over_all_posts_a_task_counts_once_as_sent() -> None:
    facts = [step(Step.SEND_CHECK, "operator"), step(Step.ANSWER_CHECK, "collector", actor="wang")]
    found = count_steps(facts, scope(), "all")["all"].counts
    assert (found["check_sent"], found["checked"]) == (1, 1)

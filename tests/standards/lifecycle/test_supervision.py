"""督办: asked by leader or shift lead, answered by whoever holds the case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import (
    CHECKER,
    DISPATCHER,
    EVERYBODY,
    LEADER,
    OPERATOR,
    SHIFT_LEAD,
    UNIT_A,
    UNIT_B,
    UNIT_C,
    WORKER_A,
)
from tests.standards.lifecycle.story import Story
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.values import Actor

ANSWER_BY = at("2026-03-02 17:00")


def supervised(told: Story) -> Story:
    return told.does(LEADER, "supervise", text="请加快", answer_by=ANSWER_BY)


def answerers(told: Story) -> set[Actor]:
    item = told.case.supervisions[-1]
    return {actor for actor in EVERYBODY if permit.may_answer(item, told.case, actor)}


def verifying() -> Story:
    return Story().reports().does(OPERATOR, "send_verification", collector=CHECKER.user)


HOLDERS: list[tuple[Callable[[], Story], set[Actor]]] = [
    (lambda: Story().reports(), {OPERATOR}),
    (verifying, {CHECKER, OPERATOR}),
    (lambda: Story().accepted(), {SHIFT_LEAD}),
    (lambda: Story().filed(), {DISPATCHER}),
    (lambda: Story().dispatched(), {UNIT_A, WORKER_A}),
    (lambda: Story().dispatched().does(UNIT_A, "sign"), {UNIT_A, WORKER_A}),
    (lambda: Story().dispatched().completes(), {OPERATOR}),
    (lambda: Story().dispatched().completes().sent_to_check(), {CHECKER, OPERATOR}),
    (lambda: Story().dispatched().completes().checked(True), {SHIFT_LEAD}),
    (lambda: Story().reports(action="report_self_disposed"), {OPERATOR, SHIFT_LEAD}),
]


@pytest.mark.parametrize(("make", "holders"), HOLDERS)
def test_whoever_holds_the_case_answers(make: Callable[[], Story], holders: set[Actor]) -> None:
    told = supervised(make())
    assert answerers(told) == holders
    for actor in EVERYBODY:
        if actor not in holders:
            assert told.refuses(actor, "answer_supervision", text="正在办").status == 403


def test_a_question_to_the_centre_moves_on_with_the_case() -> None:
    told = supervised(Story().accepted()).does(SHIFT_LEAD, "file")
    assert answerers(told) == {DISPATCHER}
    assert answerers(told.sent("A")) == {UNIT_A, WORKER_A}
    told.does(UNIT_A, "answer_supervision", text="正在办")
    assert answerers(told) == set()


def test_a_question_to_a_unit_stays_that_units_own_wherever_the_case_goes() -> None:
    told = supervised(Story().dispatched()).returned().sent("B")
    assert answerers(told) == {UNIT_A, WORKER_A}
    assert told.refuses(UNIT_B, "answer_supervision", text="正在办").status == 403
    told.does(UNIT_A, "answer_supervision", text="已回退")
    assert told.log[-1].steps[0].unit == "A"


def test_of_a_closed_case_any_desk_of_the_centre_answers_what_was_left_open() -> None:
    told = supervised(Story().dispatched().completes()).checked(True)
    told.does(SHIFT_LEAD, "close", closing_condition="已清理")
    assert answerers(told) == {OPERATOR, SHIFT_LEAD, DISPATCHER}


def test_an_answer_is_in_time_up_to_the_moment_that_was_set() -> None:
    for moment, late in (("17:00", False), ("17:01", True)):
        told = supervised(Story().dispatched()).on(moment).does(UNIT_A, "answer_supervision", text="正在办")
        step = told.log[-1].steps[0]
        assert (step.in_time, told.log[-1].data["late"], step.since) == (not late, late, at("2026-03-02 09:00"))
        assert told.case.supervisions[0].answered_at == told.now


def test_several_questions_are_answered_one_by_one() -> None:
    told = supervised(supervised(Story().dispatched()))
    first, second = told.case.supervisions
    told.does(UNIT_A, "answer_supervision", text="正在办", supervision_id=second.id)
    assert [s.answered_at is None for s in told.case.supervisions] == [True, False]
    assert told.refuses(UNIT_A, "answer_supervision", text="又", supervision_id=second.id).code == "not_found"
    told.does(UNIT_A, "answer_supervision", text="正在办")
    assert first.id == told.case.supervisions[0].id
    assert told.refuses(UNIT_A, "answer_supervision", text="又").status == 403


def test_a_question_needs_a_text_and_a_moment_to_come() -> None:
    told = Story().dispatched()
    assert told.refuses(LEADER, "supervise", answer_by=ANSWER_BY).extra == {"field": "text"}
    assert told.refuses(LEADER, "supervise", text="请加快", answer_by=told.now).code == "bad_value"
    assert supervised(told).refuses(UNIT_A, "answer_supervision", text=" ").code == "missing_field"
    assert told.refuses(UNIT_C, "answer_supervision", text="正在办").status == 403

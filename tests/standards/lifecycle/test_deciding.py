"""审批: appeals, who may not decide, withdrawing. Limit: 4 work hours from Monday nine o'clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.standards.china import at
from tests.standards.lifecycle.people import (
    DISPATCHER,
    EVALUATOR,
    OPERATOR,
    UNIT_A,
    UNIT_B,
    WORKER_A,
    office,
    under,
)
from tests.standards.lifecycle.story import Story
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.names import Role, State

UNTIL = at("2026-03-20 09:00")


def asked(kind: str, moment: str = "10:00", told: Story | None = None, **body: Any) -> Story:
    told = (told or Story().dispatched()).on(moment)
    return told.does(UNIT_A, f"request_{kind}", reason="理由", **body)


def late(moment: str = "16:00") -> Story:
    """Done an hour after the deadline."""
    return Story().dispatched().on(moment).completes()


def test_an_appeal_is_decided_by_dispatcher_and_evaluator_and_leaves_the_fact() -> None:
    told = late().does(UNIT_A, "request_appeal", reason="道路封闭")
    before = told.clock
    told.decides(DISPATCHER).decides(EVALUATOR)
    assert (told.request.status, told.clock, told.case.state) == ("granted", before, State.DISPOSED)
    assert [(m.unit, m.kind, m.note) for m in told.log[-1].moves] == [("A", "appeal", "granted")]


def test_an_appeal_is_for_late_cases_once_a_unit_and_survives_the_completion() -> None:
    assert late("15:00").refuses(UNIT_A, "request_appeal", reason="理由").code == "not_late"
    told = Story().dispatched().on("16:00").does(UNIT_A, "request_appeal", reason="道路封闭").completes()
    assert told.request.status == "open"
    told.decides(DISPATCHER, granted=False)
    assert told.refuses(UNIT_A, "request_appeal", reason="再申").code == "too_many"


def test_a_withdrawn_appeal_was_none() -> None:
    told = late().does(UNIT_A, "request_appeal", reason="道路封闭")
    told.does(UNIT_A, "withdraw_appeal", request=told.request.id).does(UNIT_A, "request_appeal", reason="再申")
    assert [r.status for r in told.case.requests] == ["withdrawn", "open"]


def test_a_unit_appeals_for_its_own_clock_only_and_wherever_the_case_is() -> None:
    told = Story().dispatched("A", ["C"]).on("16:00").returned().sent("B")  # A was late, B is not
    assert told.refuses(UNIT_B, "request_appeal", reason="理由").code == "not_late"
    assert told.refuses(office("C", 43), "request_appeal", reason="理由").status == 403
    told.does(UNIT_A, "request_appeal", reason="道路封闭").decides(DISPATCHER).decides(EVALUATOR)
    assert told.log[-1].moves[0].unit == "A"


@pytest.mark.parametrize(
    ("role", "status"), [(Role.DISPATCHER, "open"), (Role.LEADER, "half")], ids=["first", "second"]
)
def test_nobody_decides_what_he_asked_for_under_any_post(role: Role, status: str) -> None:
    told = asked("suspension", until=UNTIL)
    if status == "half":
        told.decides(DISPATCHER)
    refusal = told.refuses(under(UNIT_A, role), "decide_suspension", request=told.request.id, granted=True)
    assert (refusal.code, refusal.status) == ("own_act", 403)
    assert not permit.may_decide(told.request, under(UNIT_A, role))


def test_nobody_decides_twice_and_nobody_his_own_void() -> None:
    told = asked("suspension", until=UNTIL).decides(DISPATCHER)
    twice = under(DISPATCHER, Role.LEADER)
    assert told.refuses(twice, "decide_suspension", request=told.request.id, granted=True).code == "own_act"
    void = Story().filed().does(DISPATCHER, "request_void", reason="重复")
    himself = under(DISPATCHER, Role.SHIFT_LEAD)
    assert void.refuses(himself, "decide_void", request=void.request.id, granted=True).code == "own_act"


def test_where_a_small_county_allows_it_the_decision_is_flagged() -> None:
    told = Story(self_decision_ban=False).filed().does(DISPATCHER, "request_void", reason="重复")
    told.decides(under(DISPATCHER, Role.SHIFT_LEAD))
    assert told.log[-1].data["self_decided"] is True


def test_a_request_is_withdrawn_by_its_unit_or_who_asked_and_costs_nothing() -> None:
    told = asked("extension", hours=2)
    body = {"request": told.request.id}
    for stranger in (UNIT_B, DISPATCHER, OPERATOR):
        assert told.refuses(stranger, "withdraw_extension", **body).status == 403
    told.does(WORKER_A, "withdraw_extension", **body)
    assert (told.request.status, told.case.deadline) == ("withdrawn", at("2026-03-02 15:00"))
    void = Story().filed().does(DISPATCHER, "request_void", reason="重复")
    colleague = replace(DISPATCHER, user=32)
    assert void.refuses(colleague, "withdraw_void", request=void.request.id).status == 403
    assert void.does(DISPATCHER, "withdraw_void", request=void.request.id).request.status == "withdrawn"


def test_what_has_a_result_is_not_decided_again() -> None:
    told = asked("return").decides(DISPATCHER, granted=False)
    body = {"request": told.request.id, "granted": True}
    assert told.refuses(DISPATCHER, "decide_return", **body).code == "already_decided"
    assert told.refuses(UNIT_A, "withdraw_return", request=told.request.id).code == "already_decided"


def test_a_decision_says_yes_or_no_on_a_request_of_that_kind() -> None:
    told = asked("return")
    assert told.refuses(DISPATCHER, "decide_return", request=told.request.id).extra == {"field": "granted"}
    assert told.refuses(DISPATCHER, "decide_return", request=UUID(int=99), granted=True).code == "not_found"
    assert told.refuses(DISPATCHER, "decide_extension", request=told.request.id, granted=True).code == "not_found"
    assert told.refuses(UNIT_A, "withdraw_extension", request=told.request.id).code == "not_found"


def test_why_somebody_may_not_ask_is_told() -> None:
    told = Story().dispatched()
    details = [told.refuses(who, "request_return", reason="理由").detail for who in (UNIT_B, OPERATOR)]
    assert details == ["案件不由您的单位承办。案件未改变。", "坐席员岗位不能提出。案件未改变。"]
    assert Story().filed().refuses(UNIT_A, "request_return", reason="理由").detail.startswith("案件处于“待派遣”")

"""Every state × every post × every action: it succeeds exactly where the domain page says, and leads where it says."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.standards.lifecycle import people
from tests.standards.lifecycle.people import UNIT_B, WORKER_A
from tests.standards.lifecycle.scenes import ASKED, SETTINGS, scenes, story
from tests.standards.lifecycle.story import RULE, SmallRules
from tests.standards.lifecycle.transcript import ACTIONS, ALLOWED, entries
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import permit, table
from wangge.standards.lifecycle.decide import decide
from wangge.standards.lifecycle.names import OPEN, Role, State
from wangge.standards.lifecycle.values import Actor, CaseFile, Command
from wangge.standards.workcalendar import Calendar

RULES = SmallRules(SETTINGS)
NEW_CALENDAR = SmallRules(
    SETTINGS, units_calendar=Calendar({}, frozenset())
)  # nothing published: dates are provisional
SOON = timedelta(minutes=1)

ACTOR: dict[Role, Actor] = {
    Role.COLLECTOR: people.CHECKER,
    Role.OPERATOR: people.OPERATOR,
    Role.SHIFT_LEAD: people.SHIFT_LEAD,
    Role.DISPATCHER: people.DISPATCHER,
    Role.UNIT: people.UNIT_A,
    Role.LEADER: people.LEADER,
    Role.EVALUATOR: people.EVALUATOR,
    Role.DATA_MANAGER: people.DATA_MANAGER,
    Role.ADMIN: people.ADMIN,
    Role.CITIZEN: people.CITIZEN,
    Role.UPPER: people.UPPER,
    Role.SYSTEM: people.SYSTEM,
}
REASON = {"reason": "理由"}
WORK = {"note": "已清理"}
BODIES: dict[str, list[dict[str, Any]]] = {
    "review_self_disposed": [{"verdict": v} for v in ("close", "invalid", "normal")],
    "send_verification": [{"collector": 2}],
    "answer_verification": [{"result": r} for r in ("true", "false", "not_found")],
    "accept": [RULE],
    "refuse": [REASON],
    "merge": [{"into": "2", "into_state": "filed"}],
    "return_to_operator": [REASON],
    "return_to_shift_lead": [REASON],
    "dispatch": [{"lead_unit": "A"}],
    "recall": [REASON],
    "assign": [{"unit": "A1"}],
    "assist_done": [WORK],
    "submit": [WORK],
    "complete": [WORK],
    "reject_disposal": [REASON],
    "send_check": [{"collector": 3}],
    "answer_check": [{"passed": True}, {"passed": False}],
    "pass_check": [REASON],
    "reject_check": [REASON],
    "close": [{"closing_condition": "已清理"}],
    "recheck": [{"collector": 3}],
    "answer_recheck": [{"passed": True}, {"passed": False}],
    "reassign_task": [{"collector": 4}],
    "hand_over": [{"collector": 4}],
    "answer_supervision": [{"text": "正在办"}],
    "return_to_upper": [REASON],
    "return_visit": [{"rating": "satisfied"}],
    "change_class_place": [{**REASON, "class_code": "E0203", "condition_id": "c9"}],
    "take_over": [{"to": 12}],
    "comment": [{"text": "已催办"}],
    "request_return": [REASON],
    "request_extension": [{**REASON, "hours": 3}],
    "request_void": [REASON],
    "request_appeal": [REASON],
}
CASES = [(state, role) for state in State for role in Role]


def actor_for(role: Role, action: str) -> Actor:
    """The one of that post whom the case concerns most in this action."""
    special = {"assist_done": UNIT_B, "submit": WORKER_A}
    return special.get(action, ACTOR[role]) if role is Role.UNIT else ACTOR[role]


def bodies(action: str, case: CaseFile) -> list[dict[str, Any]]:
    if action == "supervise":
        return [{"text": "请加快", "answer_by": case.reported_at + timedelta(days=60)}]
    if action == "request_suspension":
        return [{**REASON, "until": case.reported_at + timedelta(days=30)}]
    if action.startswith(("decide_", "withdraw_")):
        return [{"request": ASKED, "granted": True}]
    return BODIES.get(action, [{}])


def reached(action: str, actor: Actor, case: CaseFile, now: Any) -> set[State] | None:
    """The states the action leads to; None if it is refused every time, the case untouched."""
    rules = NEW_CALENDAR if action == "redate" else RULES
    found: set[State] = set()
    before = deepcopy(case)
    refused = False
    for body in bodies(action, case):
        command = Command(action, actor, now, UUID(int=9001), body, photos=("after",))
        try:
            found.add(decide(case, command, rules).case.state)
        except Refused:
            refused = True
        assert case == before, "a decision makes a new case and leaves the old one alone"
    assert not (refused and found), "all bodies or none"
    return None if refused else found


def outcome(state: State, role: Role, action: str) -> set[State] | None:
    actor = actor_for(role, action)
    results = [reached(action, actor, case, told.now + SOON) for case, told in scenes(state, action, actor)]
    assert len({r is None for r in results}) == 1
    return None if results[0] is None else {s for r in results if r for s in r}


@pytest.mark.parametrize(("state", "role"), CASES, ids=lambda v: str(v))
def test_only_what_the_table_allows_succeeds(state: State, role: Role) -> None:
    expected = {a: ALLOWED.get((a, role, state)) for a in ACTIONS}
    assert {a: outcome(state, role, a) for a in ACTIONS} == expected


def test_the_table_has_no_action_that_the_page_lacks() -> None:
    known = {a.code for a in table.ACTIONS} | {f"request_{r.code}" for r in table.REQUESTS}
    assert known == {a for a in ACTIONS if not a.startswith(("decide_", "withdraw_"))}
    with pytest.raises(Refused, match="not_allowed"):
        story().reports().does(people.OPERATOR, "teleport")


def test_the_moves_of_the_table_are_those_of_the_page() -> None:
    told = {(a, s, to) for (a, _, s), ends in ALLOWED.items() for to in ends if to is not s}
    table_moves = {(a.code, s, to) for a in table.ACTIONS for s, to in table.moves_of(a.code)}
    asked = {(f"decide_{r.code}", s, r.to) for r in table.REQUESTS if r.to for s in r.at}
    assert {m for m in told if not m[0].startswith("decide_")} == table_moves
    assert asked <= told


@pytest.mark.parametrize("state", State)
def test_what_is_offered_is_what_may_be_done(state: State) -> None:
    for role in Role:
        actor = ACTOR[role]
        for case in {id(c): c for a in ("recheck", "reassign_task") for c, _ in scenes(state, a, actor)}.values():
            offered = {a.code for a in permit.permitted(case, actor)}
            may = {a.code for a in table.ACTIONS if not permit.why_not(a.code, case, actor)}
            assert offered == may
            asked = {k.code for k in permit.askable(case, actor)}
            assert asked == {k.code for k in table.REQUESTS if permit.may_ask(k, case, actor)}


STRANGERS: tuple[tuple[Actor, tuple[str, ...]], ...] = (
    (people.UNIT_C, ("sign", "assign", "submit", "complete", "assist_done", "resume", "answer_supervision")),
    (people.UNIT_C, ("request_return", "request_extension", "request_suspension", "request_appeal")),
    (people.UNIT_C, ("withdraw_return",)),
    (people.UNIT_B, ("sign", "assign", "submit", "complete", "resume", "request_return", "request_appeal")),
    (people.UNIT_A, ("assist_done",)),
    (people.WORKER_A, ("assign", "resume", "request_return", "request_extension", "request_suspension")),
    (people.OTHER_CHECKER, ("answer_verification", "answer_check", "answer_recheck", "hand_over")),
    (people.OTHER_CHECKER, ("answer_supervision",)),
    (replace(people.DISPATCHER, user=32), ("withdraw_void",)),
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("actor", "actions"), STRANGERS)
def test_somebody_the_case_does_not_concern_is_refused(state: State, actor: Actor, actions: tuple[str, ...]) -> None:
    for action in actions:
        for case, told in scenes(state, action, actor):
            assert reached(action, actor, case, told.now + SOON) is None, action


@pytest.mark.parametrize("role", Role)
def test_how_a_case_begins(role: Role) -> None:
    for action in table.ENTRIES:
        expected = entries().get((action, role))
        if expected is None:
            with pytest.raises(Refused, match="not_allowed"):
                story().reports(ACTOR[role], action)
        else:
            assert story().reports(ACTOR[role], action).case.state is expected


def test_nothing_else_makes_a_case() -> None:
    with pytest.raises(Refused, match="unknown_action"):
        story().reports(people.OPERATOR, "accept")


def test_every_open_case_waits_for_somebody() -> None:
    assert table.WAITS_FOR.keys() == OPEN

"""A case in every state, as it really comes there, ready for whatever the table may allow in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.standards.lifecycle.people import (
    CHECKER,
    DISPATCHER,
    LEADER,
    OPERATOR,
    REPORTER,
    SHIFT_LEAD,
    UNIT_A,
    WORKER_A,
)
from tests.standards.lifecycle.story import Story
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import Actor, CaseFile, Request, Supervision

SETTINGS: dict[str, Any] = {"pass_check_classes": ("E01",), "two_step_units": ("A",)}
ASKED = UUID(int=7001)  # the open request of a scene
FAR = timedelta(days=9)


def story() -> Story:
    return Story(**SETTINGS)


def _suspended(told: Story) -> Story:
    told.does(UNIT_A, "request_suspension", reason="待拆迁", until=told.now + FAR)
    return told.decides(DISPATCHER).decides(LEADER)


def _disposing() -> Story:
    return story().dispatched(assisting=["B"]).does(UNIT_A, "sign").does(UNIT_A, "assign", user=WORKER_A.user)


def _dispatched() -> Story:
    return story().dispatched(assisting=["B"]).does(UNIT_A, "assign", unit="A1")


def _closed() -> Story:
    return story().dispatched().completes().checked(True).does(SHIFT_LEAD, "close", closing_condition="已清理")


def _voided() -> Story:
    return story().dispatched().does(DISPATCHER, "request_void", reason="重复").decides(SHIFT_LEAD)


def _verifying() -> Story:
    return story().reports().does(OPERATOR, "send_verification", collector=CHECKER.user)


MAKERS: dict[State, tuple[Callable[[], Story], ...]] = {
    State.REPORTED: (lambda: story().reports(),),
    State.VERIFYING: (_verifying,),
    State.ACCEPTED: (lambda: story().transferred(),),
    State.FILED: (lambda: story().filed(),),
    State.DISPATCHED: (_dispatched,),
    State.DISPOSING: (_disposing,),
    State.SUSPENDED: (lambda: _suspended(_disposing()), lambda: _suspended(_dispatched())),
    State.DISPOSED: (lambda: story().dispatched().completes(),),
    State.CHECKING: (lambda: story().dispatched().completes().sent_to_check(),),
    State.CHECKED: (lambda: story().dispatched().completes().checked(True),),
    State.SELF_REPORTED: (lambda: story().reports(REPORTER, "report_self_disposed"),),
    State.CLOSED: (_closed, lambda: _closed().does(OPERATOR, "recheck", collector=CHECKER.user)),
    State.REJECTED: (lambda: story().reports().does(OPERATOR, "refuse", reason="不属职责"),),
    State.VOIDED: (_voided,),
    State.MERGED: (lambda: story().reports().does(OPERATOR, "merge", into="2", into_state="filed"),),
    State.INVALID: (
        lambda: (
            story().reports(REPORTER, "report_self_disposed").does(OPERATOR, "review_self_disposed", verdict="invalid")
        ),
    ),
}
TALES: dict[State, tuple[Story, ...]] = {state: tuple(make() for make in makers) for state, makers in MAKERS.items()}
NEED_RECHECK = ("answer_recheck", "reassign_task")  # of a closed case only while a second look is under way


def _supervised(case: CaseFile) -> CaseFile:
    """One supervision waits for the centre, one for unit A, whatever happened meanwhile."""
    at = case.reported_at
    open_ones = tuple(
        Supervision(UUID(int=n), LEADER.user, at, at + FAR, unit) for n, unit in ((8001, None), (8002, "A"))
    )
    return replace(case, supervisions=open_ones)


def _asking(case: CaseFile, action: str, told: Story) -> CaseFile:
    """With an open request of the kind that is decided or withdrawn, at its last decider's turn."""
    step, _, kind = action.partition("_")
    if step not in ("decide", "withdraw"):
        return case
    by_unit = kind != "void"
    request = Request(
        ASKED,
        kind,
        "half" if kind in ("suspension", "appeal") else "open",
        "A" if by_unit else None,
        asked_by=DISPATCHER.user if action == "withdraw_void" else 999,
        asked_at=told.now,
        hours=Decimal(3) if kind == "extension" else None,
        until=told.now + FAR,
    )
    return replace(case, requests=(*case.requests, request))


def _late(case: CaseFile, action: str) -> CaseFile:
    """An appeal needs a clock of the unit that is late, wherever the case is now."""
    if not action.endswith("_appeal"):
        return case
    clock = story().dispatched().clock
    return replace(case, clocks={"A": replace(clock, used=clock.total * 2)})


def scenes(state: State, action: str, actor: Actor) -> list[tuple[CaseFile, Story]]:
    """The cases in which the action is possible in that state if it ever is, each with the story it comes from."""
    tales = TALES[state]
    if state is State.CLOSED:
        tales = tales[1:] if action in NEED_RECHECK or actor.role == "collector" else tales[:1]
    return [(_late(_asking(_supervised(t.case), action, t), action), t) for t in tales]

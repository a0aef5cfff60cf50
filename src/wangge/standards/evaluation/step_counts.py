"""Counts of acts: every act counts by itself, also a second one on the same case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from wangge.standards.evaluation.codes import STEP_COUNTS
from wangge.standards.evaluation.facts import Step, StepFact
from wangge.standards.evaluation.groups import NONE, grouping
from wangge.standards.evaluation.scope import Scope
from wangge.standards.evaluation.tally import Group, Tally

_DONE: dict[Step, tuple[str, str]] = {
    Step.ACCEPT: ("accepted", "accepted_intime"),
    Step.REFUSE: ("refused", ""),
    Step.FILE: ("filed", "filed_intime"),
    Step.DISPATCH: ("dispatched", "dispatched_intime"),
    Step.SIGN: ("signed", "signed_intime"),
    Step.CLOSE: ("closed", "close_step_intime"),
}
_SENDS: dict[Step, tuple[str, str]] = {
    Step.SEND_VERIFICATION: ("verify_needed", "verify_sent"),
    Step.SEND_CHECK: ("check_needed", "check_sent"),
}
_ANSWERS: dict[Step, tuple[str, str]] = {
    Step.ANSWER_VERIFICATION: ("verify_sent", "verified"),
    Step.ANSWER_CHECK: ("check_sent", "checked"),
}
_JUDGED: dict[tuple[Step, bool], str] = {
    (Step.FILE, False): "voided",
    (Step.DISPATCH, True): "dispatched_right",
    (Step.DISPATCH, False): "dispatched_wrong",
}


def count_posts(facts: Iterable[StepFact], scope: Scope, post: str) -> Tally:
    """Per person under one post. `verify_sent`, `check_sent`: by an operator sent, to a collector sent."""
    return _count((fact for fact in facts if fact.post == post), scope, lambda fact: fact.actor)


def count_steps(facts: Iterable[StepFact], scope: Scope, group_by: str) -> Tally:
    """All posts together, by place, class or source; a task counts once as sent: as its collector's, with whose answers
    it is compared."""
    return _count(facts, scope, grouping(group_by), twice=False)


def _count(facts: Iterable[StepFact], scope: Scope, key: Callable[[StepFact], str], *, twice: bool = True) -> Tally:
    tally: Tally = {}
    for fact in facts:
        if scope.period.contains(_moment(fact)):
            group = tally.setdefault(key(fact) or NONE, Group(tuple(STEP_COUNTS)))
            for code in step_codes(fact):
                if twice or not (fact.step in _SENDS and code in ("verify_sent", "check_sent")):
                    group.add(code, fact.case_no)
    return tally


def _moment(fact: StepFact) -> datetime | None:
    return fact.done_at if fact.step in _DONE else fact.begun_at or fact.done_at


def step_codes(fact: StepFact) -> Iterator[str]:
    """The count codes one act stands in."""
    if fact.step in _DONE:
        yield from _done(fact, *_DONE[fact.step])
    elif fact.step in _SENDS:
        yield from _sent(fact, *_SENDS[fact.step])
    else:
        yield from _answered(fact, *_ANSWERS[fact.step])


def _done(fact: StepFact, done: str, intime: str) -> Iterator[str]:
    if fact.done_at is None:
        return
    yield done
    if intime and fact.in_time:
        yield intime
    if fact.right is not None and (fact.step, fact.right) in _JUDGED:
        yield _JUDGED[fact.step, fact.right]


def _sent(fact: StepFact, needed: str, sent: str) -> Iterator[str]:
    """A send that was not needed cannot make up for one that was: it is never `…_intime`."""
    if fact.needed:
        yield needed
    if fact.waived:
        yield "check_waived"
    elif fact.done_at is not None:
        yield sent
        if fact.needed and fact.in_time:
            yield f"{sent}_intime"


def _answered(fact: StepFact, sent: str, done: str) -> Iterator[str]:
    yield sent
    if fact.done_at is not None:
        yield done
        if fact.in_time:
            yield f"{done}_intime"

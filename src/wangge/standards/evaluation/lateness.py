"""Late or in time, by the unit's disposal clock alone; in time means ≤ deadline."""

from __future__ import annotations

from datetime import datetime

from wangge.standards.evaluation.facts import UnitFact
from wangge.standards.evaluation.scope import Basis, Scope


def is_late(fact: UnitFact, as_of: datetime) -> bool | None:
    """True late, False in time (or excused by a granted appeal, or not yet due), None when nobody can know.

    A case that left the unit is judged at the moment it left. A close without a known complete proves in time when
    it came before the deadline, and proves nothing after it.
    """
    if fact.appeal:
        return False
    if fact.deadline is None:
        return None
    ended = fact.completed_at or fact.left_at
    if ended is None and is_closed(fact):
        return False if fact.closed_at is not None and fact.closed_at <= fact.deadline else None
    return (ended or as_of) > fact.deadline


def carried(fact: UnitFact, scope: Scope) -> bool:
    """By deadline: due before the period, and late and still open at the unit when it begins (not suspended)."""
    start = scope.period.start
    if scope.basis is not Basis.DEADLINE or not scope.settings.carried_late or fact.suspended_now or fact.appeal:
        return False
    if fact.deadline is None or fact.deadline >= start:
        return False
    ended = fact.completed_at or fact.left_at
    return is_late(fact, scope.as_of) is True if ended is None else ended >= start


def is_closed(fact: UnitFact) -> bool:
    return fact.closed_at is not None or fact.state == "closed"


def is_disposed(fact: UnitFact) -> bool:
    """Old systems may know a close without its complete."""
    return fact.completed_at is not None or is_closed(fact)

"""The people of the tests: unit A with a sub-unit A1, unit B, collectors 1–4, and a desk of each post."""

from __future__ import annotations

from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor


def collector(user: int) -> Actor:
    return Actor(Role.COLLECTOR, user, user * 10)


def office(unit: str, user: int) -> Actor:
    """Somebody of the first-level unit itself."""
    return Actor(Role.UNIT, user, user * 10, unit=unit, department=unit)


REPORTER, CHECKER, OTHER_CHECKER, LAST_CHECKER = (collector(user) for user in (1, 2, 3, 4))
OPERATOR = Actor(Role.OPERATOR, 11, 110)
SHIFT_LEAD = Actor(Role.SHIFT_LEAD, 21, 210)
DISPATCHER = Actor(Role.DISPATCHER, 31, 310)
LEADER = Actor(Role.LEADER, 51, 510)
EVALUATOR = Actor(Role.EVALUATOR, 61, 610)
UNIT_A, UNIT_B, UNIT_C = office("A", 41), office("B", 42), office("C", 43)
WORKER_A = Actor(Role.UNIT, 44, 440, unit="A", department="A1")
SYSTEM = Actor(Role.SYSTEM)
CITIZEN = Actor(Role.CITIZEN, 71)
UPPER = Actor(Role.UPPER, 81)
DATA_MANAGER = Actor(Role.DATA_MANAGER, 91, 910)
ADMIN = Actor(Role.ADMIN, 92, 920)
EVERYBODY = (
    *(REPORTER, CHECKER, OTHER_CHECKER, LAST_CHECKER, OPERATOR, SHIFT_LEAD, DISPATCHER, LEADER, EVALUATOR),
    *(UNIT_A, UNIT_B, UNIT_C, WORKER_A, SYSTEM, CITIZEN, UPPER, DATA_MANAGER, ADMIN),
)


def under(actor: Actor, role: Role, unit: str | None = None) -> Actor:
    """The same person under another post."""
    return Actor(role, actor.user, 999, unit=unit, department=unit)

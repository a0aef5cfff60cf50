"""The county's people as actors of simulated acts: the real rows of organisation."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

from wangge.cases.checkers import Available, available
from wangge.organisation import queries
from wangge.organisation.queries import PostFacts
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor

REST = 7  # every collector has one day in seven off
CENTRE = (Role.OPERATOR, Role.SHIFT_LEAD, Role.DISPATCHER, Role.LEADER, Role.EVALUATOR)
SYSTEM = Actor(role=Role.SYSTEM, name="系统")
CITIZEN = Actor(role=Role.CITIZEN)


@dataclass(frozen=True, slots=True)
class Collector:
    actor: Actor
    duty_grids: tuple[str, ...]
    number: int

    def works(self, day: int) -> bool:
        return (self.number + day) % REST != 0


class People:
    """Raises Refused `people_missing` where a post of the centre, or all collectors, are missing."""

    def __init__(self, now: datetime) -> None:
        self.collectors = [
            Collector(actor_of(post), post.duty_grids, n) for n, post in enumerate(queries.collectors(), start=1)
        ]
        self._centre = {role: [actor_of(post) for post in queries.posts_in(role)] for role in CENTRE}
        handlers = queries.posts_in(Role.UNIT)
        self.units = queries.lead_units()
        self._handlers = {u: [actor_of(p) for p in handlers if p.department == u] for u in self.units}
        self.teams = {u: [code for code in queries.family(u) if code != u] for u in self.units}
        self.free: Available = available(now)
        self._by_user = {c.actor.user: c.actor for c in self.collectors}
        self._check()

    def one(self, chance: random.Random, role: Role) -> Actor:
        return chance.choice(self._centre[role])

    def handler(self, chance: random.Random, unit: str) -> Actor:
        """Somebody of the unit itself; a unit without people acts through an unnamed one."""
        known = self._handlers.get(unit)
        return chance.choice(known) if known else Actor(role=Role.UNIT, unit=unit, department=unit)

    def collector(self, user: int) -> Actor:
        return self._by_user[user]

    def others(self, user: int) -> Available:
        return self.free.without(user)

    def _check(self) -> None:
        missing = [role for role, actors in self._centre.items() if not actors]
        if missing or not self.collectors:
            text = "模拟需要采集员和中心各岗位人员，请先运行 wangge load。"
            raise Refused("people_missing", "没有人员", text)


def actor_of(post: PostFacts) -> Actor:
    """As wangge.cases.acting makes it for a signed-in person."""
    is_unit = post.role == Role.UNIT
    return Actor(
        role=post.role,
        user=post.user,
        post=post.id,
        unit=post.unit if is_unit else None,
        department=post.department if is_unit else None,
        name=post.name,
    )

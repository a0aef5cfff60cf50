"""What anyone sees of cases passes here: lists, files, media, tiles, events and the stream. Everything else is 404."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from wangge.organisation.models import Department, Post, User
from wangge.standards.lifecycle.names import OPEN, Role, State

SEE_ALL = frozenset({Role.OPERATOR, Role.SHIFT_LEAD, Role.DISPATCHER, Role.LEADER, Role.EVALUATOR})
SEE_PEOPLE = frozenset({Role.OPERATOR, Role.SHIFT_LEAD})
OPEN_STATES = tuple(sorted(s.value for s in OPEN))


class Seen(Protocol):
    """What of a case its visibility hangs on."""

    @property
    def state(self) -> str: ...
    @property
    def reporter(self) -> int | None: ...
    @property
    def collectors(self) -> Collection[int]: ...
    @property
    def units(self) -> Collection[str]: ...
    @property
    def duty_grid(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees under one post. `unit` is the first-level unit."""

    everything: bool = False
    unit: str | None = None
    user: int | None = None
    duty_grids: tuple[str, ...] = ()
    people: bool = False

    def sees(self, case: Seen) -> bool:
        if self.everything:
            return True
        if self.unit is not None:
            return self.unit in case.units
        if self.user is None:
            return False
        on_duty = case.duty_grid in self.duty_grids and State(case.state) in OPEN
        return case.reporter == self.user or self.user in case.collectors or on_duty

    def where(self) -> tuple[str, list[Any]]:
        """The same as SQL over `c` (cases_case), with its parameters."""
        if self.everything:
            return "TRUE", []
        if self.unit is not None:
            return "c.units @> %s::varchar[]", [[self.unit]]
        if self.user is None:
            return "FALSE", []
        return (
            "(c.reporter = %s OR c.collectors @> %s::bigint[] OR (c.duty_grid = ANY(%s) AND c.state = ANY(%s)))",
            [self.user, [self.user], list(self.duty_grids), list(OPEN_STATES)],
        )


def first_level(department: Department | None) -> str | None:
    """The first-level unit that a department belongs to."""
    while department is not None and department.level > 1 and department.parent is not None:
        department = department.parent
    return department.code if department else None


def visibility(user: User, post: Post | None) -> Sight:
    if post is None or not post.active:
        return Sight()
    if post.role in SEE_ALL:
        return Sight(everything=True, people=post.role in SEE_PEOPLE)
    if post.role == Role.UNIT:
        return Sight(unit=first_level(post.department))
    if post.role == Role.COLLECTOR:
        grids = tuple(post.duty_grids.values_list("code", flat=True))
        return Sight(user=user.pk, duty_grids=grids)
    return Sight()

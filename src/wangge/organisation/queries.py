"""What other rooms ask about people and departments; plain values, one query each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wangge.organisation.models import Department, DepartmentKind, Leave, Post, Role, User
from wangge.standards.worktime import Calendar


@dataclass(frozen=True, slots=True)
class PostFacts:
    """An active post of an active person. `unit` is the first-level unit of a unit's post, None in other roles."""

    id: int
    user: int
    username: str
    name: str
    phone: str
    role: str
    title: str
    department: str | None
    department_name: str
    unit: str | None
    duty_grids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A department in the tree."""

    code: str
    name: str
    short_name: str
    kind: str
    group: str
    level: int
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the address book: one person in one post."""

    user: int
    name: str
    phone: str
    role: str
    title: str
    department: str | None
    department_name: str


def posts_of(user_id: int) -> list[PostFacts]:
    """The person's active posts, oldest first; none for a deactivated person."""
    return _facts(_posts().filter(user_id=user_id))


def post(post_id: int) -> PostFacts | None:
    return next(iter(_facts(_posts().filter(id=post_id))), None)


def collectors() -> list[PostFacts]:
    """All active collectors' posts, on duty or not."""
    return _facts(_posts().filter(role=Role.COLLECTOR))


def collectors_on_duty(at: datetime, shifts: Calendar) -> list[PostFacts]:
    """Collectors who work at `at` (aware): inside their shifts (rulebook().collectors_calendar), not on leave."""
    if not in_shift(at, shifts):
        return []
    away = Leave.objects.filter(starts__lte=at, ends__gt=at).values("user_id")
    return _facts(_posts().filter(role=Role.COLLECTOR).exclude(user_id__in=away))


def in_shift(at: datetime, shifts: Calendar) -> bool:
    """Whether `at` lies inside a period; its end does not."""
    return shifts.align(at) == at


def collectors_of(duty_grid: str) -> list[PostFacts]:
    """The usual patrollers of a duty grid, the first of them its main one."""
    return [found for found in collectors() if duty_grid in found.duty_grids]


def posts_in(role: str, departments: Iterable[str] = ()) -> list[PostFacts]:
    """Active posts of a role, in all departments when none is named."""
    wanted = list(departments)
    posts = _posts().filter(role=role)
    return _facts(posts.filter(department_id__in=wanted) if wanted else posts)


def lead_units() -> dict[str, str]:
    """Code → short name of every active first-level responsible unit: those a case can be dispatched to."""
    units = Department.objects.filter(kind=DepartmentKind.UNIT, level=1, active=True)
    return dict(units.order_by("code").values_list("code", "short_name"))


def first_level(code: str) -> str | None:
    """The first-level unit that a department belongs to (itself, if it is one); None for an unknown code."""
    return _tops().get(code)


def family(unit: str) -> list[str]:
    """A first-level unit and all below it: where it may assign."""
    return sorted(code for code, top in _tops().items() if top == unit)


def department_tree() -> tuple[Node, ...]:
    rows = list(Department.objects.filter(active=True).order_by("code"))
    below: dict[str | None, list[Department]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return _nodes(None, below)


def contacts() -> list[Contact]:
    """Everybody in service with a phone, by department and role."""
    posts = _posts().exclude(user__phone="").order_by("department_id", "role", "id")
    return [
        Contact(
            p.user_id,
            p.user.name,
            p.user.phone,
            p.role,
            str(p),
            p.department_id,
            p.department.short_name if p.department else "",
        )
        for p in posts
    ]


def names(user_ids: Iterable[int]) -> dict[int, str]:
    """Names of people, also of those no longer in service."""
    return dict(User.objects.filter(id__in=set(user_ids)).values_list("id", "name"))


def in_service(user_ids: Iterable[int]) -> set[int]:
    """Those of the people who have a post in force."""
    return set(_posts().filter(user_id__in=set(user_ids)).values_list("user_id", flat=True))


def short_names() -> dict[str, str]:
    """Code → short name of every department, also of those no longer active."""
    return dict(Department.objects.values_list("code", "short_name"))


def _posts() -> QuerySet[Post]:
    active = Q(active=True, user__is_active=True)
    return Post.objects.filter(active).select_related("user", "department").order_by("id")


def _facts(posts: QuerySet[Post]) -> list[PostFacts]:
    found = list(posts.prefetch_related("duty_grids"))
    tops = _tops() if any(p.role == Role.UNIT for p in found) else {}
    return [_fact(p, tops) for p in found]


def _fact(p: Post, tops: dict[str, str]) -> PostFacts:
    department = p.department
    return PostFacts(
        id=p.id,
        user=p.user_id,
        username=p.user.username,
        name=p.user.name,
        phone=p.user.phone,
        role=p.role,
        title=str(p),
        department=p.department_id,
        department_name=department.short_name if department else "",
        unit=tops.get(department.code) if department else None,
        duty_grids=tuple(sorted(grid.code for grid in p.duty_grids.all())),
    )


def _tops() -> dict[str, str]:
    parents: dict[str, str | None] = dict(Department.objects.values_list("code", "parent_id"))
    return {code: _top(code, parents) for code in parents}


def _top(code: str, parents: dict[str, str | None]) -> str:
    seen = {code}
    while (parent := parents.get(code)) and parent not in seen:
        seen.add(parent)
        code = parent
    return code


def _nodes(parent: str | None, below: dict[str | None, list[Department]]) -> tuple[Node, ...]:
    return tuple(
        Node(d.code, d.name, d.short_name, d.kind, d.group, d.level, _nodes(d.code, below))
        for d in below.get(parent, [])
    )

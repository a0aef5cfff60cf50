"""通讯录: whom somebody may call, and where these belong in his list."""

from __future__ import annotations

from typing import Any

from wangge.organisation import queries
from wangge.organisation.auth import Acting
from wangge.organisation.models import Department, Post, Role

DESKS = (Role.SHIFT_LEAD, Role.OPERATOR, Role.DISPATCHER)
GROUPS = {"centre": "监督指挥中心", "colleague": "同网格同事", "unit": "责任单位", "other": "其他人员"}


def contacts(who: Acting) -> dict[str, Any]:
    """Duty phones of all departments and people by name: everybody to the centre; to a collector the centre's desks and
    those who share a duty grid with him; to a unit the desks and its own people (it must not learn who checks it)."""
    offices = Department.objects.filter(active=True).order_by("code")
    near = _colleagues(who.post) if who.role == Role.COLLECTOR else set()
    found = [c for c in queries.contacts() if c.user != who.user.pk and _open_to(who, c, near)]
    people = [_line(c, near) for c in sorted(found, key=_desks_first)]
    return {"departments": list(offices.values("code", "name", "short_name", "group", "phone")), "people": people}


def _open_to(who: Acting, contact: queries.Contact, near: set[int]) -> bool:
    if who.role not in (Role.COLLECTOR, Role.UNIT) or contact.role in DESKS:
        return True
    if who.role == Role.COLLECTOR:
        return contact.user in near
    return who.post is not None and contact.department == who.post.department_id


def _desks_first(contact: queries.Contact) -> int:
    """The shift lead before all."""
    return DESKS.index(Role(contact.role)) if contact.role in DESKS else len(DESKS)


def _colleagues(post: Post | None) -> set[int]:
    own = set(post.duty_grids.values_list("code", flat=True)) if post else set()
    return {p.user for p in queries.collectors() if own & set(p.duty_grids)}


def _line(contact: queries.Contact, near: set[int]) -> dict[str, Any]:
    return {
        "id": contact.user,
        "name": contact.name,
        "phone": contact.phone,
        "title": contact.title,
        "department": contact.department_name or None,
        "group": _group(contact, near),
    }


def _group(contact: queries.Contact, near: set[int]) -> str:
    if contact.role in DESKS:
        return "centre"
    if contact.user in near:
        return "colleague"
    return "unit" if contact.role == Role.UNIT else "other"

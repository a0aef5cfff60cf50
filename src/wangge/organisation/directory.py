"""Lists of people: who someone is, whom one may name as collector, whom one may call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from wangge.organisation.auth import Acting
from wangge.organisation.models import Department, DepartmentKind, Leave, Post, Role, User
from wangge.organisation.permissions import permissions


def person(user: User) -> dict[str, Any]:
    return {"id": user.pk, "username": user.username, "name": user.name or user.username, "phone": user.phone}


def me(who: Acting) -> dict[str, Any]:
    posts = who.user.posts.filter(active=True).select_related("department").prefetch_related("duty_grids")
    return {
        "user": person(who.user),
        "posts": [post(p) for p in posts.order_by("id")],
        "permissions": permissions(p.role for p in who.posts),
        "demo": settings.WANGGE_DEMO,
    }


def post(p: Post) -> dict[str, Any]:
    return {
        "id": p.pk,
        "role": p.role,
        "role_name": p.get_role_display(),
        "department": {"code": p.department.code, "name": p.department.name} if p.department else None,
        "title": str(p),
        "duty_grids": [{"code": g.code, "name": g.name} for g in p.duty_grids.all()],
    }


def collectors(now: datetime) -> list[dict[str, Any]]:
    """Active collectors with their duty grids; who is on leave is listed and marked."""
    away = Leave.objects.filter(user=OuterRef("user"), starts__lte=now, ends__gt=now)
    posts = active_posts().filter(role=Role.COLLECTOR).annotate(away=Exists(away)).prefetch_related("duty_grids")
    return [
        {
            "id": p.user_id,
            "name": p.user.name,
            "phone": p.user.phone,
            "duty_grids": [g.code for g in p.duty_grids.all()],
            "on_leave": p.away,
        }
        for p in posts
    ]


def contacts(who: Acting) -> dict[str, Any]:
    """Duty phones of all departments; people by name, but to a unit only the centre's desks and its own people
    (a unit must not learn who its checkers are)."""
    people = active_posts().select_related("department")
    if who.role == Role.UNIT and who.post:
        people = people.filter(department=who.post.department_id) | people.filter(
            department__kind__in=[DepartmentKind.SUPERVISION, DepartmentKind.COMMAND]
        ).exclude(role=Role.COLLECTOR)
    offices = Department.objects.filter(active=True).values("code", "name", "short_name", "group", "phone")
    return {"departments": list(offices), "people": [contact(p) for p in people]}


def contact(p: Post) -> dict[str, Any]:
    department = p.department.short_name if p.department else None
    return {"name": p.user.name, "phone": p.user.phone, "title": str(p), "department": department}


def active_posts() -> QuerySet[Post]:
    return Post.objects.filter(active=True, user__is_active=True).select_related("user").order_by("id")

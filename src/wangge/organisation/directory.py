"""Lists of people: who someone is, whom one may name as collector."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings

from wangge.organisation import queries
from wangge.organisation.auth import Acting
from wangge.organisation.models import Leave, Post, User
from wangge.organisation.permissions import permissions
from wangge.organisation.terms import terms


def person(user: User) -> dict[str, Any]:
    return {"id": user.pk, "username": user.username, "name": user.name or user.username, "phone": user.phone}


def me(who: Acting) -> dict[str, Any]:
    posts = who.user.posts.filter(active=True).select_related("department").prefetch_related("duty_grids")
    return {
        "user": person(who.user),
        "posts": [post(p) for p in posts.order_by("id")],
        "permissions": permissions(p.role for p in who.posts),
        "demo": settings.WANGGE_DEMO,
        "field": asdict(terms()),
    }


def post(p: Post) -> dict[str, Any]:
    return {
        "id": p.pk,
        "role": p.role,
        "role_name": p.get_role_display(),
        "department": {"code": p.department.code, "name": p.department.name} if p.department else None,
        "title": str(p),
        "duty_grids": [
            {"code": g.code, "name": g.name, "bbox": (g.min_lon, g.min_lat, g.max_lon, g.max_lat)}
            for g in p.duty_grids.all()
        ],
    }


def collectors(now: datetime) -> list[dict[str, Any]]:
    """Active collectors with their duty grids; who is on leave is listed and marked."""
    away = set(Leave.objects.filter(starts__lte=now, ends__gt=now).values_list("user_id", flat=True))
    return [
        {
            "id": p.user,
            "name": p.name,
            "phone": p.phone,
            "duty_grids": list(p.duty_grids),
            "on_leave": p.user in away,
        }
        for p in queries.collectors()
    ]

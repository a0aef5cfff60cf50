"""Whom a collector may have to speak with besides his own people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from wangge.cases.queries.units_at_work import units_at_work
from wangge.collection import samples, shapes
from wangge.collection.api import asking
from wangge.organisation import queries
from wangge.organisation.models import Role

router = Router(tags=["人员"])


@router.get(
    "/contacts/handlers", summary="正在处置的经办人", response=list[shapes.HandlerOut], openapi_extra=samples.HANDLERS
)
def list_handlers(request: HttpRequest) -> list[dict[str, Any]]:
    """正在处置本人所报案件的责任单位经办人及电话；本人正在核查的案件不列。"""
    who, _ = asking.collector(request)
    units = units_at_work(who.user.pk)
    posts = queries.posts_in(Role.UNIT, units) if units else []
    return [
        {"id": p.user, "name": p.name, "phone": p.phone, "title": p.title, "department": p.department_name}
        for p in posts
        if p.phone
    ]

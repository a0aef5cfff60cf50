"""派遣与处置: which units exist, and what they hand in."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from pydantic import Field

from wangge.cases.actions.forms import Disposal, picker
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb, own_fields, with_text
from wangge.organisation.models import Department, Post
from wangge.standards.errors import Refused


class Dispatch(Body):
    lead_unit: str = Field(..., title="主办单位", json_schema_extra=picker("unit"))
    assisting_units: list[str] = Field(default_factory=list, title="协办单位", json_schema_extra=picker("unit_multi"))


class Assign(Body):
    unit: str | None = Field(None, title="下级单位", json_schema_extra=picker("sub_unit"))
    user: int | str | None = Field(None, title="人员", json_schema_extra=picker("colleague"))


def _unit(code: str, field: str) -> str:
    if not Department.objects.filter(code=code, kind="unit", level=1, active=True).exists():
        raise Refused("unknown_unit", "没有这个责任单位", f"{code} 不是可派遣的责任单位。案件未改变。", field=field)
    return code


def to_dispatch(scene: Scene, body: Dispatch) -> Prepared:
    """What the rule book would have suggested is kept beside what the dispatcher chose."""
    if body.lead_unit in body.assisting_units:
        text = "主办单位不能同时列为协办单位，请从协办单位中去掉。案件未改变。"
        raise Refused("lead_assists", "主办单位又是协办单位", text, field="assisting_units")
    file = scene.file
    suggested = None
    if file.class_code and file.grid:
        suggested = scene.rules.book.suggest_unit(file.class_code, file.condition_id, file.grid)
    values = {
        "lead_unit": _unit(body.lead_unit, "lead_unit"),
        "assisting_units": [_unit(u, "assisting_units") for u in body.assisting_units],
        "suggested": suggested[0] if suggested else None,
    }
    return Prepared(values=values)


def to_assign(scene: Scene, body: Assign) -> Prepared:
    unit = scene.actor.unit
    if body.unit and not Department.objects.filter(code=body.unit, parent_id=unit, active=True).exists():
        raise Refused(
            "unknown_unit", "不是本单位的下级", f"{body.unit} 不是本单位的下属单位。案件未改变。", field="unit"
        )
    user = _colleague(body.user, unit) if body.user else None
    return Prepared(values={"unit": body.unit or None, "user": user})


def assignable(unit: str | None, properties: dict[str, Any]) -> dict[str, Any]:
    """The form's two fields with the unit's own sub-units and people to choose from (JSON Schema `oneOf`)."""
    below = Department.objects.filter(parent_id=unit, active=True).order_by("code").values_list("code", "short_name")
    own = Q(department_id=unit) | Q(department__parent_id=unit)
    people = Post.objects.filter(own, role="unit", active=True).order_by("id").values_list("user_id", "user__name")
    return {
        "unit": {**properties["unit"], "oneOf": [{"const": code, "title": name} for code, name in below]},
        "user": {**properties["user"], "oneOf": [{"const": user, "title": name} for user, name in people]},
    }


def _colleague(wanted: int | str, unit: str | None) -> int:
    by_id = isinstance(wanted, int) or wanted.isdigit()
    person = {"user_id": int(wanted)} if by_id else {"user__username": wanted}
    posts = Post.objects.filter(role="unit", active=True, **person)
    found = posts.filter(department_id=unit).first() or posts.filter(department__parent_id=unit).first()
    if found is None:
        raise Refused("unknown_user", "不是本单位的人员", f"{wanted} 不在本单位任职。案件未改变。", field="user")
    return found.user_id


def handed_in(scene: Scene, body: Disposal) -> Prepared:
    values = own_fields(body)
    return Prepared(values=values, texts={"note": body.note})


VERBS = (
    Verb("dispatch", Dispatch, to_dispatch),
    Verb("assign", Assign, to_assign),
    Verb("submit", Disposal, handed_in, "after"),
    Verb("complete", Disposal, handed_in, "after"),
    Verb("assist_done", Disposal, with_text("note"), "after"),
)

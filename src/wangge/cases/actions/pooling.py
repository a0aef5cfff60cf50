"""接手: a shift lead or leader takes a claimed item of the pool from whoever has it, for an operator, for himself, or for the pool.

For himself where he can move it (自处置待审); else it is free again and the desk goes on.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from wangge.cases import claims
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb
from wangge.organisation.models import Post
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role


class TakeOver(Body):
    to: int | str | None = Field(
        None, title="交给坐席员", description="编号或用户名；不填则解除占用，本人能办的由本人占用"
    )


def operator_id(wanted: int | str) -> int:
    """The user id of an active operator given by id or user name; raises Refused `unknown_operator`."""
    by_id = isinstance(wanted, int) or wanted.isdigit()
    person = {"user_id": int(wanted)} if by_id else {"user__username": wanted}
    found = Post.objects.filter(role=Role.OPERATOR, active=True, user__is_active=True, **person).first()
    if found is None:
        raise Refused("unknown_operator", "没有这名坐席员", f"{wanted} 不是在岗的坐席员。案件未改变。", field="to")
    return found.user_id


def operators(properties: dict[str, Any]) -> dict[str, Any]:
    """The form's field with the operators to choose from (JSON Schema `oneOf`)."""
    people = Post.objects.filter(role=Role.OPERATOR, active=True, user__is_active=True).order_by("id")
    names = people.values_list("user_id", "user__name")
    return {"to": {**properties["to"], "oneOf": [{"const": user, "title": name} for user, name in names]}}


def to_take_over(scene: Scene, body: TakeOver) -> Prepared:
    former = claims.holder(scene.row, scene.now)
    if former is None:
        raise Refused("not_claimed", "没有人占用", "案件现在没有人占用，可以直接办理。案件未改变。", status=409)
    to = operator_id(body.to) if body.to else scene.actor.user
    if to is None or to == former:
        raise Refused("same_holder", "不能接手", "案件已在这名人员手中。案件未改变。", field="to")
    free = not body.to and not claims.moves(scene.file, scene.actor)
    after = "已解除占用，坐席员均可办理" if free else f"改由{claims.name_of(to)}办理"
    told = f"原由{claims.name_of(former)}办理，{after}。"
    columns = claims.NOBODY if free else claims.columns(to, scene.now)
    return Prepared({"from": former, "to": to}, {"text": told}, columns=columns)


VERBS = (Verb("take_over", TakeOver, to_take_over),)

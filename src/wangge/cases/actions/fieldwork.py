"""现场任务: verification, check, recheck, and tasks that change hands."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field, field_validator

from wangge.cases import checkers
from wangge.cases.actions.forms import CheckAnswer, ToCollector, WithCollector, picker
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb, as_told
from wangge.organisation.models import Post
from wangge.standards.errors import Refused


class AnswerVerification(Body):
    result: Literal["true", "false", "not_found"] = Field(
        ...,
        title="核实结果",
        json_schema_extra={"x-labels": {"true": "属实", "false": "不属实", "not_found": "未找到"}},
    )
    media_ids: list[UUID] = Field(
        default_factory=list, title="现场照片", json_schema_extra=picker("media", role="near")
    )

    @field_validator("result", mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value


def collector_id(wanted: int | str | None) -> int | None:
    """The user id of an active collector given by id or user name; raises Refused `unknown_collector`."""
    if wanted is None or wanted == "":
        return None
    by_id = isinstance(wanted, int) or wanted.isdigit()
    person = {"user_id": int(wanted)} if by_id else {"user__username": wanted}
    found = Post.objects.filter(role="collector", active=True, user__is_active=True, **person).first()
    if found is None:
        raise Refused(
            "unknown_collector", "没有这名采集员", f"{wanted} 不是在岗的采集员。案件未改变。", field="collector"
        )
    return found.user_id


def to_verify(scene: Scene, body: WithCollector) -> Prepared:
    named = collector_id(body.collector)
    people = checkers.available(scene.now)
    return Prepared(values={"collector": named or checkers.usual(scene.file, people, scene.rules)})


def to_check(scene: Scene, body: WithCollector) -> Prepared:
    people = checkers.available(scene.now)
    return Prepared(values=checkers.checker(scene.file, collector_id(body.collector), people, scene.rules))


def to_recheck(scene: Scene, body: WithCollector) -> Prepared:
    people = checkers.available(scene.now)
    return Prepared(values=checkers.looker(scene.file, collector_id(body.collector), people, scene.rules))


def reassigned(scene: Scene, body: ToCollector) -> Prepared:
    """Without a name: a check is drawn or chosen anew, others go to the grid's patroller, never to the same person."""
    named, task = collector_id(body.collector), scene.file.open_task
    if task is None or (named and task.kind == "verify"):
        return Prepared(values={"collector": named, "blind": "named"})
    people = checkers.available(scene.now).without(task.collector)
    return Prepared(values=checkers.another(scene.file, task.kind, named, people, scene.rules))


def handed_over(scene: Scene, body: ToCollector) -> Prepared:
    """To a colleague on duty."""
    named = collector_id(body.collector)
    if named is not None and named not in checkers.available(scene.now).grids:
        raise Refused("not_on_duty", "不能转交", "这名采集员正在请假，请转交给在岗同事。", field="collector")
    return Prepared(values={"collector": named})


VERBS = (
    Verb("send_verification", WithCollector, to_verify),
    Verb("answer_verification", AnswerVerification, as_told, "near"),
    Verb("send_check", WithCollector, to_check),
    Verb("answer_check", CheckAnswer, as_told, "other"),
    Verb("recheck", WithCollector, to_recheck),
    Verb("answer_recheck", CheckAnswer, as_told, "other"),
    Verb("reassign_task", ToCollector, reassigned),
    Verb("hand_over", ToCollector, handed_over),
)

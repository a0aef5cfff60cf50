"""What a verb is made of, on this side of the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from wangge.cases.models import Case
from wangge.cases.rules_now import RulesNow
from wangge.standards.lifecycle.values import Actor, CaseFile


class Body(Schema):
    """What every action takes beside its own fields."""

    model_config = {"extra": "ignore"}

    action_id: UUID | None = Field(
        None, title="操作编号", description="客户端生成的 UUID，重复提交同一操作时不会办两次"
    )
    version: int | None = Field(None, title="版本", description="所看案件的版本；落后时回答 409")
    acted_at: datetime | None = Field(None, title="操作时间", description="终端时间，带时区")
    opinion: str = Field("", title="意见", max_length=2000)
    post: str | None = Field(None, title="岗位", description="有多个岗位可办时指定岗位代码")
    device: str = Field("", title="设备", max_length=64)


COMMON = frozenset(Body.model_fields)


@dataclass(frozen=True, slots=True)
class Scene:
    """What preparing may look at: the locked row, its file, who acts, the rules and the moment."""

    row: Case
    file: CaseFile
    actor: Actor
    rules: RulesNow
    now: datetime


@dataclass(slots=True)
class Prepared:
    """Plain values for the decision; texts for the erasable row; media (id → role) to attach; columns beside the file."""

    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    media: dict[UUID, str] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)


Prepare = Callable[[Scene, Any], Prepared]


def as_told(scene: Scene, body: Body) -> Prepared:
    """The body's own fields as they are."""
    return Prepared(values=own_fields(body))


def own_fields(body: Body) -> dict[str, Any]:
    return {k: v for k, v in body.model_dump().items() if k not in COMMON}


def with_text(*names: str) -> Prepare:
    """The body as it is, the named fields also into the erasable row."""

    def prepare(scene: Scene, body: Body) -> Prepared:
        values = own_fields(body)
        return Prepared(values=values, texts={n: values.get(n) for n in names})

    return prepare


@dataclass(frozen=True, slots=True)
class Verb:
    code: str
    body: type[Body]
    prepare: Prepare = as_told
    media_role: str | None = None  # the role of photos handed in with it

    def form(self) -> Mapping[str, Any]:
        """JSON Schema of the verb's own fields, for drawing its form."""
        schema = self.body.model_json_schema()
        schema["properties"] = {k: v for k, v in schema["properties"].items() if k not in COMMON or k == "opinion"}
        return schema

"""Bodies that several verbs share. `x-picker` tells a page how to let the value be chosen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from wangge.cases.actions.verb import Body


def picker(kind: str, **extra: Any) -> dict[str, Any]:
    return {"x-picker": kind, **extra}


class Empty(Body):
    pass


class Reason(Body):
    reason: str = Field(..., title="理由", max_length=2000, json_schema_extra=picker("text"))


class WithCollector(Body):
    collector: int | str | None = Field(
        None, title="采集员", description="编号或用户名；不填由系统安排", json_schema_extra=picker("collector")
    )


class ToCollector(Body):
    collector: int | str | None = Field(
        None, title="采集员", description="编号或用户名", json_schema_extra=picker("collector")
    )


class Disposal(Body):
    note: str = Field(..., title="处置说明", max_length=2000, json_schema_extra=picker("text"))
    media_ids: list[UUID] = Field(
        default_factory=list, title="处置后照片", json_schema_extra=picker("media", role="after")
    )


class CheckAnswer(Body):
    passed: bool = Field(..., title="是否解决", json_schema_extra={"x-labels": {"true": "已解决", "false": "未解决"}})
    media_ids: list[UUID] = Field(
        default_factory=list, title="核查照片", json_schema_extra=picker("media", role="other")
    )

"""申请与审批: return, extension, suspension, void, appeal; asked, decided, withdrawn."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import Field

from wangge.cases.actions.forms import picker
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb, own_fields
from wangge.standards.lifecycle.table import REQUESTS


class Ask(Body):
    reason: str = Field(..., title="理由", max_length=2000, json_schema_extra=picker("text"))


class AskHours(Ask):
    hours: Decimal = Field(..., title="延长小时数", gt=0, le=8760, json_schema_extra=picker("number"))


class AskUntil(Ask):
    until: datetime = Field(..., title="恢复日期", json_schema_extra=picker("datetime"))


class Decide(Body):
    granted: bool = Field(..., title="是否同意", json_schema_extra={"x-labels": {"true": "同意", "false": "不同意"}})
    hours: Decimal | None = Field(None, title="准予小时数", gt=0, le=8760)
    until: datetime | None = Field(None, title="准予恢复日期")


BODIES: dict[str, type[Body]] = {"extension": AskHours, "suspension": AskUntil}


def asked(scene: Scene, body: Any) -> Prepared:
    values = own_fields(body)
    return Prepared(values=values, texts={"reason": body.reason})


ASKS = tuple(Verb(f"request_{k.code}", BODIES.get(k.code, Ask), asked) for k in REQUESTS)
DECIDES = tuple(Verb(f"decide_{k.code}", Decide) for k in REQUESTS)
WITHDRAWALS = tuple(Verb(f"withdraw_{k.code}", Body) for k in REQUESTS)
VERBS = (*ASKS, *DECIDES, *WITHDRAWALS)

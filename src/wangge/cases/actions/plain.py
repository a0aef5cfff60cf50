"""Verbs whose body needs nothing looked up: a reason, a text, a word."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from wangge.cases.actions.forms import Empty, Reason, picker
from wangge.cases.actions.verb import Body, Verb, with_text


class Close(Body):
    closing_condition: str | None = Field(None, title="结案条件", max_length=300)


class Review(Body):
    verdict: Literal["close", "invalid", "normal"] = Field(
        ...,
        title="审核结论",
        json_schema_extra={"x-labels": {"close": "通过", "invalid": "无效", "normal": "转普通案件"}},
    )


class Supervise(Body):
    text: str = Field(..., title="督办意见", max_length=2000, json_schema_extra=picker("text"))
    answer_by: datetime = Field(..., title="答复期限", json_schema_extra=picker("datetime"))


class AnswerSupervision(Body):
    supervision_id: UUID | None = Field(None, title="督办", json_schema_extra=picker("supervision"))
    text: str = Field(..., title="答复内容", max_length=2000, json_schema_extra=picker("text"))


class Comment(Body):
    text: str = Field(..., title="批注", max_length=2000, json_schema_extra=picker("text"))


class ReturnVisit(Body):
    rating: Literal["satisfied", "neutral", "unsatisfied", "not_solved"] = Field(
        ...,
        title="满意度",
        json_schema_extra={
            "x-labels": {
                "satisfied": "满意",
                "neutral": "基本满意",
                "unsatisfied": "不满意",
                "not_solved": "没解决",
            }
        },
    )
    text: str = Field("", title="回访记录", max_length=2000, json_schema_extra=picker("text"))


BY_REASON = (
    "refuse",
    "return_to_operator",
    "return_to_shift_lead",
    "return_to_upper",
    "recall",
    "reject_disposal",
    "reject_check",
    "pass_check",
)

VERBS = (
    *(Verb(code, Reason, with_text("reason")) for code in BY_REASON),
    *(Verb(code, Empty) for code in ("file", "sign", "resume", "recall_task")),
    Verb("close", Close),
    Verb("review_self_disposed", Review),
    Verb("supervise", Supervise, with_text("text")),
    Verb("answer_supervision", AnswerSupervision, with_text("text")),
    Verb("comment", Comment, with_text("text")),
    Verb("return_visit", ReturnVisit, with_text("text")),
)

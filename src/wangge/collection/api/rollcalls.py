"""点名."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from wangge.collection import rollcall, samples, shapes
from wangge.collection.api import asking
from wangge.organisation.auth import acting
from wangge.organisation.models import Role
from wangge.rules.rulebook import rulebook
from wangge.standards.repetition import digest

router = Router(tags=["点名"])
MOST = 50


@router.post(
    "/roll-calls",
    summary="发起点名",
    response={200: shapes.RollResultOut, 201: shapes.RollResultOut},
    openapi_extra=samples.answers(samples.CALL | {"lines": []}, 409, created=True),
)
def call_roll(request: HttpRequest, payload: shapes.RollCallIn) -> Status[dict[str, Any]]:
    """值班长点全部在岗人员或指定人员；到时未应答只记“未应答”。没有在岗人员 409 `nobody_to_call`。"""
    who = acting(request).having(Role.SHIFT_LEAD)
    now = timezone.now()
    minutes = payload.minutes or int(rulebook().setting("roll_call_minutes"))
    asked = rollcall.Calling(
        payload.call_id, minutes, payload.people, payload.note.strip(), digest(shapes.body(payload))
    )
    row, new = rollcall.call(who.user, asked, now)
    return Status(201 if new else 200, rollcall.result(row.pk, now))


@router.get(
    "/roll-calls/mine",
    summary="点到我的",
    response=list[shapes.MyRollCallOut],
    openapi_extra=samples.answers([samples.HEAD | {"mine": samples.LINE}]),
)
def my_roll_calls(request: HttpRequest) -> list[dict[str, Any]]:
    """最近 30 次点到本人的点名，最近的在前；`waiting` 的请应答。"""
    who, _ = asking.collector(request)
    return rollcall.mine(who.user, timezone.now())


@router.get(
    "/roll-calls", summary="点名记录", response=list[shapes.RollCallOut], openapi_extra=samples.answers([samples.CALL])
)
def list_roll_calls(request: HttpRequest) -> list[dict[str, Any]]:
    """最近的点名及应答人数，供中心各岗位查看。"""
    acting(request).having(*asking.CENTRE)
    return rollcall.recent(MOST)


@router.get(
    "/roll-calls/{call_id}", summary="点名结果", response=shapes.RollResultOut, openapi_extra=samples.ROLL_RESULT
)
def roll_call(request: HttpRequest, call_id: UUID) -> dict[str, Any]:
    """每个人的应答时间与位置。"""
    acting(request).having(*asking.CENTRE)
    return rollcall.result(call_id, timezone.now())


@router.post(
    "/roll-calls/{call_id}/answer",
    summary="应答点名",
    response=shapes.RollLineOut,
    openapi_extra=samples.answers(samples.LINE, 404, 409),
)
def answer_roll_call(request: HttpRequest, call_id: UUID, payload: shapes.RollAnswerIn) -> dict[str, Any]:
    """带位置应答；截止后的应答记为“超时应答”。以第一次应答为准，同一内容重复提交结果不变。"""
    who, post = asking.collector(request)
    now = timezone.now()
    at = asking.told_at(payload.acted_at, request, now)
    told = rollcall.Answer(at, asking.fix_of(payload), digest(shapes.body(payload)))
    line = rollcall.answer(who.user, post, call_id, told, now)
    return rollcall.line_shown(line, now)

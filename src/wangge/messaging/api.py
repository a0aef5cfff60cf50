"""Notices, and what happened to one's cases."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from wangge.cases.queries.personal import Page
from wangge.messaging import case_news, notices, shapes
from wangge.messaging.audience import Audience
from wangge.organisation.auth import Acting, acting
from wangge.organisation.device import done_at
from wangge.organisation.models import Role
from wangge.standards.repetition import digest

router = Router(tags=["消息"])
SENDERS = (Role.OPERATOR, Role.SHIFT_LEAD, Role.DISPATCHER, Role.LEADER)
MOST = 100


def _anybody(request: HttpRequest) -> Acting:
    return acting(request).having(*Role)


@router.post(
    "/notices",
    summary="发通知",
    response={200: shapes.SentFileOut, 201: shapes.SentFileOut},
    openapi_extra=shapes.answers(shapes.SENT | {"readers": [shapes.READER]}, 409, created=True),
)
def send_notice(request: HttpRequest, payload: shapes.NoticeIn) -> Status[dict[str, Any]]:
    """坐席员、值班长、派遣员、领导发给岗位、单位或指定人员；发送时在岗位上的人各收一份。同一编号重复提交只发一次。"""
    who = acting(request).having(*SENDERS)
    assert who.post is not None
    to = Audience(tuple(payload.to.roles), tuple(payload.to.units), tuple(payload.to.people))
    asked = notices.Sending(
        payload.notice_id,
        payload.title.strip(),
        payload.text.strip(),
        payload.urgent,
        to,
        digest(payload.model_dump(mode="json")),
    )
    row, new = notices.send(who.user, who.post, asked, timezone.now())
    return Status(201 if new else 200, notices.shown(row.pk, who.user))


@router.get(
    "/notices",
    summary="收到的通知",
    response=shapes.InboxOut,
    openapi_extra=shapes.answers({"items": [shapes.NOTICE], "unread": 1, "next_cursor": None}),
)
def my_notices(
    request: HttpRequest,
    before: Annotated[int | None, Query(description="上一页的 next_cursor，第一页不写")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 30,
) -> dict[str, Any]:
    """发给本人的通知，最近的在前；已撤回的只留一行。"""
    user = _anybody(request).user
    items = notices.inbox(user, before, limit + 1)
    more = items[limit - 1]["cursor"] if len(items) > limit else None
    return {"items": items[:limit], "unread": notices.unread(user), "next_cursor": more}


@router.get(
    "/notices/unread", summary="未读数", response=shapes.UnreadOut, openapi_extra=shapes.answers({"notices": 2})
)
def unread_notices(request: HttpRequest) -> dict[str, int]:
    """本人未读通知的条数，不含已撤回的。"""
    return {"notices": notices.unread(_anybody(request).user)}


@router.get(
    "/notices/sent", summary="发出的通知", response=list[shapes.SentOut], openapi_extra=shapes.answers([shapes.SENT])
)
def sent_notices(request: HttpRequest) -> list[dict[str, Any]]:
    """中心各岗位发出的最近 100 条通知及已读人数。"""
    return notices.sent(acting(request).having(*SENDERS).user, MOST)


@router.get(
    "/notices/{notice_id}/readers",
    summary="谁已阅读",
    response=shapes.SentFileOut,
    openapi_extra=shapes.answers(shapes.SENT | {"readers": [shapes.READER]}, 404),
)
def notice_readers(request: HttpRequest, notice_id: UUID) -> dict[str, Any]:
    """一条通知的收件人和阅读时间，供中心各岗位查看。"""
    return notices.shown(notice_id, acting(request).having(*SENDERS).user)


@router.post(
    "/notices/{notice_id}/read",
    summary="标为已读",
    response=shapes.NoticeOut,
    openapi_extra=shapes.answers(shapes.NOTICE | {"read_at": "2026-06-10T08:41:00+08:00"}, 404),
)
def read_notice(request: HttpRequest, notice_id: UUID, payload: shapes.ReadIn) -> dict[str, Any]:
    """以第一次阅读为准，重复提交结果不变。"""
    at = done_at(payload.acted_at, request, timezone.now())
    return notices.received(notices.read(_anybody(request).user, notice_id, at))


@router.post(
    "/notices/{notice_id}/recall",
    summary="撤回通知",
    response=shapes.SentFileOut,
    openapi_extra=shapes.answers(shapes.SENT | {"readers": [shapes.READER]}, 404),
)
def recall_notice(request: HttpRequest, notice_id: UUID) -> dict[str, Any]:
    """发送人撤回；收件人处保留一行“已撤回”，不再显示内容。"""
    who = acting(request).having(*SENDERS)
    return notices.shown(notices.recall(who.user, notice_id, timezone.now()).pk, who.user)


@router.get("/messages", summary="案件动态", response=shapes.NewsOut, openapi_extra=shapes.answers(shapes.NEWS))
def case_messages(
    request: HttpRequest,
    before: Annotated[int, Query(ge=0, lt=2**62, description="只要这个位置以前的；第一页不写")] = 2**62 - 1,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> dict[str, Any]:
    """与本人任务、上报或本单位案件有关的最近七天动态，取自案件流程记录，最近的在前。"""
    return case_news.news(_anybody(request), Page(before, limit), timezone.now())


@router.post(
    "/messages/seen",
    summary="动态已看到",
    response=shapes.SeenNowOut,
    openapi_extra=shapes.answers({"seen_up_to": 10423}),
)
def messages_seen(request: HttpRequest, payload: shapes.SeenIn) -> dict[str, int]:
    """记下看到流程记录的哪个位置，只进不退。"""
    return {"seen_up_to": case_news.look(_anybody(request).user, payload.position)}

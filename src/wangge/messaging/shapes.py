"""What the messaging room takes and answers, with examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from wangge.organisation.schemas import example, may_fail

ID = "6f1c2a9e-2c55-4c0e-9a3e-0d7e5b1f7a10"
TO = {"roles": ["collector"], "units": [], "people": []}


class AudienceIn(Schema):
    roles: list[
        Literal[
            "collector",
            "operator",
            "shift_lead",
            "dispatcher",
            "unit",
            "leader",
            "evaluator",
            "data_manager",
            "admin",
        ]
    ] = Field(default_factory=list, max_length=20, description="岗位")
    units: list[str] = Field(default_factory=list, max_length=200, description="责任单位编码，含下属单位")
    people: list[int] = Field(default_factory=list, max_length=2000, description="人员编号")


class NoticeIn(Schema):
    model_config = example(notice_id=ID, title="今日午后有雷雨", text="请注意巡查低洼路段井盖。", urgent=False, to=TO)
    notice_id: UUID = Field(description="客户端生成的编号；重复提交只发一次")
    title: str = Field(min_length=1, max_length=60, pattern=r"\S", description="标题")
    text: str = Field("", max_length=2000, description="内容")
    urgent: bool = Field(False, description="紧急通知，醒目显示")
    to: AudienceIn = Field(description="发给哪些岗位、单位、人员，符合任一项的都收到")


class ReadIn(Schema):
    model_config = example(acted_at="2026-06-10T08:41:00+08:00")
    acted_at: datetime | None = Field(None, description="阅读时间（终端）；不填为收到的时间")


class NoticeOut(Schema):
    id: UUID
    cursor: int
    title: str
    text: str
    urgent: bool
    sender: str
    sender_title: str
    sent_at: datetime
    read_at: datetime | None
    recalled: bool = Field(description="已撤回，不再显示内容")


class InboxOut(Schema):
    items: list[NoticeOut]
    unread: int
    next_cursor: int | None = Field(description="下一页用作 before；空表示到底")


class UnreadOut(Schema):
    notices: int = Field(description="未读通知")


class SentOut(Schema):
    id: UUID
    title: str
    text: str
    urgent: bool
    sender: str
    sender_title: str
    mine: bool = Field(description="本人所发，可撤回")
    audience: str = Field(description="发送范围")
    sent_at: datetime
    recalled_at: datetime | None
    sent_to: int = Field(description="收件人数")
    read: int = Field(description="已读人数")


class ReaderOut(Schema):
    id: int
    name: str
    read_at: datetime | None


class SentFileOut(SentOut):
    readers: list[ReaderOut]


class NewsItemOut(Schema):
    position: int
    at: datetime
    action: str
    title: str
    case_no: str
    class_name: str | None
    address: str
    words: str = Field(description="附言、理由")


class NewsOut(Schema):
    items: list[NewsItemOut]
    seen_up_to: int = Field(description="已看到流程记录的哪个位置")


class SeenIn(Schema):
    model_config = example(position=10423)
    position: int = Field(ge=0, lt=2**62, description="看到的最新位置")


class SeenNowOut(Schema):
    seen_up_to: int


def answers(value: Any, *statuses: int, created: bool = False) -> dict[str, Any]:
    """`openapi_extra`: the example answer and the refusals."""
    found = may_fail(*statuses)
    sample = {"content": {"application/json": {"example": value}}}
    found["responses"] |= dict.fromkeys((200, 201) if created else (200,), sample)
    return found


SENT_AT = "2026-06-10T08:30:00+08:00"
SENT = {
    "id": "0197d0c2-7e1a-7c3e-8a41-2f0c5a9be0aa",
    "title": "今日午后有雷雨",
    "text": "请注意巡查低洼路段井盖。",
    "urgent": False,
    "sender": "周志强",
    "sender_title": "值班长",
    "mine": True,
    "audience": "信息采集员",
    "sent_at": SENT_AT,
    "recalled_at": None,
    "sent_to": 40,
    "read": 31,
}
READER = {"id": 7, "name": "张秀英", "read_at": "2026-06-10T08:41:00+08:00"}
NOTICE = {k: SENT[k] for k in ("id", "title", "text", "urgent", "sender", "sender_title", "sent_at")} | {
    "cursor": 214,
    "read_at": None,
    "recalled": False,
}
NEWS = {
    "items": [
        {
            "position": 10423,
            "at": SENT_AT,
            "action": "send_check",
            "title": "新的核查任务",
            "case_no": "41132826061000013",
            "class_name": "暴露垃圾",
            "address": "文峰路12号",
            "words": "",
        }
    ],
    "seen_up_to": 10400,
}

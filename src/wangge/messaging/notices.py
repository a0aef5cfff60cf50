"""Notices sent, read and recalled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from wangge.messaging.audience import Audience, in_words, reached
from wangge.messaging.models import Notice, Receipt
from wangge.organisation import queries
from wangge.organisation.models import Post, User
from wangge.standards.errors import Refused
from wangge.standards.ids import uuid7
from wangge.standards.repetition import must_repeat

RECALLED = "此通知已由发送人撤回"


@dataclass(frozen=True, slots=True)
class Sending:
    notice_id: UUID
    title: str
    text: str
    urgent: bool
    to: Audience
    digest: str


def send(sender: User, post: Post, asked: Sending, now: datetime) -> tuple[Notice, bool]:
    """(the notice, whether it is new). Raises Refused `id_reused` and what audience.reached raises."""
    told = {
        "id": uuid7(),
        "sender_title": str(post),
        "body_hash": asked.digest,
        "title": asked.title,
        "text": asked.text,
        "urgent": asked.urgent,
        "audience": asked.to.kept(),
        "sent_at": now,
    }
    with transaction.atomic():
        row, new = Notice.objects.get_or_create(sender=sender, notice_id=asked.notice_id, defaults=told)
        must_repeat(row.body_hash, asked.digest, "通知")
        if new:
            people = reached(asked.to, sender.pk)
            Receipt.objects.bulk_create(Receipt(notice=row, user_id=user) for user in people)
    return row, new


def read(user: User, notice_id: UUID, at: datetime) -> Receipt:
    """The first reading counts. Raises Refused `not_found`."""
    receipt = _receipts(user).filter(notice_id=notice_id).first()
    if receipt is None:
        raise _not_found()
    if receipt.read_at is None:
        receipt.read_at = max(at, receipt.notice.sent_at)
        Receipt.objects.filter(pk=receipt.pk, read_at=None).update(read_at=receipt.read_at)
    return receipt


def recall(sender: User, notice_id: UUID, now: datetime) -> Notice:
    """Takes it back: it stays in everybody's list, without its words. Raises Refused `not_found`."""
    row = Notice.objects.filter(pk=notice_id, sender=sender).first()
    if row is None:
        raise _not_found()
    if row.recalled_at is None:
        row.recalled_at = now
        row.save(update_fields=["recalled_at"])
    return row


def inbox(user: User, before: int | None, limit: int) -> list[dict[str, Any]]:
    """The newest first; `before` is the `cursor` of the last one seen."""
    rows = _receipts(user).order_by("-id")
    return [received(row) for row in (rows.filter(id__lt=before) if before is not None else rows)[:limit]]


def unread(user: User) -> int:
    return Receipt.objects.filter(user=user, read_at=None, notice__recalled_at=None).count()


def received(row: Receipt) -> dict[str, Any]:
    """As the reader sees it."""
    notice, gone = row.notice, row.notice.recalled_at is not None
    return {
        "id": notice.pk,
        "cursor": row.pk,
        "title": RECALLED if gone else notice.title,
        "text": "" if gone else notice.text,
        "urgent": notice.urgent and not gone,
        "sender": notice.sender.name,
        "sender_title": notice.sender_title,
        "sent_at": notice.sent_at,
        "read_at": row.read_at,
        "recalled": gone,
    }


def sent(who: User, limit: int) -> list[dict[str, Any]]:
    """What the centre has sent, the newest first, with counts of readers."""
    units = queries.short_names()
    return [_sent(row, who, units) for row in counted(Notice.objects.order_by("-sent_at"))[:limit]]


def shown(notice_id: UUID, who: User) -> dict[str, Any]:
    """One notice of the centre with its readers. Raises Refused `not_found`."""
    row = counted(Notice.objects.filter(pk=notice_id)).first()
    if row is None:
        raise _not_found()
    readers = row.receipts.select_related("user").order_by("read_at", "id")
    people = [{"id": one.user.pk, "name": one.user.name, "read_at": one.read_at} for one in readers]
    return _sent(row, who, queries.short_names()) | {"readers": people}


def counted(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    return rows.select_related("sender").annotate(sent_to=Count("receipts"), read=Count("receipts__read_at"))


def _sent(row: Any, who: User, units: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "text": row.text,
        "urgent": row.urgent,
        "sender": row.sender.name,
        "sender_title": row.sender_title,
        "mine": row.sender_id == who.pk,
        "audience": in_words(row.audience, units),
        "sent_at": row.sent_at,
        "recalled_at": row.recalled_at,
        "sent_to": row.sent_to,
        "read": row.read,
    }


def _receipts(user: User) -> QuerySet[Receipt]:
    return Receipt.objects.filter(user=user).select_related("notice__sender")


def _not_found() -> Refused:
    return Refused("not_found", "没有这条通知", "通知不存在，或不是发给您的。", status=404)

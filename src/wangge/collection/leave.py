"""请假: asked by a collector, decided by the shift lead. What is granted takes him out of field tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from wangge.collection.models import LeaveRequest
from wangge.organisation import queries
from wangge.organisation.models import Leave, User
from wangge.standards.errors import Refused
from wangge.standards.repetition import must_repeat
from wangge.standards.workcalendar import ZONE

Status = LeaveRequest.Status
LONGEST = timedelta(days=366)
STANDING = (Status.ASKED, Status.GRANTED)


@dataclass(frozen=True, slots=True)
class Asked:
    request_id: UUID
    sort: str
    starts: datetime
    ends: datetime
    reason: str
    digest: str
    at: datetime


def ask(user: User, asked: Asked, now: datetime) -> tuple[LeaveRequest, bool]:
    """(the request, whether it is new). Raises Refused `id_reused`, `bad_period`, `leave_overlaps` (409)."""
    with transaction.atomic():
        _one_at_a_time(user)
        found = LeaveRequest.objects.filter(user=user, request_id=asked.request_id).first()
        if found is not None:
            must_repeat(found.body_hash, asked.digest, "请假")
            return found, False
        _must_fit(user, asked, now)
        return LeaveRequest.objects.create(
            user=user,
            request_id=asked.request_id,
            body_hash=asked.digest,
            sort=asked.sort,
            starts=asked.starts,
            ends=asked.ends,
            reason=asked.reason,
            asked_at=asked.at,
        ), True


def decide(decider: User, leave_id: int, granted: bool, opinion: str, now: datetime) -> LeaveRequest:
    """The decided request; the same decision by the same person again is the same act.

    Raises Refused `not_found`, `own_request` (403), `already_decided` (409), `missing_field`.
    """
    with transaction.atomic():
        row = _locked(LeaveRequest.objects.filter(pk=leave_id))
        if row.user_id == decider.pk:
            raise Refused("own_request", "不能审批自己的请假", "请由其他值班长审批，申请未改变。", status=403)
        wanted = Status.GRANTED if granted else Status.REFUSED
        if row.status != Status.ASKED:
            if row.status == wanted and row.decided_by_id == decider.pk:
                return row
            raise _decided(row)
        if not granted and not opinion:
            raise Refused("missing_field", "缺少审批意见", "不批准时请写明理由，申请未改变。", field="opinion")
        row.status, row.decided_by, row.decided_at, row.opinion = wanted, decider, now, opinion
        if granted:
            row.absence = Leave.objects.create(
                user_id=row.user_id, starts=row.starts, ends=row.ends, reason=row.get_sort_display()
            )
        row.save()
        return row


def withdraw(user: User, request_id: UUID, now: datetime) -> LeaveRequest:
    """Undecided or not begun: 撤回; begun: 销假, the absence ends now. Done twice it is done once.

    Raises Refused `not_found`, `leave_over` (409).
    """
    with transaction.atomic():
        row = _locked(LeaveRequest.objects.filter(user=user, request_id=request_id))
        if row.status in (Status.WITHDRAWN, Status.ENDED):
            return row
        if row.status == Status.REFUSED or row.ends <= now:
            raise Refused("leave_over", "不能再撤回", "这次请假未获批准或已经结束，记录未改变。", status=409)
        begun = row.status == Status.GRANTED and row.starts < now
        absence = row.absence
        row.status = Status.ENDED if begun else Status.WITHDRAWN
        if absence is not None and begun:
            absence.ends = now
            absence.save(update_fields=["ends"])
        elif absence is not None:
            row.absence = None
        row.save()
        if absence is not None and not begun:
            absence.delete()
        return row


def listed(rows: QuerySet[LeaveRequest], most: int) -> list[dict[str, Any]]:
    return [shown(row) for row in rows.select_related("user", "decided_by")[:most]]


def shown(row: LeaveRequest) -> dict[str, Any]:
    return {
        "id": row.pk,
        "request_id": row.request_id,
        "user": {"id": row.user_id, "name": row.user.name},
        "sort": row.sort,
        "sort_label": row.get_sort_display(),
        "starts": row.starts,
        "ends": row.ends,
        "reason": row.reason,
        "status": row.status,
        "status_label": row.get_status_display(),
        "asked_at": row.asked_at,
        "decided_at": row.decided_at,
        "decided_by": row.decided_by.name if row.decided_by else None,
        "opinion": row.opinion,
    }


def shift_leads() -> list[str]:
    """Names of those who may decide."""
    return [post.name for post in queries.posts_in("shift_lead")]


def _must_fit(user: User, asked: Asked, now: datetime) -> None:
    if asked.ends <= asked.starts or asked.ends <= now or asked.ends - asked.starts > LONGEST:
        text = "结束时间应晚于开始时间和现在，且不超过一年。没有提交，内容已保留。"
        raise Refused("bad_period", "请假时间不对", text, field="ends")
    over = {"starts__lt": asked.ends, "ends__gt": asked.starts}
    own = LeaveRequest.objects.filter(user=user, status__in=STANDING, **over).order_by("starts").first()
    period: LeaveRequest | Leave | None = own or Leave.objects.filter(user=user, **over).order_by("starts").first()
    if period is not None:
        text = f"与 {_span(period)} 的请假重叠，请调整时间或先撤回原申请。没有提交，内容已保留。"
        raise Refused("leave_overlaps", "请假时间重叠", text, status=409)


def _span(period: LeaveRequest | Leave) -> str:
    first, last = (moment.astimezone(ZONE) for moment in (period.starts, period.ends))
    return f"{first:%-m月%-d日 %H:%M} 至 {last:%-m月%-d日 %H:%M}"


def _locked(rows: QuerySet[LeaveRequest]) -> LeaveRequest:
    found = rows.select_for_update(of=("self",)).select_related("user", "decided_by").first()
    if found is None:
        raise Refused("not_found", "没有这份请假申请", "申请不存在，或不是您的申请。", status=404)
    return found


def _decided(row: LeaveRequest) -> Refused:
    by = f"已由{row.decided_by.name}审批" if row.decided_by else "已由本人撤回"
    text = f"申请{by}，现为“{row.get_status_display()}”。您的意见没有保存。"
    return Refused("already_decided", "申请已处理", text, status=409, leave_status=row.status)


def _one_at_a_time(user: User) -> None:
    """Two requests of a person at the same moment: the second waits and sees the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [f"leave:{user.pk}"])

"""点名: the shift lead calls, people answer with where they are until a moment. Silence is 未应答, never 缺勤."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from wangge.collection import attendance
from wangge.collection.models import RollCall, RollCallLine
from wangge.collection.place import Fix, in_words, placing
from wangge.geocoding.reverse import where
from wangge.organisation import queries
from wangge.organisation.models import Post, User
from wangge.standards.errors import Refused
from wangge.standards.ids import uuid7
from wangge.standards.repetition import must_repeat

STATES = {"waiting": "待应答", "answered": "已应答", "late": "超时应答", "silent": "未应答"}


@dataclass(frozen=True, slots=True)
class Calling:
    """`people` None: everybody who is 在岗."""

    call_id: UUID
    minutes: int
    people: list[int] | None
    note: str
    digest: str


def call(caller: User, asked: Calling, now: datetime) -> tuple[RollCall, bool]:
    """(the roll call, whether it is new). Raises Refused `id_reused`, `nobody_to_call` (409), `not_a_collector`."""
    with transaction.atomic():
        told = {
            "id": uuid7(),
            "body_hash": asked.digest,
            "note": asked.note,
            "called_at": now,
            "until": now + timedelta(minutes=asked.minutes),
        }
        row, new = RollCall.objects.get_or_create(caller=caller, call_id=asked.call_id, defaults=told)
        must_repeat(row.body_hash, asked.digest, "点名")
        if new:
            people = _called(asked.people, now)
            RollCallLine.objects.bulk_create(RollCallLine(call=row, user_id=user) for user in people)
    return row, new


def _called(named: list[int] | None, now: datetime) -> list[int]:
    known = {post.user for post in queries.collectors()}
    wanted = attendance.on_duty(now) & known if named is None else set(named)
    if strangers := wanted - known:
        raise Refused("not_a_collector", "名单有误", f"人员 {min(strangers)} 不是在册采集员。没有发起点名。")
    if not wanted:
        text = "现在没有已上班打卡的采集员。可指定人员点名。没有发起点名。"
        raise Refused("nobody_to_call", "没有可点名的人员", text, status=409)
    return sorted(wanted)


@dataclass(frozen=True, slots=True)
class Answer:
    at: datetime
    fix: Fix | None
    digest: str


def answer(user: User, post: Post, call_id: UUID, told: Answer, now: datetime) -> RollCallLine:
    """The first answer stands. Raises Refused `not_found`, `already_answered` (409)."""
    with transaction.atomic():
        line = RollCallLine.objects.select_for_update().filter(call_id=call_id, user=user).first()
        if line is None:
            raise Refused("not_found", "没有这次点名", "点名不存在，或没有点到您。", status=404)
        if line.answered_at is not None:
            if line.body_hash == told.digest:
                return line
            raise Refused("already_answered", "已经应答过", "以第一次应答为准，记录未改变。", status=409)
        own = sorted(post.duty_grids.values_list("code", flat=True))
        for name, value in placing(told.fix, own).columns().items():
            setattr(line, name, value)
        line.answered_at, line.received_at, line.body_hash = told.at, now, told.digest
        line.save()
        return line


def state(line: RollCallLine, now: datetime) -> str:
    """waiting until the moment is over, then silent; answered in time or late by the device's corrected time."""
    if line.answered_at is not None:
        return "answered" if line.answered_at <= line.call.until else "late"
    return "waiting" if now < line.call.until else "silent"


def mine(user: User, now: datetime, most: int = 30) -> list[dict[str, Any]]:
    """Calls to the person, the newest first."""
    lines = RollCallLine.objects.filter(user=user).select_related("call__caller", "duty_grid").order_by("-id")[:most]
    return [_head(line.call, line.call.caller.name) | {"mine": line_shown(line, now)} for line in lines]


def recent(most: int) -> list[dict[str, Any]]:
    """For the centre: newest first, with counts."""
    rows = _counted(RollCall.objects.order_by("-called_at"))[:most]
    return [_summary(row) for row in rows]


def result(call_id: UUID, now: datetime) -> dict[str, Any]:
    """One roll call with everybody's line. Raises Refused `not_found`."""
    row = _counted(RollCall.objects.filter(pk=call_id)).first()
    if row is None:
        raise Refused("not_found", "没有这次点名", "点名不存在。", status=404)
    lines = row.lines.select_related("call", "user", "duty_grid").order_by("id")
    return _summary(row) | {"lines": [_named(line, now) for line in lines]}


def _counted(rows: QuerySet[RollCall]) -> QuerySet[RollCall]:
    in_time = Q(lines__answered_at__lte=F("until"))
    return rows.select_related("caller").annotate(
        called=Count("lines"), answered=Count("lines", filter=in_time), any_answer=Count("lines__answered_at")
    )


def _head(row: RollCall, caller: str) -> dict[str, Any]:
    return {"id": row.pk, "caller": caller, "note": row.note, "called_at": row.called_at, "until": row.until}


def _summary(row: Any) -> dict[str, Any]:
    counts = {"called": row.called, "answered": row.answered, "late": row.any_answer - row.answered}
    return _head(row, row.caller.name) | counts | {"silent": row.called - row.any_answer}


def _named(line: RollCallLine, now: datetime) -> dict[str, Any]:
    return {"id": line.user_id, "name": line.user.name, "phone": line.user.phone} | line_shown(line, now)


def line_shown(line: RollCallLine, now: datetime) -> dict[str, Any]:
    grid, found = line.duty_grid, state(line, now)
    lon, lat = (None if v is None else float(v) for v in (line.lon, line.lat))
    said = in_words(line.place, grid.name if grid else "责任网格", line.metres_off) if line.answered_at else ""
    return {
        "state": found,
        "state_label": STATES[found],
        "answered_at": line.answered_at,
        "place": line.place,
        "metres_off": line.metres_off,
        "said": said,
        "address": "" if lon is None or lat is None else where(lon, lat).address,
        "lon": lon,
        "lat": lat,
        "accuracy": line.accuracy,
    }

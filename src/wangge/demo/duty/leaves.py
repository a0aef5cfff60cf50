"""Leave that collectors of the sample county have asked for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from wangge.collection.models import LeaveRequest, Origin
from wangge.organisation import queries
from wangge.organisation.models import Leave
from wangge.organisation.queries import PostFacts

SPACE = uuid.UUID("5b1f4a52-7d1c-5d1e-9a35-6a0c1f7e2d11")
Sort: TypeAlias = LeaveRequest.Sort
Status: TypeAlias = LeaveRequest.Status


@dataclass(frozen=True, slots=True)
class Wish:
    """`place`: of the collector from the end of the list; `days` from today, `length` in days."""

    place: int
    days: int
    length: int
    sort: Sort
    reason: str
    status: Status
    opinion: str = ""


WISHES = (
    Wish(1, 0, 2, Sort.SICK, "感冒发热，需就医", Status.GRANTED, "同意，注意休息"),
    Wish(9, 1, 1, Sort.SWAP, "上周日加班调休", Status.ASKED),
    Wish(14, 3, 2, Sort.PRIVATE, "家中有事", Status.ASKED),
    Wish(20, -3, 1, Sort.PRIVATE, "外出办事", Status.REFUSED, "当日人手不足，请改期"),
)


def ask(seed: int, now: datetime, people: Sequence[PostFacts]) -> int:
    """How many were made: only where the county has none yet and people enough, since leave is asked seldom."""
    if LeaveRequest.objects.exists() or len(people) < max(wish.place for wish in WISHES):
        return 0
    (lead, *_) = queries.posts_in("shift_lead")
    for wish in WISHES:
        _ask(wish, people[-wish.place].user, lead.user, uuid.uuid5(SPACE, f"{seed}:{now.date()}:{wish.place}"), now)
    return len(WISHES)


def _ask(wish: Wish, user: int, lead: int, key: uuid.UUID, now: datetime) -> None:
    starts = now.replace(hour=7, minute=30, second=0, microsecond=0) + timedelta(days=wish.days)
    ends = starts + timedelta(days=wish.length - 1, hours=12)
    asked = min(now, starts) - timedelta(hours=14)
    row = LeaveRequest(
        user_id=user,
        request_id=key,
        sort=wish.sort,
        starts=starts,
        ends=ends,
        reason=wish.reason,
        status=wish.status,
        opinion=wish.opinion,
        asked_at=asked,
        origin=Origin.SIMULATION,
    )
    if wish.status != Status.ASKED:
        row.decided_by_id, row.decided_at = lead, asked + timedelta(minutes=25)
    if wish.status == Status.GRANTED:
        row.absence = Leave.objects.create(user_id=user, starts=starts, ends=ends, reason=wish.sort.label)
    row.save()

"""案件动态: what happened to a person's own tasks and reports, or to a unit's cases, with how far he has looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.acting import standing
from wangge.cases.queries.personal import Page, personal
from wangge.messaging.models import SeenUpTo
from wangge.organisation.auth import Acting
from wangge.organisation.models import User
from wangge.rules.rulebook import rulebook


def news(who: Acting, page: Page, now: datetime) -> dict[str, Any]:
    """{items, seen_up_to}: of the last week, the newest first."""
    items = personal(standing(who), page, rulebook(), now)
    return {"items": items, "seen_up_to": seen_up_to(who.user)}


def seen_up_to(user: User) -> int:
    return SeenUpTo.objects.filter(user=user).values_list("position", flat=True).first() or 0


def look(user: User, position: int) -> int:
    """Never backwards; answers how far he has looked now."""
    row, new = SeenUpTo.objects.get_or_create(user=user, defaults={"position": position})
    if not new and position > row.position:
        SeenUpTo.objects.filter(user=user, position__lt=position).update(position=position)
    return max(row.position, position)

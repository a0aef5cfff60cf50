"""Notices of the sample county, and who has read them by now."""

from __future__ import annotations

import random
import tomllib
import uuid
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from wangge.messaging.models import Notice, Receipt
from wangge.organisation import queries

SPACE = uuid.UUID("5b1f4a52-7d1c-5d1e-9a35-6a0c1f7e2d13")
READ, MEAN = 0.8, 40.0  # share that reads at all, minutes until they do


def send(seed: int, now: datetime) -> int:
    """Those whose hour has come and that are not there yet; how many."""
    told = files("wangge.demo.duty") / "data" / "notices.toml"
    return sum(_send(seed, now, one) for one in tomllib.loads(told.read_text(encoding="utf-8"))["notice"])


def _send(seed: int, now: datetime, told: dict[str, Any]) -> int:
    sent = datetime.combine(now.date() - timedelta(days=told["days"]), told["at"], now.tzinfo)
    key = uuid.uuid5(SPACE, f"{seed}:{sent.date()}:{told['title']}")
    senders = queries.posts_in(told["role"])
    if sent > now or not senders or Notice.objects.filter(notice_id=key).exists():
        return 0
    sender = senders[0]
    row = Notice.objects.create(
        id=key,
        notice_id=key,
        sender_id=sender.user,
        sender_title=sender.title,
        title=told["title"],
        text=told["text"],
        urgent=told["urgent"],
        audience={"roles": told["to"], "units": [], "people": []},
        sent_at=sent,
        origin="simulation",
    )
    chance = random.Random(str(key))
    readers = {post.user for role in told["to"] for post in queries.posts_in(role)} - {sender.user}
    Receipt.objects.bulk_create(_receipt(row, user, chance, now) for user in sorted(readers))
    return 1


def _receipt(row: Notice, user: int, chance: random.Random, now: datetime) -> Receipt:
    at = row.sent_at + timedelta(minutes=chance.expovariate(1 / MEAN))
    return Receipt(notice=row, user_id=user, read_at=at if at < now and chance.random() < READ else None)

"""Positions are personal: they go when their time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from wangge.positioning.models import PositionBatch
from wangge.rules.rulebook import rulebook

SLICE = 50_000
REMOVE = """
DELETE FROM positioning_position WHERE (user_id, at) IN (
  SELECT user_id, at FROM positioning_position WHERE at < %s LIMIT %s)
"""


def remove_old(now: datetime) -> int:
    """Removes one slice of what is older than `positions_kept_days`, and old batches; the points removed.

    Call it, each time in a transaction of its own, until it answers less than SLICE.
    """
    oldest = now - timedelta(days=rulebook().setting("positions_kept_days"))
    PositionBatch.objects.filter(received_at__lt=oldest).delete()
    with connection.cursor() as cursor:
        cursor.execute(REMOVE, [oldest, SLICE])
        return int(cursor.rowcount)

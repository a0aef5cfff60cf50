"""The one row that tells every process that the rule books changed."""

from __future__ import annotations

import uuid

from django.db import connection
from django.db.models import F

from wangge.rules.models import Revision


def bump() -> None:
    """Make every cached rule book stale. Signals call it on save and delete; call it yourself after bulk changes."""
    if not _renew():
        Revision.objects.bulk_create([Revision(id=1)], ignore_conflicts=True)
        _renew()


def token() -> uuid.UUID | None:
    """The token of the rules as this transaction sees them; None before anything was entered."""
    with connection.cursor() as cursor:  # asked before every decision: the ORM takes four times as long
        cursor.execute("SELECT token FROM rules_revision WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else None


def _renew() -> bool:
    return bool(Revision.objects.filter(id=1).update(number=F("number") + 1, token=uuid.uuid4()))

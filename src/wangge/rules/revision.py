"""The one row that tells every process that the rule books changed."""

from __future__ import annotations

import uuid

from django.db.models import F

from wangge.rules.models import Revision


def bump() -> None:
    """Make every cached rule book stale. Signals call it on save and delete; call it yourself after bulk changes."""
    if not _renew():
        Revision.objects.bulk_create([Revision(id=1)], ignore_conflicts=True)
        _renew()


def token() -> uuid.UUID | None:
    """The token of the rules as this transaction sees them; None before anything was entered."""
    return Revision.objects.filter(id=1).values_list("token", flat=True).first()


def _renew() -> bool:
    return bool(Revision.objects.filter(id=1).update(number=F("number") + 1, token=uuid.uuid4()))

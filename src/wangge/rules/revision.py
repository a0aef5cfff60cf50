"""The one row that tells every process that the rule books changed."""

from __future__ import annotations

import uuid

from django.db.models import F

from wangge.rules.models import Revision


def bump() -> None:
    """Make every cached rule book stale. Signals call it on save and delete; call it yourself after bulk changes."""
    token = uuid.uuid4()
    if not Revision.objects.filter(id=1).update(number=F("number") + 1, token=token):
        Revision.objects.create(id=1, number=1, token=token)


def token() -> uuid.UUID | None:
    """The token of the rules as this transaction sees them; None before anything was entered."""
    return Revision.objects.filter(id=1).values_list("token", flat=True).first()

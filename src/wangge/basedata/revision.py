"""The newest GridRevision: what every index and cached layer follows."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from wangge.basedata.models import GridRevision


class Revision(NamedTuple):
    """`token` tells two changes apart that had one number, since a rolled-back change gives its number back."""

    number: int
    token: UUID | None


NOTHING = Revision(0, None)


def newest() -> Revision:
    """As this transaction sees it: one read of one row."""
    row = GridRevision.objects.order_by("-number").values_list("number", "token").first()
    return Revision(*row) if row else NOTHING


def bump(source: str, note: str = "") -> Revision:
    """Call it in the transaction that changed grids, divisions, roads, features or places. Changes wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' grids'))")
    row = GridRevision.objects.create(
        number=newest().number + 1, token=uuid4(), at=timezone.now(), source=source, note=note
    )
    return Revision(row.number, row.token)


def has_source(source: str) -> bool:
    """Whether a change from this source was made before."""
    return GridRevision.objects.filter(source=source).exists()

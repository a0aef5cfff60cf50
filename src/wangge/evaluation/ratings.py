"""What other subsystems may ask of the evaluation (cases.ports.Ratings)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from wangge.cases.ports import Rating
from wangge.evaluation.evaluate import Asked, evaluate
from wangge.evaluation.shown import shown
from wangge.standards.evaluation.groups import NONE


def ratings(scheme: str, rate: str, group_by: str, first: date, last: date) -> list[Rating]:
    """As the evaluation's own pages show them; what belongs to nobody is left out."""
    found = shown(evaluate(Asked(scheme, first, last, group_by=group_by), timezone.now()))
    return [_rating(group, rate) for group in found["groups"] if group["key"] != NONE]


def _rating(group: dict[str, Any], rate: str) -> Rating:
    return Rating(
        **{name: group[name] for name in ("key", "name", "group", "score", "grade", "rank")},
        **group["rates"][rate],
    )

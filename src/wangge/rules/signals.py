"""Any change of a rules table makes the rule book new; a change of the calendar is also announced."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from wangge.organisation.models import Department
from wangge.rules import models, revision

# Sent inside the changing transaction, without arguments but the sender (the model): open deadlines may have moved.
calendar_changed = Signal()

CALENDAR = (models.DayOverride, models.PublishedYear, models.WorkPlanRow)
WATCHED: tuple[type[Model], ...] = (
    *CALENDAR,
    models.ClassRow,
    models.FilingRuleRow,
    models.StageLimit,
    models.Route,
    models.Setting,
    models.StockPhrase,
    Department,
)


def changed(sender: type[Model], **_: Any) -> None:
    """Receiver of save and delete; after a bulk change call it with the model."""
    revision.bump()
    if sender in CALENDAR:
        calendar_changed.send(sender=sender)


def connect() -> None:
    for model in WATCHED:
        post_save.connect(changed, sender=model, dispatch_uid=f"rules_{model.__name__}_saved")
        post_delete.connect(changed, sender=model, dispatch_uid=f"rules_{model.__name__}_deleted")

"""A row saved or deleted one by one makes a new GridRevision; bulk changes call `revision.bump` themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from wangge.basedata import models, revision

WATCHED: tuple[type[Model], ...] = (
    models.Division,
    models.DutyGrid,
    models.MapFeature,
    models.Place,
    models.Road,
    models.UnitGrid,
)


def changed(sender: type[Model], instance: Model, **_: Any) -> None:
    revision.bump("edit", f"{sender._meta.verbose_name} {instance.pk}"[:200])


def connect() -> None:
    for model in WATCHED:
        post_save.connect(changed, sender=model, dispatch_uid=f"basedata_{model.__name__}_saved")
        post_delete.connect(changed, sender=model, dispatch_uid=f"basedata_{model.__name__}_deleted")

"""The house's floors, read from Django's model graph: no foreign key points upward or sideways."""

from __future__ import annotations

import django.contrib.auth.models
import pytest
from django.apps import apps
from django.db import models

SUBSYSTEMS = "collection evaluation messaging positioning".split()  # one floor, side by side
FLOORS = ["basedata", "geocoding", "organisation", "rules", "evidence", "cases", "subsystems", "demo", "web"]
OURS = [model for model in apps.get_models() if model.__module__.startswith("wangge.")]


def links(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    return [f for f in (*model._meta.fields, *model._meta.many_to_many) if f.is_relation]


def floor(model: type[models.Model]) -> int:
    label = model._meta.app_label
    return FLOORS.index("subsystems" if label in SUBSYSTEMS else label)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_relations_point_only_to_the_same_or_a_lower_floor(model: type[models.Model]) -> None:
    own = floor(model)
    for field in links(model):
        target = field.related_model
        assert isinstance(target, type)
        if target is django.contrib.auth.models.Permission or target is django.contrib.auth.models.Group:
            continue
        below = floor(target) < own or target._meta.app_label == model._meta.app_label
        assert below, f"{model._meta.label}.{field.name}"


def test_no_relation_out_of_events_cascades() -> None:
    event = apps.get_model("cases", "Event")
    remote = {f.name: f.remote_field.on_delete for f in event._meta.fields if f.is_relation and f.remote_field}
    assert remote == {"case": models.DO_NOTHING}

"""The map layer `collectors`: where each was seen last, and how they went, for the centre only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from wangge.basedata.asked import Asked, Box
from wangge.cases.ports import Layer, Mark, Track
from wangge.organisation.auth import Acting
from wangge.organisation.models import Role
from wangge.positioning import queries

CENTRE = (Role.SHIFT_LEAD, Role.OPERATOR, Role.DISPATCHER, Role.LEADER)


def collectors(asked: Asked) -> dict[str, Any]:
    """Raises Refused `forbidden` for anybody else: colleagues and units do not see where people are."""
    acting: Acting = asked.acting
    acting.having(*CENTRE)
    found = queries.collectors(timezone.now())
    inside = [one for one in found if asked.bbox is None or _within(one, asked.bbox)]
    return {"type": "FeatureCollection", "features": [_feature(one) for one in inside]}


def marks(now: datetime) -> list[Mark]:
    return [Mark(str(one["id"]), one["name"], one["at"], one["lon"], one["lat"]) for one in queries.collectors(now)]


def tracks(first: datetime, end: datetime) -> list[Track]:
    return [Track(str(user), name, points) for user, name, points in queries.ways(first, end)]


LAYER = Layer("collectors", "采集员", "mover", CENTRE, marks, tracks)
"""The collectors on the big screen."""


def _within(one: dict[str, Any], box: Box) -> bool:
    return box.west <= float(one["lon"]) <= box.east and box.south <= float(one["lat"]) <= box.north


def _feature(one: dict[str, Any]) -> dict[str, Any]:
    told = {name: one[name] for name in ("id", "name", "age_seconds", "accuracy")}
    return {
        "type": "Feature",
        "id": one["id"],
        "geometry": {"type": "Point", "coordinates": [one["lon"], one["lat"]]},
        "properties": told | {"at": one["at"].isoformat()},
    }

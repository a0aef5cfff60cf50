"""The map layer `collectors`: where each was seen last, for the centre only."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wangge.basedata.asked import Asked, Box
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

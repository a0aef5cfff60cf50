"""The map layer `cases`. It stands before `/map/{layer}` of the base data, so that its own rules of sight hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from wangge.cases.acting import standing
from wangge.cases.api import asking, samples
from wangge.cases.queries.pins import pins
from wangge.cases.rules_now import rules_now
from wangge.organisation.auth import acting

router = Router(tags=["地图"])
PIN = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [112.84012, 32.68045]},
    "properties": {"case_no": "41132826061000013", "kind": "event", "lamp": "green", "state": "disposing"},
}


@router.get(
    "/map/cases",
    summary="案件图层",
    response={200: dict[str, Any]},
    openapi_extra=samples.example({"type": "FeatureCollection", "features": [PIN]}),
)
def map_cases(request: HttpRequest, bbox: str = "", zoom: float = 0) -> dict[str, Any]:
    """范围内未办结的案件，GeoJSON；`lamp` 是当前时限的灯（处置中看处置时限，其余看环节时限）。"""
    found = standing(acting(request))
    return pins(bbox, found.sight, asking.asker(found), rules_now().book, timezone.now())

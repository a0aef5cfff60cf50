"""What a map asks for: a layer's box and zoom."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from wangge.standards.errors import Refused


class Box(NamedTuple):
    """Degrees."""

    west: float
    south: float
    east: float
    north: float


class Asked(NamedTuple):
    """`bbox` None is everything; `acting` is the request's person, for layers not everyone sees alike."""

    bbox: Box | None
    zoom: float
    acting: Any = None


def read_bbox(text: str | None) -> Box | None:
    """`west,south,east,north`; Refused `bad_bbox` for anything else. Empty or missing is None."""
    if not text:
        return None
    try:
        box = Box(*(float(part) for part in text.split(",")))
    except (ValueError, TypeError):
        raise _refused(text) from None
    if not all(map(math.isfinite, box)) or box.west > box.east or box.south > box.north:
        raise _refused(text)
    return box


def _refused(text: str) -> Refused:
    return Refused("bad_bbox", "地图范围有误", f"bbox 应为“西,南,东,北”四个经纬度，收到的是 {text[:80]}。")

"""Likely duplicates: open cases of the same class near by and lately (subsystems.md §1: ≤ 50 m, ≤ 24 h)."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from wangge.basedata import coordinates
from wangge.cases.queries.listing import fetch
from wangge.cases.visibility import Sight
from wangge.rules.rulebook import Rulebook
from wangge.standards.lifecycle.names import STATE_LABELS, State

NEAR = """
SELECT c.id, c.case_no, c.class_code, c.state, c.reported_at, c.lon, c.lat, c.address, c.lead_unit,
  ({seen}) AS visible,
  (SELECT m.media_id FROM cases_casemedia m JOIN evidence_media e ON e.id = m.media_id AND e.kind = 'photo'
   WHERE m.case_id = c.id ORDER BY m.id LIMIT 1) AS photo
FROM cases_case c
WHERE c.lon BETWEEN %s AND %s AND c.lat BETWEEN %s AND %s AND c.reported_at >= %s
  AND (%s::varchar IS NULL OR c.class_code = %s) AND c.case_no <> %s
  AND c.state <> ALL(ARRAY['closed', 'rejected', 'voided', 'merged', 'invalid'])
ORDER BY c.id DESC LIMIT 200
"""
METRES_PER_DEGREE = 111_320


def near(
    lon: float,
    lat: float,
    class_code: str | None,
    book: Rulebook,
    now: datetime,
    sight: Sight,
    but: str = "",
    metres: int | None = None,
) -> list[dict[str, Any]]:
    """Nearest first; without a class, cases of any class. `visible`: whether the asker may open it."""
    radius = metres or int(book.setting("duplicate_metres"))
    since = now - timedelta(hours=int(book.setting("duplicate_hours")))
    dy = radius / METRES_PER_DEGREE
    dx = dy / math.cos(math.radians(lat))
    box = [lon - dx, lon + dx, lat - dy, lat + dy]
    seen, values = sight.where()
    rows = fetch(NEAR.format(seen=seen), [*values, *box, since, class_code, class_code, but])
    found = [(coordinates.distance((lon, lat), (float(r["lon"]), float(r["lat"]))), r) for r in rows]
    return [_item(r, d, book) for d, r in sorted(found, key=lambda pair: pair[0]) if d <= radius]


def _item(row: dict[str, Any], metres: float, book: Rulebook) -> dict[str, Any]:
    return {
        "case_no": row["case_no"],
        "class_code": row["class_code"],
        "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
        "state": row["state"],
        "state_label": STATE_LABELS[State(row["state"])],
        "reported_at": row["reported_at"],
        "address": row["address"],
        "lon": float(row["lon"]),
        "lat": float(row["lat"]),
        "distance_m": round(metres, 1),
        "visible": row["visible"],
        "photo": str(row["photo"]) if row["photo"] and row["visible"] else None,
    }

"""Cases as pins of the map layer `cases`: open ones in the box, what the asker may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import Asked, clauses, fetch, joined
from wangge.cases.queries.lists import Asker
from wangge.cases.visibility import Sight
from wangge.rules.rulebook import Rulebook
from wangge.standards.lamps import lamp
from wangge.standards.lifecycle.names import STAGE_OF, State

MOST = 5000
PINS = """
SELECT c.case_no, c.lon, c.lat, c.kind, c.class_code, c.state, c.urgent, c.deadline, c.warn_at, c.completed_at,
       c.stage_deadline, c.stage_warn_at FROM cases_case c
"""


def pins(bbox: str, sight: Sight, who: Asker, book: Rulebook, now: datetime) -> dict[str, Any]:
    """A GeoJSON FeatureCollection, the newest first, at most MOST."""
    where, params = joined(clauses(Asked(bbox=bbox), sight, who, now))
    rows = fetch(
        f"{PINS} WHERE c.ended_at IS NULL AND c.lon IS NOT NULL AND {where} ORDER BY c.id DESC LIMIT {MOST}", params
    )
    return {"type": "FeatureCollection", "features": [pin(r, book, now) for r in rows]}


def pin(row: dict[str, Any], book: Rulebook, now: datetime) -> dict[str, Any]:
    """`due` and `warn` are those of the running clock, by which `lamp` was judged and will change."""
    state = State(row["state"])
    own = state is State.DISPOSING
    due, warn = (row["deadline"], row["warn_at"]) if own else (row["stage_deadline"], row["stage_warn_at"])
    return {
        "type": "Feature",
        "id": row["case_no"],
        "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
        "properties": {
            "case_no": row["case_no"],
            "kind": row["kind"],
            "class_code": row["class_code"],
            "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
            "state": state.value,
            "stage": STAGE_OF[state].value,
            "urgent": row["urgent"],
            "suspended": state is State.SUSPENDED,
            "lamp": lamp(due, warn, now),
            "due": due,
            "warn": warn,
            "disposal_lamp": lamp(row["deadline"], row["warn_at"], row["completed_at"] or now),
        },
    }

"""Cases as the screen lists them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.queries.shown import degrees, named
from wangge.rules.rulebook import Rulebook
from wangge.standards.lamps import lamp
from wangge.standards.lifecycle.names import STAGE_OF, STATE_LABELS, State

COLUMNS = (
    "c.id, c.case_no, c.kind, c.class_code, c.state, c.urgent, c.address, c.lead_unit, c.reported_at, c.deadline, "
    "c.warn_at, c.completed_at, c.ended_at, c.stage_deadline, c.stage_warn_at, c.lon, c.lat, c.grid"
)


def row(found: dict[str, Any], book: Rulebook, units: dict[str, str], now: datetime) -> dict[str, Any]:
    """`found` has COLUMNS; `lamp` is the disposal clock's."""
    state = State(found["state"])
    judged = found["completed_at"] or found["ended_at"] or now
    return {
        "case_no": found["case_no"],
        "kind": found["kind"],
        "class_code": found["class_code"],
        "class_name": book.class_name(found["class_code"]) if found["class_code"] else None,
        "state": state.value,
        "state_label": STATE_LABELS[state],
        "stage": STAGE_OF[state].value,
        "urgent": found["urgent"],
        "address": found["address"],
        "unit": named(found["lead_unit"], units),
        "reported_at": found["reported_at"],
        "deadline": found["deadline"],
        "lamp": lamp(found["deadline"], found["warn_at"], judged),
        "lon": degrees(found["lon"]),
        "lat": degrees(found["lat"]),
    }

"""The last acts, as lines to read and as changes to the map."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.queries.events import label_of
from wangge.cases.queries.listing import fetch
from wangge.cases.queries.pins import pin
from wangge.cases.queries.shown import departments
from wangge.rules.rulebook import Rulebook, rulebook

COLUMNS = """
SELECT o.position, e.action, e.role, e.data, e.received_at, e.to_state, c.case_no, c.lon, c.lat, c.kind, c.class_code,
       c.state, c.urgent, c.deadline, c.warn_at, c.completed_at, c.stage_deadline, c.stage_warn_at, c.address,
       c.lead_unit, c.ended_at
FROM cases_eventorder o JOIN cases_event e ON e.id = o.event JOIN cases_case c ON c.id = e.case_id
"""
LAST = COLUMNS + "ORDER BY o.position DESC LIMIT %s"
NEXT = COLUMNS + "WHERE o.position > %s ORDER BY o.position LIMIT %s"


def recent(after: int | None, limit: int, now: datetime) -> dict[str, Any]:
    """The last ones, or those behind a cursor; the oldest first. `more`: that there are further ones behind."""
    rows = fetch(LAST, [limit])[::-1] if after is None else fetch(NEXT, [after, limit])
    book, units = rulebook(), departments()
    items = [_line(found, book, units) | {"pin": _pin(found, book, now)} for found in rows]
    cursor = rows[-1]["position"] if rows else after or 0
    return {"cursor": cursor, "items": items, "more": after is not None and len(rows) == limit}


def _line(found: dict[str, Any], book: Rulebook, units: dict[str, str]) -> dict[str, Any]:
    code = found["lead_unit"]
    return {
        "cursor": found["position"],
        "case_no": found["case_no"],
        "at": found["received_at"],
        "action": found["action"],
        "label": label_of(found),
        "state": found["to_state"],
        "class_name": book.class_name(found["class_code"]) if found["class_code"] else None,
        "address": found["address"],
        "unit": units.get(code, code) if code else None,
    }


def _pin(found: dict[str, Any], book: Rulebook, now: datetime) -> dict[str, Any] | None:
    """The case as it is on the map now; None when it has ended or has no place."""
    return None if found["ended_at"] or found["lon"] is None else pin(found, book, now)

"""A collector's field tasks, the most urgent first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.cases.queries.shown import degrees, media_of
from wangge.cases.visibility import Sight
from wangge.rules.rulebook import Rulebook
from wangge.standards.lamps import lamp
from wangge.standards.lifecycle.names import SOURCE_LABELS

MINE = """
SELECT t.id, t.kind, t.sent_at, t.deadline, t.blind, c.id AS case_id, c.case_no, c.class_code, c.condition_id,
       c.address, c.description, c.lon, c.lat, c.grid, c.source, c.urgent, c.version, c.closing_condition
FROM cases_taskrow t JOIN cases_case c ON c.id = t.case_id
WHERE t.state = 'open' AND t.collector = %s ORDER BY t.deadline, t.id
"""
LABELS = {"verify": "核实", "check": "核查", "recheck": "复查"}
ANSWERS = {"verify": "answer_verification", "check": "answer_check", "recheck": "answer_recheck"}


def mine(user: int, book: Rulebook, now: datetime) -> list[dict[str, Any]]:
    rows = fetch(MINE, [user])
    photos = media_of([r["case_id"] for r in rows], Sight(user=user))
    return [_item(r, book, photos.get(r["case_id"], []), now) for r in rows]


def _item(row: dict[str, Any], book: Rulebook, photos: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    rule = book.filing_rule(row["condition_id"]) if row["condition_id"] else None
    return {
        "id": str(row["id"]),
        "kind": row["kind"],
        "label": LABELS[row["kind"]],
        "action": ANSWERS[row["kind"]],
        "case_no": row["case_no"],
        "version": row["version"],
        "class_code": row["class_code"],
        "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
        "condition": rule.condition if rule else None,
        "closing_condition": row["closing_condition"],
        "source": row["source"],
        "source_label": SOURCE_LABELS[row["source"]],
        "address": row["address"],
        "description": row["description"],
        "lon": degrees(row["lon"]),
        "lat": degrees(row["lat"]),
        "grid": row["grid"],
        "urgent": row["urgent"],
        "sent_at": row["sent_at"],
        "deadline": row["deadline"],
        "lamp": lamp(row["deadline"], _warn(row), now),
        "photos": photos,
    }


def _warn(row: dict[str, Any]) -> datetime:
    sent: datetime = row["sent_at"]
    due: datetime = row["deadline"]
    return sent + (due - sent) * 0.8

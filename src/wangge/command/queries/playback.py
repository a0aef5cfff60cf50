"""A past day as it was on the screen: what was open when it began, then every event with what it changed."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import Any

from wangge.cases.queries.events import label_of
from wangge.cases.queries.listing import fetch
from wangge.cases.queries.today import COUNTED, FIGURE_OF, STEPS
from wangge.command.days import Window
from wangge.command.queries.as_of import CHANGED, FIELDS, open_at, read
from wangge.standards.errors import Refused

EVENTS = f"""
SELECT e.case_id, e.seq, e.case_no, e.action, e.role, e.data, e.from_state, e.received_at, e.at, c.address, c.source,
       {CHANGED}, f.figure
FROM cases_event e JOIN cases_case c ON c.id = e.case_id
LEFT JOIN LATERAL (
    SELECT {FIGURE_OF} AS figure FROM cases_steprow s
    WHERE s.case_id = e.case_id AND s.event = e.id AND s.done_at >= %(start)s AND {COUNTED.replace("%s", "%(codes)s")}
    LIMIT 1) f ON TRUE
WHERE e.received_at >= %(from)s AND e.received_at < %(until)s AND (e.received_at, e.case_id, e.seq) > (%(from)s, %(case)s, %(seq)s)
ORDER BY e.received_at, e.case_id, e.seq LIMIT %(limit)s
"""
MILLISECOND = timedelta(milliseconds=1)
Place = tuple[datetime, int, int]


def playback(span: Window, cursor: str, limit: int) -> dict[str, Any]:
    """A page of the day's events; the first page has `open`, the cases open when it began."""
    after = _read(cursor) if cursor else (span.start, 0, 0)
    rows = fetch(EVENTS, _asked(span, after, limit + 1))
    last = rows[limit - 1] if len(rows) > limit else None
    return {
        "start": span.start,
        "until": span.until,
        "open": None if cursor else [{"case_no": no} | case for no, case in open_at(span.start).items()],
        "events": [_event(row, span) for row in rows[:limit]],
        "next_cursor": _written(last) if last else None,
    }


def _asked(span: Window, after: Place, limit: int) -> dict[str, Any]:
    return {
        "fields": FIELDS,
        "codes": list(STEPS),
        "start": span.start,
        "from": max(after[0], span.start),
        "case": after[1],
        "seq": after[2],
        "until": span.until,
        "limit": limit,
    }


def _event(row: dict[str, Any], span: Window) -> dict[str, Any]:
    """`at`: milliseconds since the day began, when the centre learned of it."""
    return {
        "at": (row["received_at"] - span.start) // MILLISECOND,
        "case_no": row["case_no"],
        "action": row["action"],
        "label": label_of(row),
        "address": row["address"],
        "figures": _figures(row, span),
        "changed": read(row["changed"]),
    }


def _figures(row: dict[str, Any], span: Window) -> list[str]:
    """In which of the day's figures the case counts from this event on: as queries.today counts them."""
    found = [row["figure"]] if row["figure"] else []
    if row["from_state"] is None and row["at"] >= span.start:
        found += ["reported", "accepted"] if row["source"] == "upper" else ["reported"]
    return found


def _written(row: dict[str, Any]) -> str:
    place = [row["received_at"].isoformat(), row["case_id"], row["seq"]]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _read(cursor: str) -> Place:
    try:
        at, case, seq = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), int(case), int(seq)
    except (ValueError, TypeError) as error:
        raise Refused("bad_cursor", "分页位置不对", "请从头重新读取。", status=422) from error

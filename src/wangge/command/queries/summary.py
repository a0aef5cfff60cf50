"""Today's figures: each stage against yesterday and last week at the same time, what is open, what is late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.basedata.models import Division
from wangge.cases.queries.listing import fetch
from wangge.cases.queries.today import FIGURES, stage_counts
from wangge.cases.visibility import Sight
from wangge.command.days import DAY, Window, windows

ALL = Sight(everything=True)
SLOT_MINUTES = 15
SLOTS = """
SELECT floor(extract(epoch FROM c.reported_at - %(start)s::timestamptz) / %(slot)s)::int AS slot, count(*) AS n
FROM cases_case c WHERE c.reported_at >= %(start)s AND c.reported_at < %(end)s GROUP BY 1
"""
STATES = "SELECT c.state, count(*) AS n FROM cases_case c WHERE c.ended_at IS NULL GROUP BY 1"
OPEN_THEN = """
SELECT (SELECT count(*) FROM cases_case c WHERE c.ended_at IS NULL AND c.reported_at <= %(at)s)
     + (SELECT count(*) FROM cases_case c WHERE c.ended_at > %(at)s AND c.reported_at <= %(at)s) AS n
"""
LATE = """
SELECT count(*) AS n, count(DISTINCT c.lead_unit) AS units
FROM cases_clockrow k JOIN cases_case c ON c.id = k.case_id AND c.lead_unit = k.unit
WHERE k.state = 'running' AND k.deadline < %s AND c.state IN ('dispatched', 'disposing')
"""


def summary(now: datetime) -> dict[str, Any]:
    spans = windows(now)
    counts = {name: stage_counts(ALL, span.start, span.until) for name, span in spans.items()}
    states = {row["state"]: row["n"] for row in fetch(STATES, [])}
    (late,) = fetch(LATE, [now])
    (then,) = fetch(OPEN_THEN, {"at": now - DAY})
    return {
        "as_of": now,
        "county": county(),
        "day": spans["today"].start.date(),
        "stages": {figure: {name: counts[name][figure] for name in spans} for figure in FIGURES},
        "states": states,
        "open": {"today": sum(states.values()), "yesterday": then["n"]},
        "late": {"cases": late["n"], "units": late["units"]},
        "reported": {name: _slots(span, now) for name, span in spans.items()},
        "slot_minutes": SLOT_MINUTES,
    }


def county() -> str:
    """Its name; empty before its divisions are loaded."""
    found = Division.objects.filter(level=Division.Level.COUNTY).order_by("code").values_list("name", flat=True)
    return found.first() or ""


def _slots(span: Window, now: datetime) -> list[int]:
    """Reports by quarter hours of the day; today's list ends with the quarter that runs."""
    end = min(span.start + DAY, now)
    found = fetch(SLOTS, {"start": span.start, "end": end, "slot": SLOT_MINUTES * 60})
    running = -(-int((end - span.start).total_seconds()) // (SLOT_MINUTES * 60))
    slots = [0] * max(running, 1)
    for row in found:
        slots[row["slot"]] = row["n"]
    return slots

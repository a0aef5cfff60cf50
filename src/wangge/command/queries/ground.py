"""What was reported lately, by unit grid and by class."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.command.days import midnight
from wangge.rules.rulebook import rulebook

TOP = 12
GRIDS = """
SELECT c.grid, count(*) AS n FROM cases_case c
WHERE c.reported_at >= %s AND c.reported_at <= %s AND c.grid IS NOT NULL AND c.state NOT IN ('rejected', 'invalid')
GROUP BY 1
"""
CLASSES = """
SELECT c.class_code, c.kind, count(*) AS n FROM cases_case c
WHERE c.reported_at >= %s AND c.reported_at <= %s AND c.class_code IS NOT NULL
  AND c.state NOT IN ('rejected', 'invalid')
GROUP BY 1, 2 ORDER BY n DESC, 1
"""


def _since(now: datetime, days: int) -> datetime:
    """Midnight, so that `days` local days are in it, today among them."""
    return midnight(now) - timedelta(days=days - 1)


def heat(now: datetime, days: int) -> dict[str, Any]:
    """Cases per unit grid, without refused and invalid ones."""
    since = _since(now, days)
    grids = {row["grid"]: row["n"] for row in fetch(GRIDS, [since, now])}
    return {"as_of": now, "since": since, "days": days, "grids": grids}


def classes(now: datetime, days: int) -> dict[str, Any]:
    """The most frequent classes, and how many there are of each kind and major."""
    since, book = _since(now, days), rulebook()
    rows = fetch(CLASSES, [since, now])
    kinds: Counter[str] = Counter()
    for row in rows:
        kinds[row["kind"]] += row["n"]
    top = [
        {
            "class_code": row["class_code"],
            "class_name": book.class_name(row["class_code"]),
            "kind": row["kind"],
            "n": row["n"],
        }
        for row in rows[:TOP]
    ]
    kinds_told = {kind: kinds[kind] for kind in ("event", "component")}
    return {"as_of": now, "since": since, "days": days, "total": kinds.total(), "kinds": kinds_told, "top": top}

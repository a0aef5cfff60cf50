"""Cases late at their unit, the longest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.cases.queries.shown import departments
from wangge.command.queries.rows import COLUMNS, row
from wangge.command.queries.summary import LATE
from wangge.rules.rulebook import rulebook

ROWS = f"""
SELECT {COLUMNS} FROM cases_clockrow k JOIN cases_case c ON c.id = k.case_id AND c.lead_unit = k.unit
WHERE k.state = 'running' AND k.deadline < %s AND c.state IN ('dispatched', 'disposing')
ORDER BY k.deadline, c.id LIMIT %s
"""


def late(now: datetime, limit: int) -> dict[str, Any]:
    book, units = rulebook(), departments()
    (whole,) = fetch(LATE, [now])
    items = [row(found, book, units, now) for found in fetch(ROWS, [now, limit])]
    return {"as_of": now, "total": whole["n"], "units": whole["units"], "items": items}

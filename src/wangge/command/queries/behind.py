"""The cases behind a figure of the screen."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.cases.queries.shown import departments
from wangge.cases.queries.today import COUNTED, FIGURES, STEPS
from wangge.command.days import windows
from wangge.command.queries.rows import COLUMNS, row
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused

REPORTED = "SELECT id FROM cases_case WHERE reported_at BETWEEN %(start)s AND %(until)s"
OPEN = "SELECT id FROM cases_case WHERE ended_at IS NULL"
LATE = """
SELECT k.case_id FROM cases_clockrow k JOIN cases_case l ON l.id = k.case_id AND l.lead_unit = k.unit
WHERE k.state = 'running' AND k.deadline < %(until)s AND l.state IN ('dispatched', 'disposing')
"""
DONE = f"""
SELECT s.case_id FROM cases_steprow s
WHERE {COUNTED.replace("%s", "%(codes)s")} AND s.done_at BETWEEN %(start)s AND %(until)s
"""
HANDED_DOWN = f" UNION {REPORTED} AND source = 'upper'"
ROWS = f"SELECT {COLUMNS} FROM cases_case c WHERE c.id IN ({{ids}}) AND c.id < %(before)s ORDER BY c.id DESC LIMIT %(limit)s"
BEHIND = {"reported": REPORTED, "open": OPEN, "late": LATE, **dict.fromkeys(FIGURES[1:], DONE)}


def behind(figure: str, cursor: str, limit: int, now: datetime) -> dict[str, Any]:
    """The newest first. Raises Refused `unknown_figure` (404)."""
    if figure not in BEHIND:
        raise Refused("unknown_figure", "没有这个数字", f"可看的有：{'、'.join(BEHIND)}。", status=404)
    today = windows(now)["today"]
    ids = BEHIND[figure] + (HANDED_DOWN if figure == "accepted" else "")
    codes = [code for code, counted in STEPS.items() if counted == figure]
    asked = {"start": today.start, "until": now, "codes": codes, "before": _read(cursor), "limit": limit + 1}
    found = fetch(ROWS.format(ids=ids), asked)
    book, units = rulebook(), departments()
    last = found[limit - 1]["id"] if len(found) > limit else None
    items = [row(one, book, units, now) for one in found[:limit]]
    return {"items": items, "next_cursor": _written(last) if last else None}


def _written(key: int) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def _read(cursor: str) -> int:
    if not cursor:
        return 2**62
    try:
        return int(json.loads(base64.urlsafe_b64decode(cursor.encode())))
    except (ValueError, TypeError) as error:
        raise Refused("bad_cursor", "分页位置不对", "请从第一页重新打开列表。", status=422) from error

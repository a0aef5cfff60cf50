"""The list of cases: every filter with `none` as a value, keyset paging, only what the asker may see.

`none` asks for what lacks the thing: no unit, no grid, no place, no deadline. What every case has (state, stage, kind,
source) none lacks, so nothing is found; as a bound of time, or as a work list, it means no bound.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection

from wangge.cases.queries.lists import Asker, named_list
from wangge.cases.visibility import Sight
from wangge.cases.words import asked_tokens
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import STAGE_OF, Stage, State

Clause = tuple[str, list[Any]]
JSONB = 3802  # PostgreSQL's type number

COLUMNS = (
    "id case_no version state kind source class_code condition_id lon lat grid duty_grid address description urgent "
    "lead_unit assisting_units reported_at accepted_at filed_at dispatched_at signed_at completed_at checked_at "
    "closed_at ended_at deadline warn_at provisional stage_since stage_deadline stage_warn_at rework_times extensions "
    "suspended_until component_id reporter reporter_unit claimed_by claimed_until merged_into reopened_from "
    "limit_amount limit_unit limit_default picked satisfaction origin assigned_unit assigned_user submitted "
    "closing_condition edition"
).split()
LAMP = (
    "CASE WHEN c.deadline IS NULL THEN 'none' "
    "WHEN coalesce(c.completed_at, c.ended_at, %s) > c.deadline THEN 'red' "
    "WHEN coalesce(c.completed_at, c.ended_at, %s) > c.warn_at THEN 'yellow' ELSE 'green' END"
)
LAMPS = frozenset({"green", "yellow", "red", "none"})
SORTS = {
    "reported_at": "c.reported_at",
    "deadline": "coalesce(c.deadline, 'infinity')",
    "stage_deadline": "coalesce(c.stage_deadline, 'infinity')",
    "left": "coalesce(CASE WHEN c.state = 'disposing' THEN c.deadline ELSE c.stage_deadline END, 'infinity')",
    "closed_at": "coalesce(c.closed_at, '-infinity')",
    "id": "c.id",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they stand in the query string; several values are separated by commas."""

    state: str = ""
    stage: str = ""
    unit: str = ""
    grid: str = ""
    class_code: str = ""
    kind: str = ""
    source: str = ""
    lamp: str = ""
    overdue: bool | Literal["none"] | None = None
    q: str = ""
    since: datetime | None = None
    until: datetime | None = None
    bbox: str = ""
    mine: bool | Literal["none"] = False
    list: str = ""
    sort: str = "-id"
    cursor: str = ""
    limit: int = 50


def _no_value(text: str) -> Refused:
    return Refused("bad_filter", "筛选条件不对", f"没有“{text}”这个取值。", status=422)


def one_of(column: str, text: str, allowed: frozenset[str] | None = None) -> Clause | None:
    """column in the values; `none` asks for NULL."""
    values = [v for v in text.split(",") if v]
    if not values:
        return None
    plain = [v for v in values if v != "none"]
    if allowed is not None and (wrong := [v for v in plain if v not in allowed]):
        raise _no_value(wrong[0])
    parts = [f"{column} = ANY(%s)"] if plain else []
    if "none" in values:
        parts.append(f"{column} IS NULL")
    return f"({' OR '.join(parts)})", [plain] if plain else []


def starting_with(column: str, text: str) -> Clause | None:
    """column starts with one of the prefixes (region codes, class codes)."""
    values = [v for v in text.split(",") if v]
    if not values:
        return None
    parts, params = [], []
    for v in values:
        if v == "none":
            parts.append(f"{column} IS NULL")
        else:
            parts.append(f"{column} LIKE %s")
            params.append(v.replace("\\", "").replace("%", "").replace("_", "") + "%")
    return f"({' OR '.join(parts)})", params


def _stages(text: str) -> Clause | None:
    names = [v for v in text.split(",") if v]
    if not names:
        return None
    try:
        wanted = {Stage(v) for v in names if v != "none"}
    except ValueError as error:
        raise Refused("bad_filter", "筛选条件不对", f"没有“{text}”这个环节。", status=422) from error
    return "c.state = ANY(%s)", [[s.value for s in State if STAGE_OF[s] in wanted]]


def _bbox(text: str) -> Clause | None:
    if not text:
        return None
    if text == "none":
        return "c.lon IS NULL", []
    try:
        west, south, east, north = (float(v) for v in text.split(","))
    except ValueError as error:
        raise Refused("bad_filter", "范围不对", "范围应为 西,南,东,北 四个经纬度。", status=422) from error
    return "c.lon BETWEEN %s AND %s AND c.lat BETWEEN %s AND %s", [west, east, south, north]


def _words(text: str) -> Clause | None:
    """Case numbers by their end or whole, everything else by words."""
    text = text.strip()
    if not text:
        return None
    if text.isdigit() and len(text) >= 4:
        return "(c.case_no = %s OR c.case_no LIKE %s)", [text, f"%{text}"]
    found = asked_tokens(text)
    if not found:
        return "FALSE", []
    return "c.words @@ to_tsquery('simple', %s)", [" & ".join(f"'{t}'" for t in found)]


def _times(asked: Asked) -> list[Clause]:
    found: list[Clause] = []
    if asked.since:
        found.append(("c.reported_at >= %s", [asked.since]))
    if asked.until:
        found.append(("c.reported_at < %s", [asked.until]))
    return found


def _late(asked: Asked, now: datetime) -> list[Clause]:
    found: list[Clause] = []
    if asked.lamp:
        wanted = [v for v in asked.lamp.split(",") if v]
        if wrong := set(wanted) - LAMPS:
            raise _no_value(min(wrong))
        found.append((f"{LAMP} = ANY(%s)", [now, now, wanted]))
    if asked.overdue == "none":
        found.append(("c.deadline IS NULL", []))
    elif asked.overdue is not None:
        truth = "TRUE" if asked.overdue else "NOT TRUE"  # a case without deadline is not late
        found.append((f"(c.state IN ('dispatched', 'disposing') AND c.deadline < %s) IS {truth}", [now]))
    return found


def _reporter(asked: Asked, who: Asker) -> Clause | None:
    if asked.mine == "none":
        return "c.reporter IS NULL", []
    return ("c.reporter = %s", [who.user]) if asked.mine else None


def clauses(asked: Asked, sight: Sight, who: Asker, now: datetime) -> list[Clause]:
    simple: list[Clause | None] = [
        sight.where(),
        one_of("c.state", asked.state, frozenset(State)),
        _stages(asked.stage),
        one_of("c.lead_unit", asked.unit),
        starting_with("c.grid", asked.grid),
        starting_with("c.class_code", asked.class_code),
        one_of("c.kind", asked.kind),
        one_of("c.source", asked.source),
        _bbox(asked.bbox),
        _words(asked.q),
        named_list(asked.list, who, now) if asked.list not in ("", "none") else None,
        _reporter(asked, who),
    ]
    return [c for c in simple if c] + _times(asked) + _late(asked, now)


def joined(parts: list[Clause]) -> Clause:
    return " AND ".join(sql for sql, _ in parts), [p for _, params in parts for p in params]


def _sorting(text: str) -> tuple[str, bool]:
    down = text.startswith("-")
    name = text.removeprefix("-")
    if name not in SORTS:
        raise Refused("bad_filter", "排序方式不对", f"没有“{name}”这个排序字段。", status=422)
    return SORTS[name], down


def _read_cursor(text: str) -> tuple[Any, int]:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(text.encode()))
        return value, int(key)
    except (ValueError, TypeError) as error:
        raise Refused("bad_cursor", "分页位置不对", "请从第一页重新打开列表。", status=422) from error


def _cursor(value: Any, key: int) -> str:
    plain = value if isinstance(value, int) else str(value)
    return base64.urlsafe_b64encode(json.dumps([plain, key]).encode()).decode()


def page(asked: Asked, sight: Sight, who: Asker, now: datetime) -> tuple[list[dict[str, Any]], str | None]:
    """(rows with COLUMNS and `lamp`-judging moments, the next page's cursor or None)."""
    where, params = joined(clauses(asked, sight, who, now))
    column, down = _sorting(asked.sort)
    order, than = ("DESC", "<") if down else ("ASC", ">")
    if asked.cursor:
        value, key = _read_cursor(asked.cursor)
        where += f" AND ({column}, c.id) {than} (%s, %s)"
        params += [value, key]
    limit = max(1, min(asked.limit, 200))
    sql = (
        f"SELECT {', '.join('c.' + c for c in COLUMNS)}, {column}::text AS sort_value FROM cases_case c "
        f"WHERE {where} ORDER BY {column} {order}, c.id {order} LIMIT {limit + 1}"
    )
    rows = fetch(sql, params)
    more = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], _cursor(_typed(more, asked.sort), more["id"]) if more else None


def _typed(row: dict[str, Any], sort: str) -> Any:
    return int(row["sort_value"]) if sort.removeprefix("-") == "id" else row["sort_value"]


def fetch(sql: str, params: list[Any] | dict[str, Any]) -> list[dict[str, Any]]:
    """Rows as dicts. Django's connection leaves jsonb as text, so it is read here."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        columns = cursor.description or ()
        names = [d[0] for d in columns]
        readers = {n: json.loads for n, d in zip(names, columns, strict=True) if d[1] == JSONB}
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        for name, read in readers.items():
            row[name] = row[name] and read(row[name])
    return rows

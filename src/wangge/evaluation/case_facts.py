"""CaseFact rows as of a moment: the intake, for areas, sources, classes and collectors."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.evaluation.unit_facts import keys_of, until
from wangge.standards.evaluation.facts import CaseFact
from wangge.standards.evaluation.scope import Scope

CASES = """
SELECT c.id, c.case_no, c.grid, c.duty_grid, c.class_code, c.kind, c.source, c.reported_at, c.filed_at,
       u.username AS reporter, t.filed_at AS target_filed_at,
       (SELECT e.to_state FROM cases_event e WHERE e.case_id = c.id AND e.received_at <= %(as_of)s
        ORDER BY e.seq DESC LIMIT 1) AS state
FROM cases_case c
LEFT JOIN organisation_user u ON u.id = c.reporter
LEFT JOIN cases_case t ON t.case_no = c.merged_into
WHERE (c.reported_at >= %(start)s AND c.reported_at < %(end)s) OR (c.filed_at >= %(start)s AND c.filed_at < %(end)s)
"""
PATROLS = """
SELECT g.dutygrid_id AS duty_grid, u.username FROM organisation_post_duty_grids g
JOIN organisation_post p ON p.id = g.post_id AND p.role = 'collector' AND p.active
JOIN organisation_user u ON u.id = p.user_id
"""


def case_facts(scope: Scope) -> list[CaseFact]:
    patrols: dict[str, list[str]] = defaultdict(list)
    for row in fetch(PATROLS, []):
        patrols[row["duty_grid"]].append(row["username"])
    span = {"as_of": scope.as_of, "start": scope.period.start, "end": scope.period.end}
    return [_fact(row, patrols, scope.as_of) for row in fetch(CASES, span) if row["state"]]


def _fact(row: dict[str, Any], patrols: dict[str, list[str]], as_of: datetime) -> CaseFact:
    state = row["state"]
    return CaseFact(
        reported_at=until(row["reported_at"], as_of),
        filed_at=until(row["filed_at"], as_of),
        voided=state == "voided",
        refused=state == "rejected",
        self_disposed=row["source"] == "self_disposed" and state == "closed",
        merged_valid=state == "merged" and until(row["target_filed_at"], as_of) is not None,
        patrols=tuple(patrols.get(row["duty_grid"] or "", ())),
        **keys_of(row),
    )

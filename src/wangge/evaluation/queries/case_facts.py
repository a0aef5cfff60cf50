"""CaseFact rows as of a moment: the intake, for areas, sources, classes and collectors."""

from __future__ import annotations

from typing import Any

from wangge.evaluation.queries.common import LAST_STEP, STATE, fetch, keys_of, span, usernames
from wangge.evaluation.queries.filings import Filings
from wangge.evaluation.queries.mergers import Mergers
from wangge.evaluation.queries.patrols import Patrols
from wangge.standards.evaluation.facts import CaseFact
from wangge.standards.evaluation.missed import Found, Sighting
from wangge.standards.evaluation.scope import Scope

CASES = f"""
SELECT c.id, c.case_no, c.grid, c.duty_grid, c.class_code, c.kind, c.source, c.reported_at, c.filed_at, c.lon, c.lat,
       c.reporter, {STATE} AS state
FROM cases_case c WHERE c.id IN (
  SELECT id FROM cases_case WHERE reported_at >= %(start)s AND reported_at < %(end)s
  UNION SELECT case_id FROM cases_steprow WHERE code = 'file' AND done_at >= %(start)s AND done_at < %(end)s)
"""


def case_facts(scope: Scope) -> list[CaseFact]:
    rows = [row for row in fetch(CASES, span(scope)) if row["state"]]
    earliest = min((row["reported_at"] for row in rows), default=scope.period.start)
    filings, mergers, patrols = Filings(rows, scope.as_of), Mergers(rows, scope.as_of), Patrols(scope, earliest)
    people, intime = usernames(), _filed_intime(rows, scope)
    return [
        _fact(row, keys_of(row, people) | {"filed_intime": intime.get(row["id"])}, filings, mergers, patrols)
        for row in rows
    ]


def _filed_intime(rows: list[dict[str, Any]], scope: Scope) -> dict[int, bool | None]:
    asked = span(scope) | {"ids": [row["id"] for row in rows]}
    found = fetch(LAST_STEP.format(key="s.case_id", code="file"), asked)
    return {row["case_id"]: row["in_time"] for row in found}


def _fact(row: dict[str, Any], keys: dict[str, Any], filings: Filings, mergers: Mergers, patrols: Patrols) -> CaseFact:
    state, filed_at = row["state"], filings.of(row)
    return CaseFact(
        reported_at=row["reported_at"],
        filed_at=filed_at,
        voided=state == "voided",
        refused=state == "rejected",
        self_disposed=row["source"] == "self_disposed" and state == "closed",
        merged_valid=state == "merged" and mergers.valid(row["id"]),
        patrols=patrols.of(row["duty_grid"]),
        missed_by=patrols.missed(_found(row)) if filed_at is not None and row["lon"] is not None else (),
        **keys,
    )


def _found(row: dict[str, Any]) -> Found:
    """A filed case as the rule of 漏报 sees it."""
    return Found(
        source=row["source"],
        class_code=row["class_code"] or "",
        duty_grid=row["duty_grid"] or "",
        reported=Sighting(row["reported_at"], float(row["lon"]), float(row["lat"])),
        filed=True,
        merged=row["state"] == "merged",
    )

"""Merged reports: valid when what they were merged into, at the end of its chain, is filed at as-of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wangge.evaluation.queries.common import STATE, fetch
from wangge.evaluation.queries.filings import Filings

INTO = """
SELECT DISTINCT ON (case_id) case_id AS id, data->>'into' AS into FROM cases_event
WHERE case_id = ANY(%(ids)s) AND action = 'merge' AND received_at <= %(as_of)s ORDER BY case_id, seq DESC
"""
TARGETS = f"""
SELECT c.id, c.case_no, c.source, c.filed_at, {STATE} AS state FROM cases_case c WHERE c.case_no = ANY(%(numbers)s)
"""


class Mergers:
    """`rows` have id and state (at as-of)."""

    def __init__(self, rows: Iterable[dict[str, Any]], as_of: datetime) -> None:
        self._as_of = as_of
        self._into: dict[int, str] = {}
        self._filed: dict[str, bool] = {}
        self._next: dict[str, int] = {}
        self._follow([row["id"] for row in rows if row["state"] == "merged"])

    def _follow(self, merged: list[int]) -> None:
        """A round for each link of the chains, of which there are hardly ever two; cycles are refused when merging."""
        while merged:
            found = {row["id"]: row["into"] for row in fetch(INTO, {"ids": merged, "as_of": self._as_of})}
            self._into |= found
            unknown = sorted({number for number in found.values() if number not in self._filed})
            merged = self._read(unknown) if unknown else []

    def _read(self, numbers: list[str]) -> list[int]:
        """Reads these targets; answers those that were merged on."""
        rows = fetch(TARGETS, {"numbers": numbers, "as_of": self._as_of})
        filings = Filings(rows, self._as_of)
        for row in rows:
            self._filed[row["case_no"]] = filings.of(row) is not None
        on = {row["case_no"]: row["id"] for row in rows if row["state"] == "merged"}
        self._next |= on
        return list(on.values())

    def valid(self, case: int) -> bool:
        number = self._into.get(case)
        while number in self._next:
            number = self._into.get(self._next[number])
        return self._filed.get(number or "", False)

"""The 立案 that stood at as-of. A filing given back to the shift lead, or a merge undone, leaves none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wangge.evaluation.queries.common import fetch
from wangge.standards.lifecycle.names import State

BEFORE = frozenset(
    {State.REPORTED, State.VERIFYING, State.ACCEPTED, State.SELF_REPORTED, State.REJECTED, State.INVALID}
)
LAST = """
SELECT DISTINCT ON (case_id) case_id, action, at FROM cases_event
WHERE case_id = ANY(%(ids)s) AND received_at <= %(as_of)s AND action IN ('file', 'return_to_shift_lead', 'unmerge')
ORDER BY case_id, seq DESC
"""


class Filings:
    """`rows` have id, state (at as-of), source and filed_at of the case row as it is now, which mostly is the answer."""

    def __init__(self, rows: Iterable[dict[str, Any]], as_of: datetime) -> None:
        self._as_of = as_of
        asked = [row["id"] for row in rows if self._unsure(row)]
        found = fetch(LAST, {"ids": asked, "as_of": as_of}) if asked else []
        self._then = {row["case_id"]: row["at"] for row in found if row["action"] == "file"}

    def of(self, row: dict[str, Any]) -> datetime | None:
        if row["state"] in BEFORE:
            return None
        found: datetime | None = self._then.get(row["id"]) if self._unsure(row) else row["filed_at"]
        return found

    def _unsure(self, row: dict[str, Any]) -> bool:
        """Filed again since then, or taken back since then."""
        if row["state"] in BEFORE or row["source"] == "self_disposed":
            return False
        return row["filed_at"] is None or row["filed_at"] > self._as_of

"""Units that are at work on what a collector reported: those he may have to speak with."""

from __future__ import annotations

from wangge.cases.queries.listing import fetch

# A case he checks is left out: nobody should be able to arrange a check with whom it checks (domain/integrity.md).
UNITS = """
SELECT DISTINCT coalesce(c.assigned_unit, c.lead_unit) AS unit
FROM cases_case c
WHERE c.reporter = %s AND c.lead_unit IS NOT NULL AND c.state IN ('dispatched', 'disposing', 'suspended')
  AND NOT EXISTS (SELECT FROM cases_taskrow t WHERE t.case_id = c.id AND t.collector = %s AND t.state = 'open')
"""


def units_at_work(user: int) -> list[str]:
    """Codes of the units, in their order."""
    return sorted(str(row["unit"]) for row in fetch(UNITS, [user, user]))

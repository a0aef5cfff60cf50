"""Cases that can stand in a count of units in a period; the pure rules decide which do."""

from __future__ import annotations

from wangge.evaluation.queries.common import fetch, span
from wangge.standards.evaluation.scope import Basis, Scope

# By deadline: due in the period, or sent to a unit before it and, as far as anybody knew then, still there when it began.
BY_DEADLINE = """
SELECT case_id FROM cases_clockmove WHERE deadline >= %(start)s AND deadline < %(end)s
UNION SELECT case_id FROM cases_clockrow
  WHERE started_at < %(start)s AND (stopped_at IS NULL OR stopped_at >= %(start)s)
UNION SELECT case_id FROM cases_clockmove
  WHERE kind IN ('return', 'suspend') AND at < %(start)s AND known_at >= %(start)s
"""
STEPS = "SELECT case_id FROM cases_steprow WHERE code = '{}' AND done_at >= %(start)s AND done_at < %(end)s"
BY = {
    Basis.REPORT: "SELECT id AS case_id FROM cases_case WHERE reported_at >= %(start)s AND reported_at < %(end)s",
    Basis.FILING: STEPS.format("file"),
    Basis.CLOSE: STEPS.format("close"),
    Basis.DEADLINE: BY_DEADLINE,
}
REOPENED = """
UNION SELECT case_id FROM cases_taskrow
WHERE kind = 'recheck' AND result = 'failed' AND answered_at >= %(start)s AND answered_at < %(end)s
"""


def candidates(scope: Scope) -> list[int]:
    return [row["case_id"] for row in fetch(BY[scope.basis] + REOPENED, span(scope))]

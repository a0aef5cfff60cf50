"""Which cases the simulated people may touch: those of the run and their own live ones, never a visitor's.

Everything simulated people send live carries an id made from the seed (UUID version 5); pages make version 4. A case on
which anybody else has acted, or that an operator has open, is left to him.
"""

from __future__ import annotations

from django.db import connection

# Live acts of people on a case must all carry our kind of id; a report of ours counts as one of them.
OURS = """
SELECT c.case_no FROM cases_case c
WHERE c.state = %s AND c.ended_at IS NULL AND c.stage_since < now() - make_interval(secs => %s)
  AND (c.claimed_until IS NULL OR c.claimed_until < now())
  AND (c.origin = 'simulation' OR EXISTS (SELECT 1 FROM cases_reportkey r WHERE r.case_id = c.id
       AND substring(r.report_id::text, 15, 1) = '5'))
  AND (SELECT count(*) FROM cases_event e WHERE e.case_id = c.id AND e.origin = 'live' AND e.actor IS NOT NULL)
    = (SELECT count(*) FROM cases_actionkey k WHERE k.case_id = c.id AND substring(k.action_id::text, 15, 1) = '5')
    + (CASE WHEN c.origin = 'live' THEN 1 ELSE 0 END)
ORDER BY c.stage_since LIMIT 20
"""


def waiting(state: str, age: float) -> list[str]:
    """Case numbers of ours that have stood in the state for that many seconds, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(OURS, [state, age])
        return [row[0] for row in cursor.fetchall()]

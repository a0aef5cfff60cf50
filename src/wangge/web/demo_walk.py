"""The visitor's own case in a demo: where it stands, and who of the county has it now."""

from __future__ import annotations

from typing import Any

from django.db import connection

from wangge.organisation.models import Post, Role, User
from wangge.rules.rulebook import rulebook
from wangge.standards.lifecycle.names import STATE_LABELS, State

# Simulated people send ids of UUID version 5, pages of version 4: what a page reported is a visitor's.
NEWEST = """
SELECT c.case_no, c.class_code, c.state, c.lead_unit,
  (SELECT t.collector FROM cases_taskrow t WHERE t.case_id = c.id AND t.state = 'open'
   ORDER BY t.sent_at DESC LIMIT 1) AS collector
FROM cases_case c JOIN cases_reportkey r ON r.case_id = c.id
WHERE c.origin = 'live' AND substring(r.report_id::text, 15, 1) <> '5' ORDER BY c.id DESC LIMIT 1
"""


def visitors_case() -> dict[str, Any] | None:
    """The last case reported through a page: with the unit's person it was sent to and the collector who was drawn."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        row = cursor.fetchone()
    if row is None:
        return None
    case_no, class_code, state, unit, collector = row
    return {
        "case_no": case_no,
        "class_name": rulebook().class_name(class_code) if class_code else "未定类别",
        "state": state,
        "state_label": STATE_LABELS[State(state)],
        "unit_person": _of_unit(unit),
        "collector": User.objects.filter(pk=collector, is_active=True).values_list("username", flat=True).first(),
    }


def _of_unit(code: str | None) -> str | None:
    found = Post.objects.filter(active=True, user__is_active=True, role=Role.UNIT, department=code)
    return found.order_by("user__username").values_list("user__username", flat=True).first() if code else None

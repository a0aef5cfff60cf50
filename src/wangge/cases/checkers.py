"""Which collector goes: the usual patroller, or one drawn who neither reported nor patrols there (integrity.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from wangge.cases.rules_now import RulesNow
from wangge.standards.errors import Refused
from wangge.standards.integrity import draw_checker
from wangge.standards.lifecycle.values import CaseFile

COLLECTORS = """
SELECT p.user_id, array_remove(array_agg(g.dutygrid_id), NULL)
FROM organisation_post p
JOIN organisation_user u ON u.id = p.user_id AND u.is_active
LEFT JOIN organisation_post_duty_grids g ON g.post_id = p.id
WHERE p.role = 'collector' AND p.active
  AND NOT EXISTS (SELECT 1 FROM organisation_leave l WHERE l.user_id = p.user_id AND l.starts <= %s AND l.ends > %s)
GROUP BY p.user_id ORDER BY p.user_id
"""


@dataclass(frozen=True, slots=True)
class Available:
    """Collectors who can be sent now: user id → duty grids."""

    grids: dict[int, tuple[str, ...]]

    def patrollers(self, duty_grid: str | None) -> list[int]:
        return [user for user, grids in self.grids.items() if duty_grid and duty_grid in grids]


def available(now: datetime) -> Available:
    """Active collectors who are not on leave; outside shift hours they are the next shift."""
    with connection.cursor() as cursor:
        cursor.execute(COLLECTORS, [now, now])
        return Available({user: tuple(grids or ()) for user, grids in cursor.fetchall()})


def _nobody() -> Refused:
    return Refused(
        "no_collector", "没有可派的采集员", "目前没有在岗的采集员可以执行任务，请稍后再发或人工指定。", status=409
    )


def usual(case: CaseFile, people: Available, rules: RulesNow) -> int:
    """The grid's patroller; where there is none, one of all by the county's draw."""
    barred = {*case.disposed_by, *case.excluded_checkers}
    near = [u for u in people.patrollers(case.duty_grid) if u not in barred]
    if near:
        return near[0]
    found = draw_checker(
        rules.draw_seed, case.case_no, case.check_round, [u for u in people.grids if u not in barred], 0
    )
    if found is None:
        raise _nobody()
    return found.collector


def stranger(case: CaseFile, people: Available, rules: RulesNow) -> dict[str, Any] | None:
    """{collector, blind, pool, excluded} of one drawn who neither reported nor patrols there; None when nobody is."""
    barred = {case.reporter, *people.patrollers(case.duty_grid), *case.disposed_by, *case.excluded_checkers}
    eligible = [u for u in people.grids if u not in barred]
    draw = draw_checker(
        rules.draw_seed, case.case_no, case.check_round + 1, eligible, len(people.grids) - len(eligible)
    )
    if draw is None:
        return None
    return {"collector": draw.collector, "blind": draw.blind, "pool": draw.pool, "excluded": draw.excluded}


def checker(case: CaseFile, named: int | None, people: Available, rules: RulesNow) -> dict[str, Any]:
    """{collector, blind, pool, excluded} for a check: drawn where the case was picked, else named or usual."""
    if not case.picked:
        return {"collector": named or usual(case, people, rules), "blind": "named" if named else "usual"}
    drawn = stranger(case, people, rules)
    if drawn is None:
        everybody = len(people.grids)
        chosen = named or usual(case, people, rules)
        return {"collector": chosen, "blind": "not_blind", "pool": 0, "excluded": everybody}
    return {"collector": named, "blind": "named"} if named is not None else drawn

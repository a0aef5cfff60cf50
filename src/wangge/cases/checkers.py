"""Which collector goes: the usual patroller, or one drawn who neither reported nor patrols there (integrity.md).

Who reported a case does not look whether it was solved, unless nobody else is there: then the look is `not_blind`.
"""

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

    def without(self, user: int) -> Available:
        return Available({u: grids for u, grids in self.grids.items() if u != user})


def available(now: datetime) -> Available:
    """Active collectors who are not on leave; outside shift hours they are the next shift."""
    with connection.cursor() as cursor:
        cursor.execute(COLLECTORS, [now, now])
        return Available({user: tuple(grids or ()) for user, grids in cursor.fetchall()})


def _nobody() -> Refused:
    return Refused(
        "no_collector", "没有可派的采集员", "目前没有在岗的采集员可以执行任务，请稍后再发或人工指定。", status=409
    )


def usual(case: CaseFile, people: Available, rules: RulesNow, *barred: int | None) -> int:
    """The grid's patroller; where there is none, one of all by the county's draw. Raises Refused `no_collector`."""
    out = {*case.disposed_by, *case.excluded_checkers, *barred}
    near = [u for u in people.patrollers(case.duty_grid) if u not in out]
    if near:
        return near[0]
    found = draw_checker(rules.draw_seed, case.case_no, case.check_round, [u for u in people.grids if u not in out], 0)
    if found is None:
        raise _nobody()
    return found.collector


def alone(case: CaseFile, people: Available) -> bool:
    """Whether nobody but its reporter could look at what was done."""
    return not set(people.grids) - {case.reporter, *case.disposed_by, *case.excluded_checkers}


def looker(case: CaseFile, named: int | None, people: Available, rules: RulesNow) -> dict[str, Any]:
    """{collector, blind} without a draw: whom the operator names, else the usual patroller but the reporter."""
    only = alone(case, people)
    if named is None:
        chosen = usual(case, people, rules, *(() if only else (case.reporter,)))
        return {"collector": chosen, "blind": "not_blind" if only else "usual"}
    return {"collector": named, "blind": "not_blind" if only and named == case.reporter else "named"}


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
    drawn = stranger(case, people, rules) if case.picked else None
    if drawn is not None:
        return {"collector": named, "blind": "named"} if named is not None else drawn
    found = looker(case, named, people, rules)
    if not case.picked or (found["blind"] == "named" and named == case.reporter):
        return found
    return found | {"blind": "not_blind", "pool": 0, "excluded": len(people.grids)}


def another(case: CaseFile, kind: str, named: int | None, others: Available, rules: RulesNow) -> dict[str, Any]:
    """Who takes over a task of that kind from somebody not among `others`."""
    if kind == "check":
        return checker(case, named, others, rules)
    if kind == "recheck":
        return looker(case, named, others, rules)
    return {"collector": usual(case, others, rules), "blind": "usual"}


def by_itself(case: CaseFile, found: dict[str, Any]) -> dict[str, Any]:
    """What the system may send without being asked: never a reporter to his own case, that is the operator's choice."""
    if found["collector"] == case.reporter:
        raise Refused(
            "only_reporter", "没有可派的采集员", "除上报人外没有可派的采集员，由坐席员决定是否派上报人。", status=409
        )
    return found

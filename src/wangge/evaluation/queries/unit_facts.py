"""UnitFact rows as of a moment, from the history of the clocks (cases_clockmove): the last move known then counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wangge.evaluation.queries.candidates import candidates
from wangge.evaluation.queries.clock_story import AssistStory, CaseStory, UnitStory
from wangge.evaluation.queries.common import KNOWN, LAST_STEP, STATE, closed_at, fetch, keys_of, span, usernames
from wangge.evaluation.queries.filings import Filings
from wangge.standards.evaluation.facts import Role, UnitFact
from wangge.standards.evaluation.scope import Scope

CASES = f"""
SELECT c.id, c.case_no, c.grid, c.duty_grid, c.class_code, c.kind, c.source, c.urgent, c.reported_at, c.filed_at,
       c.closed_at, c.reporter, {STATE} AS state
FROM cases_case c WHERE c.id = ANY(%(ids)s)
"""
MOVES = """
SELECT case_id, unit, role, kind, at, state, deadline FROM cases_clockmove
WHERE case_id = ANY(%(ids)s) AND known_at <= %(as_of)s ORDER BY case_id, seq, id
"""
REOPENED = """
SELECT e.case_id, e.at, e.data->>'unit' AS unit FROM cases_event e
JOIN cases_taskrow t ON t.case_id = e.case_id AND t.kind = 'recheck' AND t.result = 'failed' AND t.answered_at = e.at
WHERE e.action = 'answer_recheck' AND e.received_at <= %(as_of)s AND e.case_id = ANY(%(ids)s)
"""
SIGNED = f"""
SELECT DISTINCT ON (s.case_id, s.unit) s.case_id, s.unit, s.done_at, s.in_time FROM cases_steprow s
WHERE s.code = 'sign' AND s.case_id = ANY(%(ids)s) AND {KNOWN} ORDER BY s.case_id, s.unit, s.id
"""
SUPERVISED = """
SELECT case_id, unit,
       bool_or(coalesce(CASE WHEN answered_at <= %(as_of)s THEN answered_at END, %(as_of)s) > answer_by) AS late
FROM cases_supervisionrow WHERE unit IS NOT NULL AND asked_at <= %(as_of)s AND case_id = ANY(%(ids)s)
GROUP BY case_id, unit
"""
APPEALS_REFUSED = """
SELECT case_id, unit FROM cases_requestrow
WHERE kind = 'appeal' AND status = 'refused' AND decided_at <= %(as_of)s AND case_id = ANY(%(ids)s)
"""

Key = tuple[int, str]


def unit_facts(scope: Scope) -> list[UnitFact]:
    asked = span(scope) | {"ids": candidates(scope)}
    stories: dict[int, CaseStory] = defaultdict(CaseStory)
    for move in fetch(MOVES, asked):
        stories[move["case_id"]].take(move)
    rows = [row for row in fetch(CASES, asked) if row["id"] in stories]
    beside, filings, people = Beside(asked), Filings(rows, scope.as_of), usernames()
    facts: list[UnitFact] = []
    for row in rows:
        common = _common(row, people) | {"filed_at": filings.of(row)}
        facts += _of_case(common, row["id"], stories[row["id"]], beside)
    return facts


class Beside:
    """What the clocks do not tell: stage limits, signatures, supervisions, refused appeals, rechecks that found it unsolved."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.signed = {_key(r): (r["done_at"], r["in_time"]) for r in fetch(SIGNED, asked)}
        dispatched = fetch(LAST_STEP.format(key="s.unit", code="dispatch"), asked)
        self.dispatched = {_key(r): r["in_time"] for r in dispatched}
        closed = fetch(LAST_STEP.format(key="s.case_id", code="close"), asked)
        self.closed = {r["case_id"]: r["in_time"] for r in closed}
        self.supervised = {_key(r): r["late"] for r in fetch(SUPERVISED, asked)}
        self.refused = {_key(r) for r in fetch(APPEALS_REFUSED, asked)}
        self.reopened: dict[Key, tuple[Any, ...]] = {}
        for row in fetch(REOPENED, asked):
            self.reopened[_key(row)] = (*self.reopened.get(_key(row), ()), row["at"])


def _key(row: dict[str, Any]) -> Key:
    return row["case_id"], row["unit"]


def _common(row: dict[str, Any], people: dict[int, str]) -> dict[str, Any]:
    return keys_of(row, people) | {
        "reported_at": row["reported_at"],
        "closed_at": closed_at(row),
        "state": row["state"] or "",
        "urgent": row["urgent"],
    }


def _of_case(common: dict[str, Any], case: int, story: CaseStory, beside: Beside) -> Iterator[UnitFact]:
    for unit, told in story.units.items():
        yield _lead(common, (case, unit), told, beside)
    for unit, helper in story.assisting.items():
        yield _assisting(common, unit, helper, story)


def _assisting(common: dict[str, Any], unit: str, helper: AssistStory, story: CaseStory) -> UnitFact:
    return UnitFact(
        unit=unit,
        role=Role.ASSISTING,
        deadline=story.lead_deadline,
        completed_at=helper.done_at,
        left_at=helper.left.at,
        left_by=helper.left.by,
        **common,
    )


def _lead(common: dict[str, Any], key: Key, told: UnitStory, beside: Beside) -> UnitFact:
    signed_at, signed_intime = beside.signed.get(key, (None, None))
    return UnitFact(
        unit=key[1],
        deadline=told.deadline,
        completed_at=told.completed_at,
        left_at=told.left.at,
        left_by=told.left.by,
        suspended_now=told.suspended,
        suspended_ever=told.ever_suspended,
        returned=told.returned,
        recalled=told.recalled,
        dispatched_wrong=told.wrong,
        rework_times=told.reworks,
        extensions=told.extensions,
        appeal=True if told.appealed else False if key in beside.refused else None,
        reopened_at=beside.reopened.get(key, ()),
        supervised=key in beside.supervised,
        supervised_late=bool(beside.supervised.get(key)),
        dispatched_intime=beside.dispatched.get(key),
        close_step_intime=beside.closed.get(key[0]),
        signed_at=signed_at,
        signed_intime=signed_intime,
        **common,
    )

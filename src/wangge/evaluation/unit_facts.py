"""UnitFact rows as of a moment, from the history of the clocks (cases_clockmove): the last move known then is what counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wangge.cases.queries.listing import fetch
from wangge.standards.evaluation.facts import Left, Role, UnitFact
from wangge.standards.evaluation.scope import Basis, Scope

LEFT = {"return": Left.RETURN, "recall": Left.RECALL, "void": Left.VOID}
CASES = """
SELECT c.id, c.case_no, c.grid, c.duty_grid, c.class_code, c.kind, c.source, c.urgent, c.reported_at, c.filed_at,
       c.closed_at, u.username AS reporter,
       (SELECT e.to_state FROM cases_event e WHERE e.case_id = c.id AND e.received_at <= %s
        ORDER BY e.seq DESC LIMIT 1) AS state
FROM cases_case c LEFT JOIN organisation_user u ON u.id = c.reporter
WHERE c.id = ANY(%s)
"""
MOVES = """
SELECT case_id, unit, role, kind, at, state, deadline, completed_at, note, seq FROM cases_clockmove
WHERE case_id = ANY(%s) AND known_at <= %s ORDER BY case_id, seq
"""
# By deadline: due in the period, or due before it and still open at the unit when it began.
BY_DEADLINE = """
SELECT case_id FROM cases_clockmove WHERE deadline >= %(start)s AND deadline < %(end)s
UNION SELECT case_id FROM cases_clockrow WHERE deadline < %(start)s AND (stopped_at IS NULL OR stopped_at >= %(start)s)
"""
BY_CASE = {
    Basis.REPORT: "SELECT id AS case_id FROM cases_case WHERE reported_at >= %(start)s AND reported_at < %(end)s",
    Basis.FILING: "SELECT id AS case_id FROM cases_case WHERE filed_at >= %(start)s AND filed_at < %(end)s",
    Basis.CLOSE: "SELECT id AS case_id FROM cases_case WHERE closed_at >= %(start)s AND closed_at < %(end)s",
    Basis.DEADLINE: BY_DEADLINE,
}
REOPENED = """
SELECT case_id, received_at, data->>'unit' AS unit FROM cases_event
WHERE action = 'answer_recheck' AND data->>'passed' = 'false' AND received_at <= %s AND case_id = ANY(%s)
"""
REOPENED_IN = """
UNION SELECT case_id FROM cases_event WHERE action = 'answer_recheck' AND received_at >= %(start)s AND received_at < %(end)s
"""
SIGNED = """
SELECT DISTINCT ON (case_id, unit) case_id, unit, done_at, in_time FROM cases_steprow
WHERE code = 'sign' AND case_id = ANY(%s) AND done_at <= %s ORDER BY case_id, unit, id
"""
SUPERVISED = """
SELECT case_id, unit, bool_or(coalesce(CASE WHEN answered_at <= %s THEN answered_at END, %s) > answer_by) AS late
FROM cases_supervisionrow WHERE unit IS NOT NULL AND asked_at <= %s AND case_id = ANY(%s) GROUP BY case_id, unit
"""
APPEALS_REFUSED = """
SELECT case_id, unit FROM cases_requestrow
WHERE kind = 'appeal' AND status = 'refused' AND decided_at <= %s AND case_id = ANY(%s)
"""

Key = tuple[int, str]


@dataclass(slots=True)
class Telling:
    """One unit's part of a case, move by move."""

    deadline: datetime | None = None
    completed_at: datetime | None = None
    left_at: datetime | None = None
    left_by: Left | None = None
    suspended: bool = False
    ever_suspended: bool = False
    returned: bool = False
    recalled: bool = False
    wrong: bool = False
    reworks: int = 0
    extensions: int = 0
    appealed: bool = False

    def take(self, move: dict[str, Any]) -> None:
        kind = move["kind"]
        self.deadline = move["deadline"]
        self.suspended = move["state"] == "suspended"
        self.ever_suspended |= self.suspended
        if kind in ("start", "go_on", "rework", "resume"):
            self.completed_at = self.left_at = self.left_by = None
        if kind == "complete":
            self.completed_at = move["at"]
        self.reworks += kind == "rework"
        self.extensions += kind == "extend"
        self.returned |= kind == "return"
        self.recalled |= kind == "recall"
        self.appealed |= kind == "appeal"
        if kind in LEFT and self.left_at is None:
            self.left_at, self.left_by = move["at"], LEFT[kind]


@dataclass(slots=True)
class Assisting:
    done_at: datetime | None = None


@dataclass(slots=True)
class CaseStory:
    units: dict[str, Telling] = field(default_factory=dict)
    assisting: dict[str, Assisting] = field(default_factory=dict)
    last_unit: str | None = None

    def take(self, move: dict[str, Any]) -> None:
        unit, kind = move["unit"], move["kind"]
        if move["role"] == "assisting":
            helper = self.assisting.setdefault(unit, Assisting())
            helper.done_at = move["at"] if kind == "assist_done" else None
            return
        if kind in ("start", "go_on"):
            if self.last_unit not in (None, unit):
                self.units[self.last_unit or ""].wrong = True
            self.units.setdefault(unit, Telling()).wrong = False
            self.last_unit = unit
        self.units.setdefault(unit, Telling()).take(move)

    @property
    def lead_deadline(self) -> datetime | None:
        return self.units[self.last_unit].deadline if self.last_unit else None


def candidates(scope: Scope) -> list[int]:
    """Cases that can stand in a count of the period; the pure rules decide which do."""
    sql = BY_CASE[scope.basis] + REOPENED_IN
    rows = fetch(sql, {"start": scope.period.start, "end": scope.period.end})
    return [row["case_id"] for row in rows]


def unit_facts(scope: Scope) -> list[UnitFact]:
    ids, as_of = candidates(scope), scope.as_of
    if not ids:
        return []
    stories: dict[int, CaseStory] = defaultdict(CaseStory)
    for move in fetch(MOVES, [ids, as_of]):
        stories[move["case_id"]].take(move)
    extras = Extras(ids, as_of)
    return [fact for row in fetch(CASES, [as_of, ids]) for fact in _facts(row, stories[row["id"]], extras, as_of)]


class Extras:
    """What the clocks do not tell: signatures, supervisions, refused appeals, rechecks that found it unsolved."""

    def __init__(self, ids: list[int], as_of: datetime) -> None:
        self.signed = {_key(r): (r["done_at"], r["in_time"]) for r in fetch(SIGNED, [ids, as_of])}
        self.supervised = {_key(r): r["late"] for r in fetch(SUPERVISED, [as_of, as_of, as_of, ids])}
        self.refused = {_key(r) for r in fetch(APPEALS_REFUSED, [as_of, ids])}
        self.reopened: dict[Key, tuple[datetime, ...]] = {}
        for row in fetch(REOPENED, [as_of, ids]):
            self.reopened[_key(row)] = (*self.reopened.get(_key(row), ()), row["received_at"])


def _key(row: dict[str, Any]) -> Key:
    return row["case_id"], row["unit"]


def until(moment: datetime | None, as_of: datetime) -> datetime | None:
    """The moment if it was known by then."""
    return moment if moment is not None and moment <= as_of else None


def keys_of(row: dict[str, Any]) -> dict[str, Any]:
    """By what facts are grouped."""
    own = row["source"] in ("collector", "self_disposed")
    return {
        "case_no": row["case_no"],
        "grid": row["grid"] or "",
        "duty_grid": row["duty_grid"] or "",
        "class_code": row["class_code"] or "",
        "kind": row["kind"],
        "source": row["source"],
        "collector": (row["reporter"] or "") if own else "",
    }


def _facts(row: dict[str, Any], story: CaseStory, extras: Extras, as_of: datetime) -> Iterator[UnitFact]:
    common = keys_of(row) | {
        "reported_at": until(row["reported_at"], as_of),
        "filed_at": until(row["filed_at"], as_of),
        "closed_at": until(row["closed_at"], as_of),
        "state": row["state"] or "",
        "urgent": row["urgent"],
    }
    for unit, told in story.units.items():
        yield _lead(common, (row["id"], unit), told, extras)
    for unit, helper in story.assisting.items():
        yield UnitFact(
            unit=unit, role=Role.ASSISTING, deadline=story.lead_deadline, completed_at=helper.done_at, **common
        )


def _lead(common: dict[str, Any], key: Key, told: Telling, extras: Extras) -> UnitFact:
    signed_at, signed_intime = extras.signed.get(key, (None, None))
    return UnitFact(
        unit=key[1],
        deadline=told.deadline,
        completed_at=told.completed_at,
        left_at=told.left_at,
        left_by=told.left_by,
        suspended_now=told.suspended,
        suspended_ever=told.ever_suspended,
        returned=told.returned,
        recalled=told.recalled,
        dispatched_wrong=told.wrong,
        rework_times=told.reworks,
        extensions=told.extensions,
        appeal=True if told.appealed else False if key in extras.refused else None,
        reopened_at=extras.reopened.get(key, ()),
        supervised=key in extras.supervised,
        supervised_late=bool(extras.supervised.get(key)),
        signed_at=signed_at,
        signed_intime=signed_intime,
        **common,
    )

"""StepFact rows as of a moment: the posts' acts, and the duties to act that nobody has done yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

from wangge.evaluation.queries.common import KNOWN, OWN, STATE, fetch, keys_of, span, usernames
from wangge.standards.evaluation.facts import Step, StepFact
from wangge.standards.evaluation.scope import Scope

CASE = "c.case_no, c.grid, c.duty_grid, c.class_code, c.kind, c.source, c.reporter"
ACTS = f"""
SELECT s.id, s.code, s.done_at, s.in_time, s.role, s.unit, s.case_id, s.actor,
       CASE WHEN s.code IN ('send_verification', 'send_check', 'pass_check') THEN s.since END AS begun_at,
       CASE WHEN s.code = 'file' THEN {STATE} END AS state
FROM cases_steprow s JOIN cases_case c ON c.id = s.case_id
WHERE s.done_at >= %(start)s AND {KNOWN} AND s.code = ANY(%(codes)s)
"""
CASES = f"SELECT c.id, {CASE} FROM cases_case c WHERE c.id = ANY(%(ids)s)"
# Whose acts these are, and what else must be known to judge them; no act of these is a collector's.
CODES: dict[str, tuple[str, ...]] = {
    "operator": ("accept", "refuse", "send_verification", "complete", "send_check", "pass_check"),
    "shift_lead": ("refuse_filing", "file", "close"),
    "dispatcher": ("dispatch", "recall"),
    "collector": (),
}
ALL_CODES = (*(code for codes in CODES.values() for code in codes), "sign")
TASKS = f"""
SELECT t.kind AS task_kind, t.sent_at, t.deadline, t.collector AS actor, {CASE},
       CASE WHEN t.state = 'answered' AND t.answered_at <= %(as_of)s AND (t.answered_at < %(surely)s OR EXISTS (
         SELECT FROM cases_event k WHERE k.case_id = t.case_id AND k.at = t.answered_at AND k.actor = t.collector
           AND k.received_at BETWEEN %(surely)s AND %(as_of)s)) THEN t.answered_at END AS answered_at
FROM cases_taskrow t JOIN cases_case c ON c.id = t.case_id
WHERE t.sent_at >= %(start)s AND t.sent_at < %(end)s AND t.sent_at <= %(as_of)s AND t.kind IN ('verify', 'check')
  AND (t.kind = 'check' OR 0 = (SELECT count(*) FROM cases_event h WHERE h.case_id = t.case_id
    AND h.action = 'hand_over' AND h.received_at > %(as_of)s AND (h.data->>'collector')::bigint = t.collector))
"""
UNVERIFIED = f"""
SELECT DISTINCT ON (c.id) s.done_at, s.actor, {CASE}, c.reported_at
FROM cases_case c JOIN cases_steprow s ON s.case_id = c.id AND s.code = 'accept' AND {KNOWN}
WHERE c.reported_at >= %(start)s AND c.reported_at < %(end)s
  AND c.source <> ALL(%(own)s) AND NOT c.photo_by_staff
  AND NOT EXISTS (SELECT FROM cases_steprow v
    WHERE v.case_id = c.id AND v.code = 'send_verification' AND v.done_at <= %(as_of)s)
ORDER BY c.id, s.id
"""
STEPS = {
    "accept": Step.ACCEPT,
    "refuse": Step.REFUSE,
    "refuse_filing": Step.REFUSE,
    "file": Step.FILE,
    "dispatch": Step.DISPATCH,
    "sign": Step.SIGN,
    "close": Step.CLOSE,
    "send_verification": Step.SEND_VERIFICATION,
    "send_check": Step.SEND_CHECK,
    "pass_check": Step.SEND_CHECK,
}


def step_facts(scope: Scope, post: str = "") -> list[StepFact]:
    """Of one post, or of all."""
    asked, people = span(scope) | {"own": list(OWN), "codes": list(CODES.get(post, ALL_CODES))}, usernames()
    acts = _acts_of_cases(asked, people) if asked["codes"] else []
    tasks = _named(TASKS, asked, people) if post in ("", "collector") else []
    unverified = _named(UNVERIFIED, asked, people) if post in ("", "operator") else []
    return [*_acts(acts), *map(_answer, tasks), *map(_unverified, unverified)]


def _acts_of_cases(asked: dict[str, Any], people: dict[int, str]) -> list[dict[str, Any]]:
    """The acts, latest first, as `_named` gives rows; their cases are read once each, not once an act."""
    acts = fetch(ACTS, asked)
    cases = fetch(CASES, {"ids": list({row["case_id"] for row in acts})})
    keys = {case["id"]: keys_of(case, people) for case in cases}
    for row in acts:
        row["actor"], row["keys"] = people.get(row["actor"], ""), keys[row["case_id"]]
    return sorted(acts, key=itemgetter("id"), reverse=True)


def _named(sql: str, asked: dict[str, Any], people: dict[int, str]) -> list[dict[str, Any]]:
    """Rows with `actor` as user name ("" for the system) and `keys`."""
    rows = fetch(sql, asked)
    for row in rows:
        row["actor"], row["keys"] = people.get(row["actor"], ""), keys_of(row, people)
    return rows


def _acts(rows: list[dict[str, Any]]) -> Iterator[StepFact]:
    """`rows` come latest first, so that what followed an act is known when it is met."""
    followed: dict[int, str] = {}  # case → the unit of its next dispatch, or "" for a recall that nothing followed
    sent: set[int] = set()  # cases whose next complete, going back, was followed by a check or its waiver
    for row in rows:
        case, code = row["case_id"], row["code"]
        if code == "recall":
            followed.setdefault(case, "")
        elif code == "complete":
            if case not in sent:
                yield _unsent(row)
            sent.discard(case)
        else:
            yield _act(row, _right(row, followed.get(case)))
        if code == "dispatch":
            followed[case] = row["unit"]
        elif code in ("send_check", "pass_check"):
            sent.add(case)


def _right(row: dict[str, Any], followed: str | None) -> bool | None:
    """FILE: not voided since. DISPATCH: no different unit followed, and no recall without the same unit again."""
    if row["code"] == "file":
        return bool(row["state"] != "voided")
    if row["code"] != "dispatch":
        return None
    return followed is None or followed == row["unit"]


def _act(row: dict[str, Any], right: bool | None) -> StepFact:
    return StepFact(
        step=STEPS[row["code"]],
        actor=row["actor"],
        post=row["role"],
        begun_at=row["begun_at"],
        done_at=row["done_at"],
        in_time=row["in_time"],
        right=right,
        needed=row["code"] != "send_verification" or row["keys"]["source"] not in OWN,
        waived=row["code"] == "pass_check",
        **row["keys"],
    )


def _unsent(row: dict[str, Any]) -> StepFact:
    """A complete that nobody has sent a check for: it waits, or came back to the unit as it was."""
    return StepFact(step=Step.SEND_CHECK, actor="", post="operator", begun_at=row["done_at"], **row["keys"])


def _answer(row: dict[str, Any]) -> StepFact:
    answered: datetime | None = row["answered_at"]
    return StepFact(
        step=Step.ANSWER_VERIFICATION if row["task_kind"] == "verify" else Step.ANSWER_CHECK,
        actor=row["actor"],
        post="collector",
        begun_at=row["sent_at"],
        done_at=answered,
        in_time=None if answered is None else answered <= row["deadline"],
        **row["keys"],
    )


def _unverified(row: dict[str, Any]) -> StepFact:
    """A citizen's report that was accepted without anybody looking."""
    return StepFact(
        step=Step.SEND_VERIFICATION,
        actor=row["actor"],
        post="operator",
        begun_at=row["reported_at"],
        **row["keys"],
    )

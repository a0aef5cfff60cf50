"""The log of a case, for readers: labels, names and texts; to unit posts a checker is 核查员, always."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wangge.cases.models import Case
from wangge.cases.queries.listing import fetch
from wangge.cases.queries.shown import departments, named, people
from wangge.cases.visibility import Sight
from wangge.standards.lifecycle.names import ROLE_LABELS, STATE_LABELS, Role, State
from wangge.standards.lifecycle.table import ACTION_LABELS

ZONE = ZoneInfo("Asia/Shanghai")
EVENTS = """
SELECT e.id, e.seq, e.action, e.actor, e.role, e.unit, e.from_state, e.to_state, e.at, e.acted_at, e.received_at, e.data,
       e.media, e.version, t.body AS texts, o.position
FROM cases_event e LEFT JOIN cases_eventtext t ON t.event = e.id LEFT JOIN cases_eventorder o ON o.event = e.id
WHERE e.case_id = %s ORDER BY e.seq
"""
HIDDEN_FROM_UNITS = ("collector", "from", "blind", "pool", "excluded", "picked", "self_decided")
CHECKER_ACTIONS = frozenset({"answer_check", "answer_recheck"})
TEXTS = ("reason", "note", "text", "opinion", "description")


def label_of(row: dict[str, Any]) -> str:
    """The act in words; `row` has action, role and data."""
    label = ACTION_LABELS.get(row["action"], row["action"])
    if row["action"] == "refuse":
        label = "不予立案" if row["role"] == Role.SHIFT_LEAD else "不予受理"
    granted = row["data"].get("granted")
    return label if granted is None else f"{label}：{'同意' if granted else '不同意'}"


def _actor(row: dict[str, Any], names: dict[int, str], units: dict[str, str], hide: bool) -> dict[str, Any]:
    role = Role(row["role"])
    if hide and (row["action"] in CHECKER_ACTIONS or role is Role.COLLECTOR):
        word = "核查员" if row["action"] in CHECKER_ACTIONS else ROLE_LABELS[role]
        return {"name": word, "post": role.value, "post_label": word, "unit": None}
    name = names.get(row["actor"], ROLE_LABELS[role])
    return {"name": name, "post": role.value, "post_label": ROLE_LABELS[role], "unit": named(row["unit"], units)}


def _opinion(texts: dict[str, Any] | None) -> str:
    written = [str(texts[k]) for k in TEXTS if texts and texts.get(k)]
    return "；".join(written)


def log_of(case: Case, sight: Sight) -> list[dict[str, Any]]:
    rows = fetch(EVENTS, [case.pk])
    names, units, hide = people(r["actor"] for r in rows), departments(), sight.unit is not None
    shown = []
    for row in rows:
        data = {k: v for k, v in row["data"].items() if not (hide and k in HIDDEN_FROM_UNITS)}
        hidden_time = hide and row["action"] in CHECKER_ACTIONS
        shown.append(
            {
                "id": str(row["id"]),
                "seq": row["seq"],
                "position": row["position"],
                "action": row["action"],
                "label": label_of(row),
                "actor": _actor(row, names, units, hide),
                "from": row["from_state"],
                "to": row["to_state"],
                "to_label": STATE_LABELS[State(row["to_state"])],
                "at": row["received_at"] if hidden_time else row["at"],
                "acted_at": None if hidden_time else row["acted_at"],
                "received_at": row["received_at"],
                "version": row["version"],
                "opinion": _opinion(row["texts"]),
                "data": data,
                "media": [str(m) for m in row["media"]],
            }
        )
    return shown


LAST = """
SELECT e.action, e.actor, e.role, e.received_at, e.data FROM cases_event e
WHERE e.case_id = %s AND e.version = %s ORDER BY e.seq LIMIT 1
"""


def last_change(case: Case) -> dict[str, Any]:
    """{who, label, action, at, time}: the act that brought the case to its present version."""
    row = fetch(LAST, [case.pk, case.version])[0]
    at: datetime = row["received_at"]
    who = people([row["actor"]]).get(row["actor"], ROLE_LABELS[Role(row["role"])])
    time = f"{at.astimezone(ZONE):%H:%M}"
    return {"who": who, "label": label_of(row), "action": row["action"], "at": at.isoformat(), "time": time}

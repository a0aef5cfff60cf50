"""Claims in the operators' pool: who opened an item has it for some minutes (`claim_minutes`), renewed while he writes.

While a claim lasts nobody else moves the case; a shift lead or leader may take it over, which stands in the log. Where
nobody claimed, nobody is bound. Only who could move the case holds it: one taken over by a lead who cannot is free.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wangge.cases.models import Case
from wangge.cases.rules_now import rules_now
from wangge.organisation.models import User
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.names import Role, State
from wangge.standards.lifecycle.values import Actor, CaseFile

ZONE = ZoneInfo("Asia/Shanghai")
POOL = (State.REPORTED, State.SELF_REPORTED)
FREE = frozenset({"comment", "supervise", "answer_supervision", "take_over"})  # done beside whoever works on it


def holder(row: Case, now: datetime) -> int | None:
    """Whose claim lasts now: it ends with its minutes, and when the case leaves the pool."""
    lasting = row.state in POOL and row.claimed_until is not None and row.claimed_until > now
    return row.claimed_by if lasting else None


def name_of(user: int | None) -> str:
    found = User.objects.filter(pk=user).values_list("name", flat=True).first() if user is not None else None
    return found or "另一名坐席员"


def _sentence(row: Case) -> str:
    assert row.claimed_until is not None
    return f"{name_of(row.claimed_by)}正在办理，占用到 {row.claimed_until.astimezone(ZONE):%H:%M}"


def claimed(row: Case) -> Refused:
    """409 that says who has it and until when."""
    text = f"{_sentence(row)}。请稍后再试，或请值班长、领导接手。案件未改变。"
    extra = {"by": name_of(row.claimed_by), "until": row.claimed_until}
    return Refused("claimed", "同事正在办理", text, status=409, **extra)


def must_be_free(row: Case, action: str, actor: Actor, now: datetime) -> None:
    """Raises Refused `claimed` for a move by anybody but the holder."""
    held = holder(row, now)
    if held is not None and held != actor.user and action not in FREE and actor.role != Role.SYSTEM:
        raise claimed(row)


def moves(file: CaseFile, actor: Actor) -> bool:
    """Whether the actor could move the case as it stands, beyond what is done beside whoever works on it."""
    return any(action.code not in FREE for action in permit.permitted(file, actor))


NOBODY: dict[str, Any] = {"claimed_by": None, "claimed_until": None}


def columns(user: int, now: datetime) -> dict[str, Any]:
    """The row's two columns as they say that `user` has it from now on."""
    return {"claimed_by": user, "claimed_until": now + timedelta(minutes=int(rules_now().setting("claim_minutes")))}


def take(row: Case, user: int, now: datetime) -> None:
    """Claim or renew. Raises Refused `claimed` while somebody else has it."""
    if holder(row, now) not in (None, user):
        raise claimed(row)
    _write(row, columns(user, now))


def give_back(row: Case, user: int, now: datetime) -> None:
    """The holder lets go; nothing happens where nobody holds it. Raises Refused `claimed` while somebody else does."""
    held = holder(row, now)
    if held not in (None, user):
        raise claimed(row)
    if held is not None:
        _write(row, NOBODY)


def _write(row: Case, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])


def offered(entries: list[dict[str, Any]], row: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """What is on offer while somebody else has the case: moves are barred with the reason, and it may be taken over."""
    if holder(row, now) in (None, actor.user):
        return [e for e in entries if e["action"] != "take_over"]
    why = _sentence(row)
    return [e if e["action"] in FREE or e.get("barred") else e | {"barred": why} for e in entries]

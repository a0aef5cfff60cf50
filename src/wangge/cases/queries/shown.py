"""A case as the API shows it: names beside codes, lamps of now, and nothing that the asker may not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from wangge.cases.claims import POOL
from wangge.cases.models import CaseMedia
from wangge.cases.visibility import Sight
from wangge.evidence.models import Media
from wangge.organisation.models import Department, User
from wangge.rules.rulebook import Rulebook
from wangge.standards.lamps import lamp
from wangge.standards.lifecycle.names import STAGE_OF, STATE_LABELS, State

TIMES = (
    "reported_at accepted_at filed_at dispatched_at signed_at completed_at checked_at closed_at deadline stage_since "
    "stage_deadline suspended_until"
).split()
PLAIN = (
    "case_no version state source kind class_code condition_id grid duty_grid address description rework_times urgent "
    "provisional component_id merged_into reopened_from extensions satisfaction origin closing_condition edition "
    "limit_default submitted"
).split()
BEFORE_DISPATCH = ("reported", "verifying", "accepted", "filed")
CHECK_STEPS = ("answer_check", "answer_recheck")
UNIT_WORDS = {
    "urgent_hour": "紧急工作时",
    "natural_day": "自然日",
    "work_hour": "工作时",
    "work_day": "工作日",
    "minute": "分钟",
}


def limit_text(amount: Any, unit: str | None) -> str:
    return f"{float(amount):g} {UNIT_WORDS[unit]}" if amount is not None and unit else ""


def departments() -> dict[str, str]:
    """Short names of all departments by code."""
    return dict(Department.objects.values_list("code", "short_name"))


def people(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {i for i in ids if i}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def degrees(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def named(code: str | None, names: dict[str, str]) -> dict[str, str] | None:
    return {"code": code, "name": names.get(code, code)} if code else None


def media_of(case_ids: list[int], sight: Sight, *, whole: bool = False) -> dict[int, list[dict[str, Any]]]:
    """Photos by case, oldest first; to units a checker's photo carries no time to the second, name or place.

    `whole`: how each was taken too, for those who see everything.
    """
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = CaseMedia.objects.filter(case_id__in=case_ids).select_related("media__uploader").order_by("id")
    for row in rows:
        media = row.media
        item: dict[str, Any] = {
            "id": str(media.id),
            "role": row.role,
            "step": row.step,
            "kind": media.kind,
            "mime": media.mime,
            "sha256": media.sha256,
            "width": media.width,
            "height": media.height,
            "at": row.added_at,
            "captured_at": media.captured_at,
            "from_gallery": media.from_gallery,
        }
        if whole and sight.everything:
            item["capture"] = capture(media)
        if sight.unit is not None and row.step in CHECK_STEPS:
            item |= {"captured_at": None, "by": "核查员"}
        found[row.case_id].append(item)
    return found


def capture(media: Media) -> dict[str, Any]:
    """How a photo or recording came to be: time, place and device as they were fixed then, and who handed it in."""
    plain = {name: getattr(media, name) for name in ("gps_at", "accuracy", "device", "device_name", "in_app")}
    place = {"lon": degrees(media.lon), "lat": degrees(media.lat), "coord_sys": media.coord_sys}
    return {**plain, **place, "received_at": media.received_at, "by": media.uploader.name}


def suggestion(row: dict[str, Any], book: Rulebook, units: dict[str, str]) -> dict[str, str] | None:
    """The unit the rules would send it to, while nobody has decided: {code, name, reason}."""
    if row["lead_unit"] or row["state"] not in BEFORE_DISPATCH or not row["class_code"] or not row["grid"]:
        return None
    found = book.suggest_unit(row["class_code"], row["condition_id"], row["grid"])
    return {"code": found[0], "name": units.get(found[0], found[0]), "reason": found[1]} if found else None


def show(row: dict[str, Any], book: Rulebook, units: dict[str, str], now: datetime) -> dict[str, Any]:
    """One row of queries.listing as JSON-able values; lon/lat in degrees, times with zone."""
    state = State(row["state"])
    judged = row["completed_at"] or row["ended_at"] or now
    return {
        **{f: row[f] for f in PLAIN},
        **{f: row[f] for f in TIMES},
        "state_label": STATE_LABELS[state],
        "stage": STAGE_OF[state].value,
        "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
        "lon": degrees(row["lon"]),
        "lat": degrees(row["lat"]),
        "lead_unit": named(row["lead_unit"], units),
        "assisting_units": [named(u, units) for u in row["assisting_units"]],
        "assigned_unit": named(row["assigned_unit"], units),
        "suggested_unit": suggestion(row, book, units),
        "limit_text": limit_text(row["limit_amount"], row["limit_unit"]),
        "lamp": lamp(row["deadline"], row["warn_at"], judged),
        "stage_lamp": lamp(row["stage_deadline"], row["stage_warn_at"], now),
        "suspended": state is State.SUSPENDED,
    }


def held(row: dict[str, Any], now: datetime) -> bool:
    """A claim lasts while the case stands in the pool, and no longer than its five minutes."""
    return row["state"] in POOL and row["claimed_until"] is not None and row["claimed_until"] > now


def show_all(
    rows: list[dict[str, Any]], sight: Sight, asker: int, book: Rulebook, now: datetime, *, whole: bool = False
) -> list[dict[str, Any]]:
    """List items: the case, its photos (`whole`: and how they were taken), and who has it open."""
    units, media = departments(), media_of([r["id"] for r in rows], sight, whole=whole)
    claims = {r["id"]: r["claimed_by"] for r in rows if held(r, now)}
    names = people(claims.values())
    items = []
    for row in rows:
        item = show(row, book, units, now) | {"media": media.get(row["id"], [])}
        holder = claims.get(row["id"])
        if sight.everything and holder:
            item["claimed_by"] = {"name": names.get(holder, ""), "until": row["claimed_until"], "mine": holder == asker}
        items.append(item)
    return items

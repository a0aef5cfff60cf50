"""The words that every front end needs: units, classes with their conditions, states, actions, stock phrases."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

from wangge.basedata.jurisdiction import current
from wangge.organisation.models import Department, DepartmentKind
from wangge.rules import revision
from wangge.rules.models import UNITS
from wangge.rules.rulebook import ClassFacts, Rulebook, rulebook
from wangge.standards.filing import FilingRule
from wangge.standards.lifecycle.names import REGISTERED_SOURCES, ROLE_LABELS, SOURCE_LABELS, STAGE_LABELS, STATE_LABELS
from wangge.standards.lifecycle.table import ACTION_LABELS
from wangge.standards.worktime import Limit

LIMIT_WORDS = dict(UNITS)
# What a phone must know to take evidence and to warn without asking: name in the answer → setting.
CAPTURE = {
    "gallery_roles": "gallery_roles",
    "photo_max_mb": "photo_max_mb",
    "audio_max_mb": "audio_max_mb",
    "video_max_mb": "video_max_mb",
    "audio_max_seconds": "audio_max_seconds",
    "video_max_seconds": "video_max_seconds",
    "report_photos_max": "report_photos_max",
    "duplicate_metres": "duplicate_metres",
    "duplicate_hours": "duplicate_hours",
    "pin_far_metres": "flag_photo_case_metres",
}
_KEPT = 8
_made: OrderedDict[tuple[str, UUID], dict[str, Any]] = OrderedDict()
_lock = Lock()


def dictionaries() -> dict[str, Any]:
    """The present words of the current jurisdiction; one copy is kept per revision of the rule books (which also
    counts changes of departments). `version` is the revision's token."""
    token = revision.token()
    if token is None:
        return make("")
    key = (current(), token)
    with _lock:
        if key in _made:
            return _made[key]
    found = make(str(token))
    with _lock:
        _made[key] = found
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return found


def make(version: str) -> dict[str, Any]:
    book = rulebook()
    return {
        "version": version,
        "edition": book.edition,
        "units": units(),
        "classes": [class_entry(facts, book) for facts in book.classes],
        "states": labels(STATE_LABELS),
        "stages": labels(STAGE_LABELS),
        "sources": labels(SOURCE_LABELS),
        "registered_sources": list(REGISTERED_SOURCES),
        "actions": labels(ACTION_LABELS),
        "posts": labels(ROLE_LABELS),
        "limit_units": LIMIT_WORDS,
        "capture": {name: plain(book.setting(key)) for name, key in CAPTURE.items()},
        "phrases": {action: list(texts) for action, texts in book.phrases.items()},
    }


def plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def labels(words: Any) -> dict[str, str]:
    return {str(code): text for code, text in words.items()}


def units() -> list[dict[str, Any]]:
    """First-level responsible units in service: those a case can be dispatched to."""
    found = Department.objects.filter(kind=DepartmentKind.UNIT, level=1, active=True).order_by("code")
    return [dict(row) for row in found.values("code", "name", "short_name", "group")]


def class_entry(facts: ClassFacts, book: Rulebook) -> dict[str, Any]:
    rules = book.rules_of(facts.code) or (book.default_rule(facts.code),)
    return {
        "code": facts.code,
        "name": facts.name,
        "initials": initials(facts.name),
        "pinyin": pinyin(facts.name),
        "kind": facts.kind,
        "major_code": facts.major_code,
        "major_name": facts.major_name,
        "conditions": [condition(rule) for rule in rules],
    }


def condition(rule: FilingRule) -> dict[str, Any]:
    return {
        "id": rule.condition_id,
        "condition": rule.condition,
        "limit": float(rule.limit.amount),
        "limit_unit": rule.limit.unit.value,
        "limit_text": limit_text(rule.limit),
        "closing_condition": rule.closing_condition,
        "urgent": rule.urgent,
    }


def limit_text(limit: Limit) -> str:
    """For people: `4 工作时`."""
    return f"{float(limit.amount):g} {LIMIT_WORDS[limit.unit.value]}"


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """First letters of the pinyin, lower case; Latin words and digits stay whole, signs go (`ATM机` → `atmj`)."""
    from pypinyin import Style, lazy_pinyin  # half a second to load: not at every start of every command

    return plain_letters(lazy_pinyin(name, style=Style.FIRST_LETTER))


@lru_cache(maxsize=4096)
def pinyin(name: str) -> str:
    """The whole pinyin without tones or spaces: 暴露垃圾 → `baolulaji`."""
    from pypinyin import lazy_pinyin

    return plain_letters(lazy_pinyin(name))


def plain_letters(syllables: list[str]) -> str:
    return "".join(c for c in "".join(syllables).lower() if c.isascii() and c.isalnum())

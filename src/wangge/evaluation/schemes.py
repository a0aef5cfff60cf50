"""The scheme that scores a period: the county's own version in force then, or the standard's with the county's settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wangge.evaluation.models import SchemeVersion
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.errors import Refused
from wangge.standards.evaluation.defaults import DEFAULTS
from wangge.standards.evaluation.grades import LETTERS, GradeTable
from wangge.standards.evaluation.scheme_json import from_json
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scope import FileRate, Settings


def scheme_of(code: str, first: date) -> Scheme:
    """For a period that begins on `first`. Raises Refused `unknown_scheme` (404)."""
    if code not in DEFAULTS:
        raise Refused("unknown_scheme", "没有这个评价方案", f"评价方案只有 {'、'.join(DEFAULTS)}。", status=404)
    book = rulebook()
    own = SchemeVersion.objects.filter(code=code, starts__lte=first).order_by("-starts", "-version").first()
    found = read(own) if own else replace(DEFAULTS[code], settings=_settings(book))
    return replace(found, grades=_in_local_words(found.grades, book))


def read(row: SchemeVersion) -> Scheme:
    """Raises Refused `scheme_invalid`."""
    return from_json({**row.body, "code": row.code, "target": row.code, "version": row.version})


def _settings(book: Rulebook) -> Settings:
    with_self = book.setting("file_rate_with_self_disposed")
    return Settings(
        carried_late=book.setting("carried_late"),
        open_intime_due=book.setting("due_with_open_intime"),
        waiting_as_closed=book.setting("waiting_centre_as_closed"),
        rework_over=book.setting("rework_base"),
        file_rate=FileRate.WITH_SELF_DISPOSED if with_self else FileRate.REPORTED,
    )


def _in_local_words(table: GradeTable, book: Rulebook) -> GradeTable:
    """The plain letters in the county's own words, best first; a shorter list's last word goes on to the worst."""
    words = book.setting("grade_words")
    if table != LETTERS or not words:
        return table
    grades = (replace(g, word=words[min(n, len(words) - 1)]) for n, g in enumerate(table.grades))
    return GradeTable(table.name, tuple(grades))

"""What holds for work on phones. The county's own values come from its rules, which register here at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """`pin`: off, offered or required; `pin_minutes` in the background after which it is asked again; `pin_tries`
    wrong ones after which only the password helps."""

    session_hours: int = 14
    pin: str = "offered"
    pin_minutes: int = 5
    pin_tries: int = 8


Source = Callable[[], FieldTerms]
_sources: list[Source] = [FieldTerms]


def register(source: Source) -> None:
    """The last one registered speaks."""
    _sources.append(source)


def terms() -> FieldTerms:
    return _sources[-1]()

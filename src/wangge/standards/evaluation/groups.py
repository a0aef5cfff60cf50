"""By what facts are grouped: a name → the key of a fact. An empty key is the group `none`."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Protocol

from wangge.standards.errors import Refused

NONE = "none"


class Placed(Protocol):
    """What every fact can be grouped by."""

    @property
    def grid(self) -> str: ...
    @property
    def duty_grid(self) -> str: ...
    @property
    def class_code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def collector(self) -> str: ...


def _prefix(length: int) -> Callable[[Placed], str]:
    return lambda fact: fact.grid[:length]


def _major(fact: Placed) -> str:
    """Kind letter + two digits of the major class."""
    return fact.class_code[:3]


AREAS: dict[str, Callable[[Placed], str]] = {
    "grid": attrgetter("grid"),
    "duty_grid": attrgetter("duty_grid"),
    "community": _prefix(12),
    "street": _prefix(9),
    "area": _prefix(9),
    "county": _prefix(6),
    "class": attrgetter("class_code"),
    "major": _major,
    "kind": attrgetter("kind"),
    "source": attrgetter("source"),
    "collector": attrgetter("collector"),
    "all": lambda _fact: "all",
}
"""`area` is the street: the level at which areas are ranked."""


def grouping(group_by: str) -> Callable[[Placed], str]:
    """The key function of a grouping by place, class, source or reporter; Refused for an unknown name."""
    key = AREAS.get(group_by)
    if key is None:
        raise Refused(
            "unknown_grouping", "未知的分组方式", f"“{group_by}”不是分组方式，可用：{'、'.join(AREAS)}、unit。"
        )
    return key

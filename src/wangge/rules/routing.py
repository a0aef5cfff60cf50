"""The responsibility table for the standards' classes: which unit leads by default, and why.

`data/responsibility.csv` gives a unit to words of class names (first line that fits; `=` exact, `*` any; no unit =
the territorial street), `data/exceptions.csv` what differs in a street. What the filing rules name as responsible is
added to the reason, and a cleaning condition for which they name 环卫 goes there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wangge.standards.classes import ClassTree
from wangge.standards.filing import FilingRule

STREETS = {f"41132800{i}": f"UNIT0{i}" for i in range(1, 6)}
FALLBACK = "UNIT06"
CLEANERS, GARDENERS = "UNIT07", "UNIT08"
_CLEANING = ("不洁", "脏污")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table, as `models.Route`; `unit` None = the territorial street."""

    class_prefix: str
    condition_id: str
    grid_prefix: str
    unit: str | None
    reason: str


def lines(tree: ClassTree, rules: Iterable[FilingRule]) -> list[Line]:
    """All lines of one edition's classes: defaults, exceptions by condition, exceptions by grid prefix."""
    rules = list(rules)
    named = {rule.class_code: rule.responsible for rule in rules}
    found = [_default(row.code, row.name, named.get(row.code, ())) for row in tree.classes]
    leads = {line.class_prefix: line.unit for line in found}
    cleaning = [_cleaning(rule) for rule in rules if _is_cleaning(rule, leads[rule.class_code])]
    return [*found, *cleaning, *_exceptions(tree)]


def territory() -> list[Line]:
    """The lines without a class: each street in its grids, and one unit where no street of the built-up area is."""
    streets = [Line("", "", grid, unit, "责任单位不明，由属地街道负责") for grid, unit in STREETS.items()]
    return [*streets, Line("", "", "", FALLBACK, "不在城区五个街道内，由城市管理局负责")]


def owner(name: str) -> tuple[str | None, str]:
    """Unit and reason for a class name; a component-related event (…异常) goes where its component goes."""
    stem = name.replace("异常", "")
    return next((unit, reason) for unit, words, reason in _owners() if any(_fits(word, stem) for word in words))


def _default(code: str, name: str, responsible: tuple[str, ...]) -> Line:
    unit, reason = owner(name)
    named = f"（立案规则责任主体：{'、'.join(responsible)}）" if responsible else ""
    return Line(code, "", "", unit, reason + named)


def _is_cleaning(rule: FilingRule, lead: str | None) -> bool:
    dirty = any(word in rule.condition for word in _CLEANING)
    return dirty and "环卫" in rule.responsible and lead not in (CLEANERS, GARDENERS)


def _cleaning(rule: FilingRule) -> Line:
    return Line(rule.class_code, rule.condition_id, "", CLEANERS, "保洁类问题由环境卫生服务中心负责")


def _exceptions(tree: ClassTree) -> Iterator[Line]:
    for row in _rows("exceptions.csv"):
        for minor in tree.classes:
            if minor.name == row["class"]:
                yield Line(minor.code, "", row["grid"], row["unit"], row["reason"])


@cache
def _owners() -> tuple[tuple[str | None, tuple[str, ...], str], ...]:
    rows = _rows("responsibility.csv")
    return tuple((row["unit"] or None, tuple(row["words"].split("|")), row["reason"]) for row in rows)


def _fits(word: str, stem: str) -> bool:
    return word == "*" or (stem == word[1:] if word.startswith("=") else word in stem)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("wangge.rules") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))

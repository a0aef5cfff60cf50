"""What cases are about: the classes of a real city's month (福州 2015-05, domain/numbers.md) in the active edition."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from wangge.cases.actions.classing import classing
from wangge.demo.simulation.shapes import Weighted
from wangge.rules.rulebook import Rulebook
from wangge.standards.filing import FilingRule

URGENT = 0.12  # how often an urgent condition is met, against a usual one


@dataclass(frozen=True, slots=True)
class Matter:
    """A class as cases come in it. `key` names its sentences, `family` those of its kin and its pictures."""

    code: str
    kind: str
    name: str
    key: str
    family: str


class Mix:
    def __init__(self, book: Rulebook) -> None:
        names = {(facts.kind, facts.name): facts.code for facts in book.classes}
        found = [(row, matter) for row in _rows() if (matter := _matter(row, names))]
        self.matters = [matter for _, matter in found]
        self._usual = Weighted(self.matters, [float(row["weight"]) for row, _ in found])
        self._own = Weighted(self.matters, [float(row["weight"]) * float(row["self_disposed"]) for row, _ in found])
        self._conditions = {m.code: _conditions(book.rules_of(m.code)) for m in self.matters}
        self._values = {r.condition_id: classing(book, m.code, r.condition_id) for m, r in _every(book, self.matters)}

    def draw(self, chance: random.Random) -> Matter:
        return self._usual.draw(chance)

    def draw_self_disposed(self, chance: random.Random) -> Matter:
        """Small things that a collector puts right on the spot."""
        return self._own.draw(chance)

    def condition(self, chance: random.Random, matter: Matter) -> Mapping[str, Any]:
        """Class, condition and limit as a report or acceptance brings them."""
        return self._values[self._conditions[matter.code].draw(chance).condition_id]


def _rows() -> list[dict[str, str]]:
    text = (files("wangge.demo.simulation") / "data" / "mix.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _matter(row: dict[str, str], names: Mapping[tuple[str, str], str]) -> Matter | None:
    """None where the edition knows none of the row's names."""
    known = row["names"].split("|")
    for name in known:
        for kind in (row["kind"], "event", "component"):
            if (kind, name) in names:
                return Matter(names[kind, name], kind, name, known[0], row["family"])
    return None


def _conditions(rules: tuple[FilingRule, ...]) -> Weighted[FilingRule]:
    return Weighted(rules, [URGENT if rule.urgent else 1.0 for rule in rules])


def _every(book: Rulebook, matters: list[Matter]) -> list[tuple[Matter, FilingRule]]:
    return [(matter, rule) for matter in matters for rule in book.rules_of(matter.code)]

"""Bands: a volume per 30 days → 0..100. Bounds are inclusive; a value between two bands takes the worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

THIRTY = 30


class Better(StrEnum):
    FEWER = "fewer"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Bands:
    """`steps` are (bound, points) from the best band on: ≤ bound where fewer is better, ≥ bound where more is.

    `group` is the ranking group the table is for; "" serves every group without one of its own.
    """

    better: Better
    steps: tuple[tuple[Decimal, Decimal], ...]
    otherwise: Decimal = Decimal(0)
    group: str = ""

    def points(self, value: Fraction) -> Decimal:
        reached = (points for bound, points in self.steps if self._reaches(value, bound))
        return next(reached, self.otherwise)

    def _reaches(self, value: Fraction, bound: Decimal) -> bool:
        return value <= Fraction(bound) if self.better is Better.FEWER else value >= Fraction(bound)


def per_30_days(count: int, days: int, among: int = 1) -> Fraction:
    """Volume per 30 days, and per unit grid where an area has `among` of them."""
    return Fraction(count * THIRTY, days * among)


def bands_for(group: str, tables: Iterable[Bands]) -> Bands:
    """The group's own table, else the one for all, else the last."""
    known = {table.group: table for table in tables}
    return known.get(group) or known.get("") or list(known.values())[-1]


def bands(better: Better, steps: Iterable[tuple[int, int]], group: str = "") -> Bands:
    """A table from plain numbers: `bands(Better.FEWER, [(50, 100), (100, 90)])`."""
    return Bands(better, tuple((Decimal(bound), Decimal(points)) for bound, points in steps), group=group)

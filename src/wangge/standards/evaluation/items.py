"""The items a scheme is made of. Each turns counts into points between 0 and its weight, or has no data (None)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from wangge.standards.evaluation.bands import Bands, bands_for, per_30_days
from wangge.standards.evaluation.rates import Counts, Rate, Ratio


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is scored: ranking group ("" = all in one), days of the period, unit grids of an area (for bands)."""

    days: int = 30
    group: str = ""
    unit_grids: int = 1


ONE_MONTH = Subject()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`share` of the weight earned, 0..1; None = no data. `ratios` and `note` (Chinese) defend it."""

    share: Fraction | None
    ratios: Mapping[str, Ratio] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class RateItem:
    """weight × (start + Σ factor × rate), held in 0..1: a rate itself, (1 − rate), or a blend such as
    in time + 0.4 × late. Without data as soon as one of its rates is."""

    name: str
    weight: Decimal
    terms: tuple[tuple[str, Decimal], ...]
    start: Decimal = Decimal(0)

    def outcome(self, counts: Counts, rates: Mapping[str, Rate], subject: Subject) -> Outcome:
        ratios = {code: rates[code].of(counts) for code, _factor in self.terms}
        total = Fraction(self.start)
        for code, factor in self.terms:
            exact = ratios[code].exact
            if exact is None:
                return Outcome(None, ratios)
            total += Fraction(factor) * exact
        return Outcome(_unit(total), ratios)


@dataclass(frozen=True, slots=True)
class BandItem:
    """weight × band points / 100 for a count per 30 days (and per unit grid)."""

    name: str
    weight: Decimal
    count: str
    tables: tuple[Bands, ...]
    per_unit_grid: bool = False

    def outcome(self, counts: Counts, rates: Mapping[str, Rate], subject: Subject) -> Outcome:
        number = counts.get(self.count, 0)
        volume = per_30_days(number, subject.days, subject.unit_grids if self.per_unit_grid else 1)
        points = bands_for(subject.group, self.tables).points(volume)
        where = "每单元网格每30天" if self.per_unit_grid else "每30天"
        return Outcome(_unit(Fraction(points) / 100), {}, f"{number} 件，{where} {float(volume):.2f} 件，档分 {points}")


@dataclass(frozen=True, slots=True)
class PointsItem:
    """Full points from `threshold` (a share, 0.70) on; below it `loss` points off per percentage point, in
    proportion for parts of one, never below 0."""

    name: str
    weight: Decimal
    rate: str
    threshold: Decimal
    loss: Decimal

    def outcome(self, counts: Counts, rates: Mapping[str, Rate], subject: Subject) -> Outcome:
        ratio = rates[self.rate].of(counts)
        if ratio.exact is None:
            return Outcome(None, {self.rate: ratio})
        below = max(Fraction(self.threshold) - ratio.exact, Fraction(0)) * 100
        return Outcome(_unit(1 - below * Fraction(self.loss) / Fraction(self.weight)), {self.rate: ratio})


@dataclass(frozen=True, slots=True)
class CountItem:
    """Points lost per counted thing, by tiers (up to and including the n-th, loss each); the last tier's bound None
    goes on for ever. `needs` is a count without which there is no data."""

    name: str
    weight: Decimal
    count: str
    tiers: tuple[tuple[int | None, Decimal], ...]
    needs: str = ""

    def outcome(self, counts: Counts, rates: Mapping[str, Rate], subject: Subject) -> Outcome:
        number = counts.get(self.count, 0)
        if self.needs and not counts.get(self.needs, 0):
            return Outcome(None, {}, f"{number} 次")
        return Outcome(_unit(1 - self._loss(number) / Fraction(self.weight)), {}, f"{number} 次")

    def _loss(self, number: int) -> Fraction:
        lost, done = Fraction(0), 0
        for bound, each in self.tiers:
            upto = number if bound is None else min(number, bound)
            lost += Fraction(each) * max(upto - done, 0)
            done = max(done, upto)
        return lost


Item = RateItem | BandItem | PointsItem | CountItem


def _unit(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))

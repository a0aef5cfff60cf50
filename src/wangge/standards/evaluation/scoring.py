"""The score of one group, item by item, so that it can be defended; arithmetic is exact, rounding comes last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from wangge.standards.evaluation.grades import Grade, shown
from wangge.standards.evaluation.items import ONE_MONTH, Item, Outcome, Subject
from wangge.standards.evaluation.rates import Counts, Ratio
from wangge.standards.evaluation.schemes import Scheme


class NoScore(StrEnum):
    """Why there is no score, grade or rank (无数据)."""

    NOTHING_DUE = "nothing_due"
    TOO_THIN = "too_thin"
    """less than half of the weight has data"""


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item. `weight` is the scheme's, `carried` what it weighs after the items without data were spread over the
    others (0 for those), `share` the part earned 0..1, `points` = carried × share; both rounded for showing."""

    name: str
    weight: Decimal
    carried: Decimal
    share: Decimal | None
    points: Decimal | None
    ratios: Mapping[str, Ratio]
    note: str


@dataclass(frozen=True, slots=True)
class DeductionScore:
    name: str
    number: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Explanation:
    """`marks` of `full`, and `score` = marks × 100/full (equal where full is 100); both None with `why` set.
    Grade and rank follow `score` as shown, two digits half up."""

    scheme: str
    version: int
    full: Decimal
    items: tuple[ItemScore, ...]
    deductions: tuple[DeductionScore, ...]
    marks: Decimal | None
    score: Decimal | None
    grade: Grade | None
    why: NoScore | None


def explain(scheme: Scheme, counts: Counts, subject: Subject = ONE_MONTH) -> Explanation:
    """The score with everything it is made of. `counts` may hold counts no fact has (`frauds`)."""
    rates = scheme.rate_table()
    pairs = [(item, item.outcome(counts, rates, subject)) for item in scheme.items]
    known = sum((Fraction(item.weight) for item, outcome in pairs if outcome.share is not None), Fraction())
    stretch = Fraction(scheme.full) / known if known else Fraction()
    off = tuple(DeductionScore(d.name, n := counts.get(d.count, 0), d.each * n) for d in scheme.deductions)
    why = _why_not(scheme, counts, known)
    items = tuple(_item_score(item, outcome, stretch) for item, outcome in pairs)
    return _explanation(scheme, items, off, None if why else _marks(pairs, stretch, off), why)


def score(scheme: Scheme, counts: Counts, subject: Subject = ONE_MONTH) -> Decimal | None:
    """Only the number, on the scale 0–100."""
    return explain(scheme, counts, subject).score


def _why_not(scheme: Scheme, counts: Counts, known: Fraction) -> NoScore | None:
    if not any(counts.get(code, 0) for code in scheme.requires):
        return NoScore.NOTHING_DUE
    return NoScore.TOO_THIN if known * 2 < Fraction(scheme.full) else None


def _item_score(item: Item, outcome: Outcome, stretch: Fraction) -> ItemScore:
    if outcome.share is None:
        return ItemScore(item.name, item.weight, Decimal(0), None, None, outcome.ratios, outcome.note)
    carried = Fraction(item.weight) * stretch
    points = shown(carried * outcome.share)
    return ItemScore(
        item.name, item.weight, shown(carried), _decimal(outcome.share), points, outcome.ratios, outcome.note
    )


def _marks(pairs: Sequence[tuple[Item, Outcome]], stretch: Fraction, deductions: Sequence[DeductionScore]) -> Fraction:
    earned = sum((Fraction(item.weight) * (outcome.share or 0) for item, outcome in pairs), Fraction())
    off = sum((Fraction(deduction.points) for deduction in deductions), Fraction())
    return max(earned * stretch - off, Fraction())


def _explanation(
    scheme: Scheme,
    items: tuple[ItemScore, ...],
    deductions: tuple[DeductionScore, ...],
    marks: Fraction | None,
    why: NoScore | None,
) -> Explanation:
    percent = None if marks is None else shown(marks * 100 / Fraction(scheme.full))
    return Explanation(
        scheme=scheme.code,
        version=scheme.version,
        full=scheme.full,
        items=items,
        deductions=deductions,
        marks=None if marks is None else shown(marks),
        score=percent,
        grade=None if percent is None else scheme.grades.of(percent),
        why=why,
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)

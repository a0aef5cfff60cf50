"""A scheme of evaluation: versioned data that says how counts become a score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wangge.standards.evaluation.grades import LETTERS, GradeTable
from wangge.standards.evaluation.items import Item
from wangge.standards.evaluation.rates import Rate, rate_table
from wangge.standards.evaluation.scope import STANDARD, Basis, Settings


class Target(StrEnum):
    """What a scheme scores."""

    AREA = "area"
    UNIT = "unit"
    COLLECTOR = "collector"
    OPERATOR = "operator"
    SHIFT_LEAD = "shift_lead"
    DISPATCHER = "dispatcher"


@dataclass(frozen=True, slots=True)
class Deduction:
    """`each` points off the total for every one counted (a proven fraud)."""

    name: str
    count: str
    each: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """`full` marks = the weights' sum, 100 in weighted schemes; scores with other full marks are shown × 100/full too.

    `requires`: without any of these counts there is no score, grade or rank (no due case; nothing done).
    `rates`: rates of its own, or its own form of a standard one.
    """

    code: str
    version: int
    name: str
    target: Target
    items: tuple[Item, ...]
    requires: tuple[str, ...]
    basis: Basis = Basis.FILING
    settings: Settings = STANDARD
    full: Decimal = Decimal(100)
    deductions: tuple[Deduction, ...] = ()
    rates: tuple[Rate, ...] = ()
    grades: GradeTable = LETTERS

    def rate_table(self) -> dict[str, Rate]:
        return rate_table(self.settings, self.rates)

"""Grades of a score on the scale 0–100, and how numbers are rounded for showing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Grade:
    """From `floor` on, inclusive. `colour` is the map's."""

    floor: Decimal
    letter: str
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Grades from the best on; the last one's floor is 0. `name` says which wording is meant."""

    name: str
    grades: tuple[Grade, ...]

    def of(self, shown: Decimal) -> Grade:
        """The grade of a score as shown (two digits), so that 90.00 on paper is never a B."""
        return next((grade for grade in self.grades if shown >= grade.floor), self.grades[-1])


def _table(name: str, words: tuple[str, str, str, str, str]) -> GradeTable:
    floors, letters, colours = (90, 75, 60, 40, 0), "ABCDE", ("green", "blue", "yellow", "red", "black")
    rows = zip(floors, letters, words, colours, strict=True)
    return GradeTable(name, tuple(Grade(Decimal(floor), letter, word, colour) for floor, letter, word, colour in rows))


LETTERS = _table("letters", ("A", "B", "C", "D", "E"))
WORDS = _table("words", ("优秀", "良好", "合格", "不合格", "不合格"))
GRADE_TABLES = {table.name: table for table in (LETTERS, WORDS)}


def shown(value: Fraction) -> Decimal:
    """Two digits, half up. The only rounding there is, done last: everything before is exact."""
    return Decimal(_half_up(value * 100)).scaleb(-2)


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def percent(value: Decimal) -> str:
    """A rate for people: 0.8519 → "85.19 %"."""
    return f"{(value * 100).quantize(CENT, ROUND_HALF_UP)} %"

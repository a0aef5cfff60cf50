"""Grades and ranks of scores."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wangge.standards.evaluation.grades import LETTERS, WORDS, percent, shown
from wangge.standards.evaluation.ranking import rank


@pytest.mark.parametrize(
    ("score", "letter", "colour", "word"),
    [
        ("100", "A", "green", "优秀"), ("90", "A", "green", "优秀"), ("89.99", "B", "blue", "良好"),
        ("75", "B", "blue", "良好"), ("74.99", "C", "yellow", "合格"), ("60", "C", "yellow", "合格"),
        ("59.99", "D", "red", "不合格"), ("40", "D", "red", "不合格"), ("39.99", "E", "black", "不合格"),
        ("0", "E", "black", "不合格"),
    ],
)  # fmt: skip
def test_grades(score: str, letter: str, colour: str, word: str) -> None:
    grade = LETTERS.of(Decimal(score))
    assert (grade.letter, grade.colour) == (letter, colour)
    assert WORDS.of(Decimal(score)).word == word


def test_showing_is_half_up_to_two_digits() -> None:
    assert [shown(Fraction(n, 1000)) for n in (5, 4, 89_995, 100_000)] == [
        Decimal("0.01"), Decimal("0.00"), Decimal("90.00"), Decimal("100.00"),
    ]  # fmt: skip
    assert percent(Decimal(12418) / Decimal(14577)) == "85.19 %"


def test_equal_scores_share_a_rank_and_no_score_has_none() -> None:
    scores = {"a": Decimal(90), "b": Decimal(80), "c": Decimal(80), "d": Decimal(70), "e": None}
    assert rank(scores) == {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}


def test_ranks_are_inside_groups() -> None:
    scores = {"a": Decimal(90), "b": Decimal(80), "c": Decimal(70)}
    assert rank(scores, {"a": "street", "b": "bureau", "c": "street"}) == {"a": 1, "b": 1, "c": 2}

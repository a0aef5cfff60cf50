"""Bands: per 30 days, bounds inclusive, between two bands the worse."""

from __future__ import annotations

from fractions import Fraction

import pytest

from wangge.standards.evaluation.bands import bands_for, per_30_days
from wangge.standards.evaluation.defaults import AREA_FILED, UNIT_FILED, WORK_DONE


@pytest.mark.parametrize(
    ("volume", "points"),
    [(0, 100), (50, 100), ("50.01", 90), (100, 90), (101, 75), (200, 75), (500, 60), (1000, 40), (1001, 0)],
)
def test_filed_cases_of_a_unit(volume: int | str, points: int) -> None:
    assert UNIT_FILED.points(Fraction(volume)) == points


@pytest.mark.parametrize(
    ("volume", "points"),
    [(2001, 100), ("2000.5", 90), (1201, 90), (1200, 75), (501, 75), (301, 60), (101, 40), (100, 0), (0, 0)],
)
def test_work_of_a_post(volume: int | str, points: int) -> None:
    assert WORK_DONE.points(Fraction(volume)) == points


@pytest.mark.parametrize(
    ("group", "volume", "points"),
    [
        ("一类", 0, 100), ("一类", "0.1", 90), ("一类", 2, 90), ("一类", "2.1", 75), ("一类", 8, 40), ("一类", "8.1", 0),
        ("二类", 0, 100), ("二类", 3, 90), ("三类", 5, 75), ("三类", 7, 60), ("", 9, 40), ("别的", "9.01", 0),
    ],
)  # fmt: skip
def test_filed_cases_of_an_area_by_its_class(group: str, volume: int | str, points: int) -> None:
    assert bands_for(group, AREA_FILED).points(Fraction(volume)) == points


def test_volumes_are_per_30_days_and_per_unit_grid() -> None:
    assert per_30_days(31, 31) == 30
    assert per_30_days(7, 7) == 30
    assert per_30_days(60, 30, 20) == 3

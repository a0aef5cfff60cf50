"""A point lies in one cell, on a common edge in the one with the smallest code, and outside in none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.basedata.world import COMMUNITY, SIDE, SOUTH, SQUARES, WEST
from wangge.basedata.gridindex import NOWHERE, GridIndex

INDEX = GridIndex(list(SQUARES)[::-1], list(SQUARES.values())[::-1])
EAST, NORTH = round(WEST + 2 * SIDE, 7), round(SOUTH + SIDE, 7)


def code_at(lon: float, lat: float) -> str | None:
    position = INDEX.at(lon, lat)
    return None if position is None else INDEX.codes[position]


@pytest.mark.parametrize(
    ("lon", "lat", "last"),
    [
        (WEST + SIDE / 2, SOUTH + SIDE / 2, "001"),
        (WEST + 1.5 * SIDE, SOUTH - SIDE / 2, "004"),
        (round(WEST + SIDE, 7), SOUTH + SIDE / 2, "001"),
        (round(WEST + SIDE, 7), SOUTH, "001"),
        (WEST + 1.5 * SIDE, SOUTH, "002"),
        (EAST, NORTH, "002"),
    ],
)
def test_a_point_belongs_to_one_cell_and_on_an_edge_to_the_smallest_code(lon: float, lat: float, last: str) -> None:
    assert code_at(lon, lat) == COMMUNITY + last


@pytest.mark.parametrize(("lon", "lat"), [(EAST + 1e-7, SOUTH), (WEST, NORTH + 1e-7), (0, 0)])
def test_outside_is_nowhere(lon: float, lat: float) -> None:
    assert code_at(lon, lat) is None
    assert INDEX.many([[lon, lat]]).tolist() == [NOWHERE]


@given(st.lists(st.tuples(st.floats(WEST - SIDE, EAST + SIDE), st.floats(SOUTH - 2 * SIDE, NORTH + SIDE)), max_size=20))
def test_many_points_are_answered_as_one_by_one(points: list[tuple[float, float]]) -> None:
    alone = [INDEX.at(*point) for point in points]
    together = [None if k == NOWHERE else k for k in INDEX.many(np.array(points).reshape(-1, 2)).tolist()]
    assert together == alone

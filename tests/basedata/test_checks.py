"""Unit grids are taken in only when they cover the ground once, without holes, under known communities."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from tests.basedata.world import COMMUNITY, SIDE, SOUTH, SQUARES, WEST, square
from wangge.basedata import coordinates
from wangge.basedata.checks import check_grids
from wangge.standards.errors import Refused

KNOWN = {COMMUNITY}
BOWTIE = Polygon([(WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (WEST + SIDE, SOUTH), (WEST, SOUTH + SIDE)])


def refused(grids: Mapping[str, BaseGeometry]) -> Refused:
    with pytest.raises(Refused) as refusal:
        check_grids(grids, KNOWN)
    return refusal.value


def test_a_sound_set_is_answered_with_areas_in_square_metres() -> None:
    size = check_grids(SQUARES, KNOWN)
    assert size.keys() == SQUARES.keys()
    for code, shape in SQUARES.items():
        assert float(size[code]) == pytest.approx(coordinates.metric(shape).area, rel=1e-3)


@pytest.mark.parametrize(
    "shape", [BOWTIE, MultiPolygon([square(0, 0), square(5, 0)]), Polygon(), square(0, 0).centroid]
)
def test_shapes_that_are_no_single_closed_area_are_refused(shape: BaseGeometry) -> None:
    refusal = refused({f"{COMMUNITY}001": shape})
    assert refusal.code == "grid_invalid"
    assert f"{COMMUNITY}001" in refusal.detail


@pytest.mark.parametrize("code", ["41132800200", "411328002009001", f"{COMMUNITY}000", f"{COMMUNITY}00A"])
def test_codes_must_stand_under_a_known_community(code: str) -> None:
    assert refused({code: square(0, 0)}).code == "grid_prefix"


def test_overlaps_are_named_with_both_codes_and_their_size() -> None:
    refusal = refused(SQUARES | {f"{COMMUNITY}001": square(0, 0, wide=1.1)})
    assert refusal.code == "grid_overlap"
    assert f"{COMMUNITY}001 与 {COMMUNITY}002" in refusal.detail


def test_a_hole_inside_the_covered_ground_is_a_gap() -> None:
    ring = {f"{COMMUNITY}{n:03d}": square(n % 3, n // 3) for n in range(9) if n != 4}
    ring[f"{COMMUNITY}009"] = ring.pop(f"{COMMUNITY}000")
    refusal = refused(ring)
    assert refusal.code == "grid_gap"
    assert f"{WEST + 1.5 * SIDE:.4f}" in refusal.detail


def test_patches_of_ground_that_lie_apart_are_sound() -> None:
    assert len(check_grids({f"{COMMUNITY}001": square(0, 0), f"{COMMUNITY}002": square(9, 0)}, KNOWN)) == 2


def test_a_grid_that_ends_before_its_neighbour_leaves_a_gap_only_where_ground_is_enclosed() -> None:
    short = SQUARES | {f"{COMMUNITY}002": square(1, 0, wide=0.5)}
    assert len(check_grids(short, KNOWN)) == 4

"""The unit grids of the sample county keep every rule the real ones must keep."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
import shapely
from shapely import STRtree

from wangge.basedata import coordinates
from wangge.basedata.checks import check_grids
from wangge.basedata.load import division_names
from wangge.demo.county import County, generate
from wangge.demo.county.values import UnitCell


def test_they_pass_the_checks_of_an_import(county: County) -> None:
    check_grids({cell.code: cell.shape for cell in county.unit_grids}, division_names())


def test_neighbours_share_their_vertices_exactly_on_the_seventh_decimal(county: County) -> None:
    shapes = [cell.shape for cell in county.unit_grids]
    assert shapely.coverage_is_valid(shapes)
    points = shapely.get_coordinates(shapes)
    assert np.array_equal(points, np.round(points, 7))


def test_they_cover_thirty_square_kilometres_without_a_hole(county: County) -> None:
    ground = shapely.coverage_union_all([cell.shape for cell in county.unit_grids])
    assert isinstance(ground, shapely.Polygon)
    assert len(ground.interiors) == 0
    assert 29.5e6 < coordinates.area(ground) < 30.5e6


def test_there_are_about_three_thousand_of_about_a_hectare(county: County) -> None:
    size = np.array([cell.area_m2 for cell in county.unit_grids])
    assert 2_700 < len(size) < 3_300
    assert 9_000 < np.median(size) < 11_000
    assert np.percentile(size, 2) > 4_000
    assert size.min() > 500
    assert size.max() < 80_000


def test_each_stands_under_its_real_community_of_the_five_streets(county: County) -> None:
    names = division_names()
    assert {cell.code[:9] for cell in county.unit_grids} == {f"41132800{n}" for n in range(1, 6)}
    assert all(cell.code[:12] == cell.community_code in names for cell in county.unit_grids)


def test_a_communitys_ground_is_one_piece_and_the_union_of_its_grids(county: County) -> None:
    members: dict[str, list[UnitCell]] = defaultdict(list)
    for cell in county.unit_grids:
        members[cell.community_code].append(cell)
    for code, cells in members.items():
        ground = county.divisions[code]
        assert isinstance(ground, shapely.Polygon), code
        assert shapely.coverage_union_all([cell.shape for cell in cells]).equals(ground)


def test_numbers_run_without_a_gap_in_rows_from_the_north_each_from_west_to_east(county: County) -> None:
    members: dict[str, list[UnitCell]] = defaultdict(list)
    for cell in county.unit_grids:
        members[cell.community_code].append(cell)
    for cells in members.values():
        assert [int(cell.code[12:]) for cell in cells] == list(range(1, len(cells) + 1))
        middles = np.array([coordinates.metric(cell.shape).centroid.coords[0] for cell in cells])
        rows = ((middles[:, 1].max() - middles[:, 1]) // 100).astype(int)
        assert (np.diff(rows) >= 0).all()
        assert all((np.diff(middles[rows == row, 0]) > 0).all() for row in set(rows))


def test_duty_grids_are_unions_of_adjacent_grids_of_one_community(county: County) -> None:
    assert 30 <= len(county.duty_grids) <= 40
    members: dict[str, list[UnitCell]] = defaultdict(list)
    for cell in county.unit_grids:
        members[cell.duty_code].append(cell)
    assert members.keys() == {duty.code for duty in county.duty_grids}
    for duty in county.duty_grids:
        cells = members[duty.code]
        assert isinstance(duty.shape, shapely.Polygon), duty.code
        assert shapely.coverage_union_all([cell.shape for cell in cells]).equals(duty.shape)
        assert len({cell.community_code for cell in cells}) == 1
        assert {cell.area_class for cell in cells} == {duty.area_class}
        assert 30 < len(cells) < 150


def test_a_duty_grid_is_adjacent_by_edges_not_by_corners(county: County) -> None:
    shapes = np.array([cell.shape for cell in county.unit_grids])
    one, two = STRtree(shapes).query(shapes, predicate="touches")
    edge = shapely.length(shapely.intersection(shapes[one], shapes[two])) > 0
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in zip(one[edge].tolist(), two[edge].tolist(), strict=True):
        if county.unit_grids[a].duty_code == county.unit_grids[b].duty_code:
            beside[a].add(b)
    for duty in county.duty_grids:
        members = {k for k, cell in enumerate(county.unit_grids) if cell.duty_code == duty.code}
        seen: set[int] = set()
        edge_of = [min(members)]
        while edge_of:
            k = edge_of.pop()
            if k not in seen:
                seen.add(k)
                edge_of += beside[k]
        assert seen == members


def test_area_classes_are_all_used_and_the_centre_is_first(county: County) -> None:
    assert {duty.area_class for duty in county.duty_grids} == {1, 2, 3}
    seat = shapely.Point(112.84, 32.68)
    assert next(duty.area_class for duty in county.duty_grids if duty.shape.covers(seat)) == 1


@pytest.mark.parametrize("seed", [7])
def test_another_seed_gives_another_sound_county(county: County, seed: int) -> None:
    other = generate(division_names(), seed)
    check_grids({cell.code: cell.shape for cell in other.unit_grids}, division_names())
    assert shapely.coverage_is_valid([cell.shape for cell in other.unit_grids])
    assert 30 <= len(other.duty_grids) <= 40
    assert all(isinstance(duty.shape, shapely.Polygon) for duty in other.duty_grids)
    assert [cell.shape.wkb for cell in other.unit_grids] != [cell.shape.wkb for cell in county.unit_grids]

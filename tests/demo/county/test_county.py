"""What stands on the sample county's ground."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shapely

from wangge.basedata import coordinates
from wangge.basedata.gridindex import GridIndex
from wangge.basedata.load import division_names
from wangge.demo.county import County, generate
from wangge.standards.classes import class_tree

EDITION = "GB/T 30428.2-2013"


@pytest.fixture(scope="module")
def index(county: County) -> GridIndex:
    return GridIndex([cell.code for cell in county.unit_grids], [cell.shape for cell in county.unit_grids])


def test_the_same_seed_gives_the_same_county_to_the_last_digit(county: County) -> None:
    again = generate(division_names(), seed=1)
    assert again.components == county.components
    assert again.places == county.places
    assert [cell.code + cell.shape.wkb_hex for cell in again.unit_grids] == [
        cell.code + cell.shape.wkb_hex for cell in county.unit_grids
    ]
    assert [f.shape.wkb for f in again.features] == [f.shape.wkb for f in county.features]
    assert [r.shape.wkb for r in again.roads] == [r.shape.wkb for r in county.roads]


def test_there_are_about_twenty_thousand_components_in_the_grids_they_stand_in(
    county: County, index: GridIndex
) -> None:
    assert 18_000 < len(county.components) < 23_000
    found = index.many([[part.lon, part.lat] for part in county.components])
    assert [index.codes[k] for k in found] == [part.grid_code for part in county.components]


def test_component_ids_are_county_class_and_sequence(county: County) -> None:
    ids = [part.id for part in county.components]
    assert len(set(ids)) == len(ids)
    assert all(part.id[:10] == f"411328{part.class_code[1:]}" and len(part.id) == 16 for part in county.components)


def test_component_classes_are_those_of_the_edition(county: County) -> None:
    known = {row.code for row in class_tree(EDITION).classes}
    used = Counter(part.class_code for part in county.components)
    assert used.keys() <= known
    assert used["C0137"] > 2_000
    assert len(used) > 50


def test_lamps_stand_beside_streets_and_covers_on_them(county: County) -> None:
    roads = [road for road in county.roads if road.kind != "lane"]
    lines = shapely.STRtree([coordinates.metric(road.shape) for road in roads])
    for code, least, most in (("C0137", 3.0, 26.0), ("C0103", 0.0, 25.0)):
        lonlat = np.array([[part.lon, part.lat] for part in county.components if part.class_code == code])
        at = [shapely.Point(point) for point in coordinates.to_metres(lonlat)]
        _, away = lines.query_nearest(at, return_distance=True, all_matches=False)
        assert least <= away.min()
        assert away.max() <= most


def test_doors_have_the_address_of_the_ground_they_stand_on(county: County, index: GridIndex) -> None:
    names = division_names()
    doors = [spot for spot in county.places if spot.kind == "number"]
    assert 10_000 < len(doors) < 40_000
    found = index.many([[spot.lon, spot.lat] for spot in doors])
    for door, k in zip(doors, found, strict=True):
        street = county.places[door.parent if door.parent is not None else -1]
        assert index.codes[k] == door.grid_code
        assert street.kind == "road"
        assert door.name.startswith(street.name)
        assert door.address.startswith("唐河县" + names[door.grid_code[:9]])
        assert door.address.endswith(door.name)
    assert len({door.name for door in doors}) == len(doors)


def test_the_streets_people_know_are_there_with_low_and_high_numbers(county: County) -> None:
    names = {spot.name for spot in county.places}
    for street in ("文峰路", "建设路", "新春路", "友兰大道", "北京大道", "滨河路"):
        assert street in names
        assert any(f"{street}{n}号" in names for n in range(1, 8))


def test_landmarks_are_named_once_and_stand_in_a_grid(county: County, index: GridIndex) -> None:
    marks = [spot for spot in county.places if spot.kind == "landmark"]
    assert len(marks) == len({spot.name for spot in marks}) > 50
    assert {"hospital", "school", "market", "square", "park", "station"} <= {spot.category for spot in marks}
    assert (index.many([[spot.lon, spot.lat] for spot in marks]) >= 0).all()


def test_the_river_runs_along_the_west_and_outside_the_grids(county: County) -> None:
    ground = shapely.coverage_union_all([cell.shape for cell in county.unit_grids])
    river = next(f.shape for f in county.features if f.name == "唐河")
    assert river.bounds[0] < ground.bounds[0]
    assert coordinates.area(shapely.intersection(river, ground)) < 0.004 * coordinates.area(ground)


def test_buildings_stand_clear_of_streets_and_water(county: County) -> None:
    standing = np.array([f.shape for f in county.features if f.kind == "building"])
    assert len(standing) > 8_000
    water = [f.shape for f in county.features if f.kind == "water"]
    lines = [road.shape for road in county.roads]
    tree = shapely.STRtree(standing)
    assert len(tree.query(water, predicate="intersects")[0]) == 0
    assert len(tree.query(lines, predicate="intersects")[0]) == 0

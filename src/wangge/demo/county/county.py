"""The sample county: everything generated from one seed, always the same for the same seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

from wangge.basedata import coordinates
from wangge.basedata.gridindex import GridIndex

from .components import Scene, components
from .cover import Piece, blocks, buildings, green, surfaces, water
from .divide import Cut, divide
from .grids import Numbered, number, union
from .mesh import Ground, faces, ground
from .names import side_streets
from .places import Town, places
from .plan import plan
from .streets import Block, Frame, Street, borders, frame, outlines, streets
from .streets import blocks as street_blocks
from .uses import Uses, uses
from .values import County, DutyCell, Feature, RoadLine, UnitCell


def generate(names: Mapping[str, str], seed: int = 1) -> County:
    """The county of a seed. `names` are the divisions' names by code (the real ones: `basedata.divisions`)."""
    layout = frame(plan(), _random(seed, 0))
    here = ground(plan())
    quarters = street_blocks(layout)
    cuts = _cuts(layout, quarters, _random(seed, 1))
    pieces = faces(_lines(layout, cuts), quarters, here)
    cells, duty_names = number(pieces, names)
    roads = streets(layout)
    roads += side_streets(cuts, roads)
    return _furnished(layout, here, cells, roads, dict(names), duty_names, seed)


def _furnished(
    layout: Frame,
    here: Ground,
    cells: list[Numbered],
    roads: list[Street],
    names: dict[str, str],
    duty_names: dict[str, str],
    seed: int,
) -> County:
    found = uses(layout, cells, _random(seed, 2))
    paved = surfaces(roads)
    cover = _cover(layout, cells, found, paved, seed)
    wet = [shape for kind, _, shape in cover if kind == "water"]
    town = Town(here, cells, GridIndex([c.code for c in cells], [c.face.shape for c in cells]), names)
    spots = places(town, roads, found, paved + wet, _random(seed, 3))
    parts = components(Scene(town, roads, STRtree(paved), found, spots), _random(seed, 4))
    duties, units = _grids(cells, duty_names)
    return County(
        code=layout.plan.county,
        divisions=_divisions(cells),
        unit_grids=units,
        duty_grids=duties,
        roads=tuple(RoadLine(r.name, r.kind, r.width, shapely.transform(r.line, here.degrees)) for r in roads),
        features=tuple(_features(cover, here)),
        places=tuple(spots),
        components=tuple(parts),
    )


def _random(seed: int, stage: int) -> np.random.Generator:
    return np.random.default_rng([seed, stage])


def _cuts(layout: Frame, quarters: list[Block], rng: np.random.Generator) -> list[tuple[Cut, str]]:
    """Every cut with its quarter's zone; community borders off the streets are side streets."""
    cuts = [(Cut("branch", line), "mixed") for line in borders(layout)]
    return cuts + [(cut, block.community.zone) for block in quarters for cut in divide(block, rng)]


def _lines(layout: Frame, cuts: Iterable[tuple[Cut, str]]) -> list[LineString]:
    return outlines(layout) + [cut.line for cut, _ in cuts]


def _cover(layout: Frame, cells: list[Numbered], found: Uses, paved: list[BaseGeometry], seed: int) -> list[Piece]:
    wet = water(layout, cells, found)
    pavement = shapely.union_all(np.array(paved), grid_size=0.01)
    grown = green(layout, cells, found, pavement, wet)
    built = blocks(cells, found, pavement, wet)
    hollow = paved + [shape for _, _, shape in wet + grown]
    return wet + grown + built + buildings(cells, found, hollow, _random(seed, 5))


def _features(cover: list[Piece], here: Ground) -> Iterable[Feature]:
    shapes = shapely.transform(np.array([shape for _, _, shape in cover]), here.degrees)
    for (kind, name, _), shape in zip(cover, shapes, strict=True):
        yield Feature(kind, name, shape)


def _grids(cells: list[Numbered], names: Mapping[str, str]) -> tuple[tuple[DutyCell, ...], tuple[UnitCell, ...]]:
    members: dict[str, list[Numbered]] = defaultdict(list)
    for cell in cells:
        members[cell.duty_code].append(cell)
    duties = [
        DutyCell(code, names[code], members[code][0].face.community.area_class, union(members[code]))
        for code in sorted(members)
    ]
    return tuple(duties), tuple(_unit(cell) for cell in cells)


def _unit(cell: Numbered) -> UnitCell:
    shape, community = cell.face.shape, cell.face.community
    area = round(coordinates.area(shape), 2)
    return UnitCell(cell.code, community.code, cell.duty_code, shape, area, community.area_class)


def _divisions(cells: list[Numbered]) -> dict[str, BaseGeometry]:
    """The built-up ground of streets and communities by code."""
    members: dict[str, list[Numbered]] = defaultdict(list)
    for cell in cells:
        for digits in (9, 12):
            members[cell.code[:digits]].append(cell)
    return {code: union(part) for code, part in members.items()}

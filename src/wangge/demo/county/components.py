"""Components on plausible places: lamps and trees along streets, covers on carriageways, bins, signs, boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely import STRtree

from .places import Town
from .plan import read
from .streets import Street
from .terrain import Array, east_bank
from .uses import Uses
from .values import Part, Spot
from .walk import along, clear_of, crossings

SIDES = {"main": (1, -1), "secondary": (1, -1), "branch": (0,), "lane": (0,)}
STATES, SHARES = ["intact", "damaged", "lost", "abandoned"], [0.965, 0.024, 0.006, 0.005]


@dataclass(frozen=True, slots=True)
class Scene:
    town: Town
    streets: list[Street]
    surfaces: STRtree
    uses: Uses
    places: list[Spot]


def components(scene: Scene, rng: np.random.Generator) -> list[Part]:
    """All components, with ids counted by class."""
    rules = read("components.toml")
    makers = {"along": _along, "crossing": _crossing, "inside": _inside, "place": _place, "bank": _bank}
    parts: list[Part] = []
    count: Counter[str] = Counter()
    for shape, maker in makers.items():
        for rule in rules[shape]:
            parts += _parts(scene, rule, maker(scene, rule, rng), count, rng)
    return parts


def _parts(
    scene: Scene,
    rule: dict[str, Any],
    metres: Array,
    count: Counter[str],
    rng: np.random.Generator,
) -> Iterator[Part]:
    degrees, cells = scene.town.locate(metres)
    county, code = scene.town.cells[0].code[:6], "C" + rule["class"]
    states = rng.choice(STATES, size=len(cells), p=SHARES)
    for (lon, lat), cell, state in zip(degrees, cells, states, strict=True):
        if cell is not None:
            count[code] += 1
            grid = scene.town.cells[cell].code
            ident = f"{county}{rule['class']}{count[code]:06d}"
            yield Part(ident, code, rule["name"], rule["owner"], grid, float(lon), float(lat), str(state))


def _along(scene: Scene, rule: dict[str, Any], rng: np.random.Generator) -> Array:
    found = [np.empty((0, 2))]
    for k, street in enumerate(scene.streets):
        if step := rule.get(street.kind):
            for side in SIDES[street.kind] if rule["at"] in ("verge", "walk", "kerb") else (0,):
                points, left = along(street.line, step, float(rng.uniform(0.15, 0.95)) * step)
                points = points + left * _offset(rule["at"], street.width, side, len(points), rng)[:, None]
                on_road = rule["at"] in ("carriageway", "middle")
                found.append(points if on_road else points[clear_of(points, scene.surfaces, k)])
    return np.vstack(found)


def _offset(at: str, width: float, side: int, n: int, rng: np.random.Generator) -> Array:
    """Metres to the left of the middle line; side 0 alternates."""
    sides = np.full(n, side) if side else np.where(np.arange(n) % 2, 1, -1)
    half = width / 2
    if at == "middle":
        return np.zeros(n)
    if at == "carriageway":
        return np.round(rng.uniform(0.1, 0.75, n) * max(half - 3, 2), 2) * sides
    inset = {"verge": min(3.6, half * 0.25), "walk": min(1.6, half * 0.15), "kerb": min(5.5, half * 0.4)}[at]
    return np.asarray(sides * (half - inset) + rng.normal(0, 0.12, n))


def _crossing(scene: Scene, rule: dict[str, Any], rng: np.random.Generator) -> Array:
    points, pairs = crossings([street for street in scene.streets if street.kind in rule["among"]])
    wide = np.array([max(a.width, b.width) / 2 + 1.5 for a, b in pairs])
    taken = rng.random(len(points)) < rule["share"]
    first = rng.integers(0, 4, len(points))
    corners = [(first + turn) % 4 for turn in range(rule["corners"])]
    sign = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    return np.vstack([(points + sign[corner] * wide[:, None])[taken] for corner in corners])


def _inside(scene: Scene, rule: dict[str, Any], rng: np.random.Generator) -> Array:
    fitting = [k for k, kind in enumerate(scene.uses.kinds) if kind in rule["uses"]]
    chosen = rng.choice(fitting, rule["count"])
    middles = np.array([scene.town.cells[k].face.flat.centroid.coords[0] for k in chosen])
    return np.asarray(middles + rng.normal(0, 16, middles.shape))


def _place(scene: Scene, rule: dict[str, Any], rng: np.random.Generator) -> Array:
    lonlat = np.array([[spot.lon, spot.lat] for spot in scene.places if spot.category == rule["category"]])
    return np.asarray(scene.town.ground.metres(lonlat) + rng.normal(0, 1.5, lonlat.shape))


def _bank(scene: Scene, rule: dict[str, Any], rng: np.random.Generator) -> Array:
    y = np.arange(-2700, 2950, rule["step"]) + rng.uniform(-9, 9)
    return np.column_stack([east_bank(y) + 4.5, y])

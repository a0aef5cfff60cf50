"""What stands on each grid: named compounds on fitting pieces of ground, then homes, shops, works by quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely

from .divide import on_riverside
from .grids import Numbered
from .plan import read
from .streets import Frame

SEARCH = 340.0
MIX = {
    "old": (("homes", 0.45), ("houses", 0.3), ("shops", 0.25)),
    "mixed": (("homes", 0.62), ("houses", 0.15), ("shops", 0.2), ("offices", 0.03)),
    "new": (("homes", 0.66), ("shops", 0.16), ("offices", 0.1), ("empty", 0.08)),
    "fringe": (("houses", 0.62), ("homes", 0.18), ("works", 0.05), ("empty", 0.15)),
    "industry": (("works", 0.66), ("homes", 0.12), ("houses", 0.1), ("empty", 0.12)),
}
GROWN = {"park", "riverside"}


@dataclass(frozen=True, slots=True)
class Named:
    """A compound with a name on the cell at `position` of the list of cells."""

    name: str
    category: str
    position: int
    aliases: tuple[str, ...] = ()
    pond: bool = False


@dataclass(slots=True)
class Uses:
    """The use of each cell, in the cells' order, and the named compounds among them."""

    kinds: list[str]
    named: list[Named] = field(default_factory=list)


def uses(frame: Frame, cells: list[Numbered], rng: np.random.Generator) -> Uses:
    found = Uses([_draw(cell.face.community.zone, rng) for cell in cells])
    middles = np.array([cell.face.flat.centroid.coords[0] for cell in cells])
    for k, cell in enumerate(cells):
        if on_riverside(cell.face.flat):
            found.kinds[k] = "riverside"
    for landmark in _landmarks(frame, cells, middles):
        found.kinds[landmark.position] = landmark.category
        found.named.append(landmark)
    found.named += list(_estates(found, cells, rng))
    return found


def _draw(zone: str, rng: np.random.Generator) -> str:
    kinds, weights = zip(*MIX[zone], strict=True)
    return str(rng.choice(kinds, p=weights))


def _landmarks(frame: Frame, cells: list[Numbered], middles: np.ndarray) -> Iterator[Named]:
    """Each landmark on a free cell near its place whose size is nearest to what it asks for."""
    area = shapely.area(np.array([cell.face.flat for cell in cells]))
    free = np.ones(len(cells), dtype=bool)
    for row in read("landmarks.toml")["landmark"]:
        away = np.hypot(*(middles - frame.at(*row["at"])).T)
        badness = away / SEARCH + 1.3 * np.abs(np.log(area / (row["hectares"] * 10_000)))
        k = int(np.argmin(np.where(free, badness, np.inf)))
        free[k] = False
        yield Named(row["name"], row["category"], k, tuple(row.get("aliases", ())), row.get("pond", False))


def _estates(found: Uses, cells: list[Numbered], rng: np.random.Generator) -> Iterator[Named]:
    """Every third piece of flats has the name of an estate; in the old town works built for their own people."""
    names = read("names.toml")["estates"]
    heads, tails = names["heads"].split(), names["tails"].split()
    modern = [head + tail for tail in tails for head in heads]
    rng.shuffle(modern)
    works = [f"{work}家属院" for work in names["works"].split()]
    taken = {named.position for named in found.named}
    for k, kind in enumerate(found.kinds):
        if kind != "homes" or k in taken or rng.random() > 0.36:
            continue
        pool = works if works and cells[k].face.community.zone == "old" else modern
        if pool:
            yield Named(pool.pop(), "estate", k)

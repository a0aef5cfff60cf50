"""The county's named streets, doors and compounds in memory, per process and jurisdiction, following the GridRevision."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from wangge.basedata import coordinates
from wangge.basedata.jurisdiction import current
from wangge.basedata.models import Division, Place, Road
from wangge.basedata.revision import NOTHING, Revision, newest

KEPT = 4
DOOR = Place.Kind.NUMBER.value
COMPOUNDS = (Place.Kind.LANDMARK.value, Place.Kind.AREA.value)


@dataclass(frozen=True, slots=True)
class Street:
    """`line` in metres of EPSG:4547."""

    name: str
    kind: str
    width: float
    line: BaseGeometry


@dataclass(frozen=True, slots=True)
class Near:
    name: str
    metres: float


class Gazetteer:
    """Nearest things to points in metres; every answer is by name and distance."""

    def __init__(self) -> None:
        self.streets = _streets()
        self.divisions = dict(Division.objects.values_list("code", "name"))
        self._street_tree = STRtree([street.line for street in self.streets])
        self._doors, self._door_tree = _points(DOOR)
        self._compounds, self._compound_tree = _points(*COMPOUNDS)
        self._names = _names()

    def door(self, at: Point, within: float) -> Near | None:
        return _nearest(self._doors, self._door_tree, at, within)

    def compound(self, at: Point, within: float) -> Near | None:
        return _nearest(self._compounds, self._compound_tree, at, within)

    def streets_near(self, at: Point, within: float) -> list[tuple[float, Street]]:
        """Distance to the middle line and street, nearest first, each name once."""
        hits = self._street_tree.query(at, predicate="dwithin", distance=within)
        found = sorted((self.streets[k].line.distance(at), int(k)) for k in hits)
        names: dict[str, tuple[float, Street]] = {}
        for metres, k in found:
            names.setdefault(self.streets[k].name, (metres, self.streets[k]))
        return list(names.values())

    def alike(self, words: str, limit: int) -> list[int]:
        """Ids of places whose names hold at least half of the words' pairs of characters, most alike first."""
        asked = pairs(words)
        if len(asked) < 2:
            return []
        scored = [
            (len(asked & held) / len(asked | held), -pk)
            for pk, held in self._names
            if 2 * len(asked & held) >= len(asked)
        ]
        return list(dict.fromkeys(-pk for _, pk in sorted(scored, reverse=True)))[:limit]

    def named(self, name: str) -> list[Street]:
        return [street for street in self.streets if street.name == name]


_kept: OrderedDict[tuple[str, Revision], Gazetteer] = OrderedDict()
_lock = threading.Lock()


def gazetteer() -> Gazetteer:
    """That of the current jurisdiction at the revision this transaction sees."""
    key = (current(), newest())
    with _lock:
        if key in _kept:
            return _kept[key]
    made = Gazetteer()
    if key[1] == NOTHING:
        return made
    if newest() != key[1]:  # changed between the queries: what was read may belong to neither
        return gazetteer()
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def pairs(words: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(words))


def metre_points(lonlat: Any) -> list[Point]:
    """(n, 2) degrees → points in metres."""
    metres = coordinates.to_metres(np.asarray(lonlat, dtype=np.float64).reshape(-1, 2))
    return [Point(x, y) for x, y in metres]


def _streets() -> list[Street]:
    rows = Road.objects.exclude(name="").order_by("id").values_list("name", "kind", "width", "wkb")
    return [
        Street(name, kind, float(width), coordinates.metric(shapely.from_wkb(bytes(wkb))))
        for name, kind, width, wkb in rows
    ]


def _names() -> list[tuple[int, frozenset[str]]]:
    """Each name and alias of places other than doors."""
    rows = Place.objects.exclude(kind=DOOR).order_by("id").values_list("id", "name", "aliases")
    return [(pk, pairs(word)) for pk, name, aliases in rows for word in (name, *aliases)]


def _points(*kinds: str) -> tuple[list[str], STRtree]:
    rows = list(Place.objects.filter(kind__in=kinds).order_by("id").values_list("name", "aliases", "lon", "lat"))
    names = [aliases[0] if aliases else name for name, aliases, _, _ in rows]
    return names, STRtree(metre_points([[float(lon), float(lat)] for *_, lon, lat in rows]) if rows else [])


def _nearest(names: list[str], tree: STRtree, at: Point, within: float) -> Near | None:
    hit, metres = tree.query_nearest(at, max_distance=within, return_distance=True, all_matches=False)
    return Near(names[int(hit[0])], float(metres[0])) if len(hit) else None

"""Point → unit grid, by an index in memory that follows the newest GridRevision.

One index per process and jurisdiction (a few kept); an answer costs one tiny query (the revision) and 10 µs. For many
points take `many_at`, or `grid_index()` once and ask it (100,000 and more a second).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

import numpy.typing as npt
import shapely

from wangge.basedata.gridindex import NOWHERE, GridIndex
from wangge.basedata.jurisdiction import current
from wangge.basedata.models import UnitGrid
from wangge.basedata.revision import NOTHING, Revision, newest

KEPT = 8


@dataclass(frozen=True, slots=True)
class GridHit:
    code: str
    community_code: str
    street_code: str
    duty_grid: str | None
    area_class: int


class UnitGridIndex:
    """The unit grids in use at one revision."""

    def __init__(self, rows: list[tuple[GridHit, bytes]]) -> None:
        self._index = GridIndex([hit.code for hit, _ in rows], list(shapely.from_wkb([wkb for _, wkb in rows])))
        self._hits = [rows[k][0] for k in self._index.order]

    def __len__(self) -> int:
        return len(self._hits)

    def at(self, lon: float, lat: float) -> GridHit | None:
        position = self._index.at(lon, lat)
        return None if position is None else self._hits[position]

    def many_at(self, lonlat: npt.ArrayLike) -> list[GridHit | None]:
        """(n, 2) [lon, lat] → n hits in order."""
        return [None if k == NOWHERE else self._hits[k] for k in self._index.many(lonlat)]


_kept: OrderedDict[tuple[str, Revision], UnitGridIndex] = OrderedDict()
_lock = threading.Lock()


def grid_index() -> UnitGridIndex:
    """The index of the current jurisdiction at the revision this transaction sees."""
    key = (current(), newest())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    return _keep(key)


def grid_at(lon: float, lat: float) -> GridHit | None:
    """The unit grid of a CGCS2000 point; on a common edge the one with the smallest code; None outside every grid."""
    return grid_index().at(lon, lat)


def many_at(lonlat: npt.ArrayLike) -> list[GridHit | None]:
    """(n, 2) [lon, lat] → n hits in order."""
    return grid_index().many_at(lonlat)


def _keep(key: tuple[str, Revision]) -> UnitGridIndex:
    index = UnitGridIndex(_read())
    if key[1] == NOTHING:
        return index
    if newest() != key[1]:  # changed between the two queries: what was read may belong to neither
        return grid_index()
    with _lock:
        _kept[key] = index
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return index


def _read() -> list[tuple[GridHit, bytes]]:
    rows = UnitGrid.objects.filter(end_date=None).values_list(
        "code", "community_code", "street_code", "duty_grid_id", "area_class", "wkb"
    )
    return [(GridHit(code, town, street, duty, area), bytes(wkb)) for code, town, street, duty, area, wkb in rows]

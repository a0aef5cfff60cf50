"""Which cell a point lies in: an STRtree over shapes of degrees. No database."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

Indices = npt.NDArray[np.int64]
NOWHERE = -1


class GridIndex:
    """Shapes in the order of their codes, so that a point on a common edge belongs to the smallest code."""

    def __init__(self, codes: Sequence[str], shapes: Sequence[BaseGeometry]) -> None:
        order = sorted(range(len(codes)), key=codes.__getitem__)
        self.codes = [codes[k] for k in order]
        self.order = order
        self._tree = STRtree([shapes[k] for k in order])

    def many(self, lonlat: npt.ArrayLike) -> Indices:
        """(n, 2) [lon, lat] → n positions in `codes`, -1 where no cell is."""
        at = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
        asked, hit = self._tree.query(np.asarray(shapely.points(at)), predicate="intersects")
        found = np.full(len(at), len(self.codes), dtype=np.int64)
        np.minimum.at(found, asked, hit)
        found[found == len(self.codes)] = NOWHERE
        return found

    def at(self, lon: float, lat: float) -> int | None:
        """The position in `codes` of the cell that holds the point, or None."""
        hits = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return int(hits.min()) if len(hits) else None

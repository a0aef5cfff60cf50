"""Layers that change only with a GridRevision: each feature is JSON once, a box picks by bounding boxes.

Layers: divisions, streets, communities, grids, duty_grids, roads, water, green, quarters (street blocks), blocks (buildings, the
quiet texture of the base map), labels and places.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wangge.basedata.asked import Asked, Box
from wangge.basedata.jurisdiction import current
from wangge.basedata.layersources import LAYERS, Drawn
from wangge.basedata.revision import NOTHING, Revision, newest

KEPT = 64
START, END = b'{"type":"FeatureCollection","features":[', b"]}"


@dataclass(frozen=True, slots=True)
class Layer:
    """`boxes` (n, 4), `zooms` (n,) from which each feature is drawn, `features` n pieces of JSON."""

    boxes: np.ndarray[Any, np.dtype[np.float64]]
    zooms: np.ndarray[Any, np.dtype[np.float64]]
    features: Sequence[bytes]

    def within(self, box: Box | None, zoom: float) -> bytes:
        taken = self.zooms <= zoom
        if box is not None:
            west, south, east, north = self.boxes.T
            taken &= (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
        return START + b",".join(self.features[k] for k in np.flatnonzero(taken).tolist()) + END


class Key(NamedTuple):
    jurisdiction: str
    revision: Revision
    layer: str


_kept: OrderedDict[Key, Layer] = OrderedDict()
_lock = threading.Lock()


def stamp() -> str:
    number, token = newest()
    return f"{number}-{token}"


def collection(name: str, asked: Asked) -> bytes:
    return _layer(Key(current(), newest(), name)).within(asked.bbox, asked.zoom)


def _layer(key: Key) -> Layer:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    layer = _made(LAYERS[key.layer])
    if key.revision == NOTHING:
        return layer
    if newest() != key.revision:  # changed between the two queries
        return _layer(key._replace(revision=newest()))
    with _lock:
        _kept[key] = layer
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return layer


def _made(source: Callable[[], Iterator[Drawn]]) -> Layer:
    drawn = list(source())
    boxes = np.array([d.shape.bounds for d in drawn], dtype=np.float64).reshape(-1, 4)
    zooms = np.array([d.zoom for d in drawn], dtype=np.float64)
    return Layer(boxes, zooms, [_feature(d) for d in drawn])


def _feature(drawn: Drawn) -> bytes:
    properties = json.dumps(drawn.properties, ensure_ascii=False, separators=(",", ":")).encode()
    return b'{"type":"Feature","properties":' + properties + b',"geometry":' + _geometry(drawn) + b"}"


def _geometry(drawn: Drawn) -> bytes:
    digits = drawn.digits
    shape: BaseGeometry = shapely.transform(drawn.shape, lambda points: np.round(points, digits))
    return shapely.to_geojson(shape).replace(" ", "").encode()


__all__ = ["LAYERS", "collection", "stamp"]

"""Map layers as GeoJSON by box and zoom. Others register theirs: `layers.register("cases", fn)` at start.

Static layers (grids and base map) are made into bytes once a revision and kept; `components` are read each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from wangge.basedata import componentlayer, staticlayers
from wangge.basedata.asked import Asked
from wangge.standards.errors import Refused

Collection = Mapping[str, Any]
LayerFn = Callable[[Asked], bytes | Collection]

_layers: dict[str, LayerFn] = {}


def register(name: str, fn: LayerFn) -> None:
    """`fn` answers a FeatureCollection, as a mapping or as ready bytes. A second registration replaces the first."""
    _layers[name] = fn


def names() -> list[str]:
    return sorted({*_layers, *staticlayers.LAYERS})


def features(layer: str, asked: Asked) -> bytes:
    """A FeatureCollection in [lon, lat] as JSON; raises Refused `unknown_layer` (404)."""
    if layer in staticlayers.LAYERS:
        return staticlayers.collection(layer, asked)
    if layer not in _layers:
        raise Refused("unknown_layer", "没有这个图层", f"可用的图层：{'、'.join(names())}。", status=404)
    found = _layers[layer](asked)
    return found if isinstance(found, bytes) else json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def stamp(layer: str) -> str | None:
    """What the layer's content hangs on where that is known without making it: the revision of a static layer."""
    return staticlayers.stamp() if layer in staticlayers.LAYERS else None


register("components", componentlayer.features)

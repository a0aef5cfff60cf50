"""The county's own ground: divisions, grids, components, places and the quiet base map. Coordinates are CGCS2000 degrees."""

from __future__ import annotations

from .components import Component
from .grids import Division, DutyGrid, GridRevision, UnitGrid
from .map import MapFeature, Road
from .places import Place

__all__ = ["Component", "Division", "DutyGrid", "GridRevision", "MapFeature", "Place", "Road", "UnitGrid"]

"""What a generated county is made of. Shapes and points are CGCS2000 [lon, lat] rounded to 1e-7 degree."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class UnitCell:
    code: str
    community_code: str
    duty_code: str
    shape: BaseGeometry
    area_m2: float
    area_class: int


@dataclass(frozen=True, slots=True)
class DutyCell:
    code: str
    name: str
    area_class: int
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class RoadLine:
    name: str
    kind: str
    width: float
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Feature:
    """A piece of the base map: `kind` is water, green, block or building."""

    kind: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a name; `parent` is the position of its street in the county's list of places."""

    kind: str
    category: str
    name: str
    aliases: tuple[str, ...]
    address: str
    lon: float
    lat: float
    grid_code: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A component (部件): `class_code` in the short form of the edition, `id` of 16 or 17 digits."""

    id: str
    class_code: str
    name: str
    owner: str
    grid_code: str
    lon: float
    lat: float
    state: str


@dataclass(frozen=True, slots=True)
class County:
    code: str
    divisions: dict[str, BaseGeometry]
    unit_grids: tuple[UnitCell, ...]
    duty_grids: tuple[DutyCell, ...]
    roads: tuple[RoadLine, ...]
    features: tuple[Feature, ...]
    places: tuple[Spot, ...]
    components: tuple[Part, ...]

"""漏报: which patrolling collectors are charged with a filed case that somebody else reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Sighting:
    """A report: when and where (degrees, CGCS2000)."""

    at: datetime
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Found:
    """A case as the rule of 漏报 sees it; `reported` by whom and where it was first seen."""

    source: str
    class_code: str
    duty_grid: str
    reported: Sighting
    filed: bool
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Patrol:
    """A collector's duty: his grids, the classes on his list, shifts as (from, until), and what he reported himself."""

    collector: str
    duty_grids: frozenset[str]
    classes: frozenset[str]
    shifts: tuple[tuple[datetime, datetime], ...]
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class MissedRule:
    """Settings: time on duty before the report, how far back his own report excuses him, and what "that place" is."""

    on_duty: timedelta = timedelta(minutes=60)
    memory: timedelta = timedelta(hours=24)
    within_m: float = 50.0


STANDARD_RULE = MissedRule()


def missed_by(found: Found, patrols: Iterable[Patrol], rule: MissedRule = STANDARD_RULE) -> tuple[str, ...]:
    """User names charged: filed, not merged, not a collector's report, his grid and class, long enough on duty, and
    not reported by him at that place in the `memory` before."""
    if not found.filed or found.merged or found.source in ("collector", "self_disposed"):
        return ()
    return tuple(patrol.collector for patrol in patrols if _charged(found, patrol, rule))


def _charged(found: Found, patrol: Patrol, rule: MissedRule) -> bool:
    return (
        found.duty_grid in patrol.duty_grids
        and found.class_code in patrol.classes
        and any(begin + rule.on_duty <= found.reported.at <= until for begin, until in patrol.shifts)
        and not any(_same(found.reported, own, rule) for own in patrol.sightings)
    )


def _same(found: Sighting, own: Sighting, rule: MissedRule) -> bool:
    before = found.at - own.at
    return timedelta(0) <= before <= rule.memory and metres(found, own) <= rule.within_m


def metres(one: Sighting, other: Sighting) -> float:
    """Great-circle distance."""
    lat, lat2 = radians(one.lat), radians(other.lat)
    d_lat, d_lon = lat2 - lat, radians(other.lon - one.lon)
    return 2 * EARTH_M * asin(sqrt(sin(d_lat / 2) ** 2 + cos(lat) * cos(lat2) * sin(d_lon / 2) ** 2))

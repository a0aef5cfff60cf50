"""From measured points to a way walked. Pure.

What a standing phone trembles is no walking, what lies too far apart in time is not joined, what would need a car's
speed beyond reason is no way at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wangge.basedata.coordinates import distance

UNSURE = 100.0  # metres: points less exact than this are not joined into a way
STEP = 8.0  # metres: the least move that counts


@dataclass(frozen=True, slots=True)
class Seen:
    """A point of a person, degrees; `accuracy` in metres, None where the phone did not say."""

    at: datetime
    lon: float
    lat: float
    accuracy: float | None = None


@dataclass(slots=True)
class Segment:
    """A stretch without gaps: its line, its length in metres, from when to when somebody looked."""

    first: datetime
    last: datetime
    metres: float = 0.0
    line: list[Seen] = field(default_factory=list)


def segments(points: Iterable[Seen], gap: timedelta, fastest_kmh: float) -> list[Segment]:
    """Stretches in the order of time, whatever order the points come in."""
    found: list[Segment] = []
    for point in sorted(points, key=lambda seen: seen.at):
        if point.accuracy is not None and point.accuracy > UNSURE:
            continue
        current = found[-1] if found else None
        if current is None or not _joins(current, point, gap, fastest_kmh):
            found.append(Segment(point.at, point.at, 0.0, [point]))
        else:
            _extend(current, point)
    return found


def observed(found: Iterable[Segment]) -> timedelta:
    return sum((one.last - one.first for one in found), timedelta(0))


def _joins(current: Segment, point: Seen, gap: timedelta, fastest_kmh: float) -> bool:
    if point.at - current.last > gap:
        return False
    seconds = (point.at - current.line[-1].at).total_seconds()
    return _metres(current.line[-1], point) <= STEP + seconds * fastest_kmh / 3.6


def _extend(current: Segment, point: Seen) -> None:
    current.last = point.at
    moved = _metres(current.line[-1], point)
    if moved >= max(STEP, (point.accuracy or 0.0) / 2):
        current.metres += moved
        current.line.append(point)


def _metres(a: Seen, b: Seen) -> float:
    return distance((a.lon, a.lat), (b.lon, b.lat))

"""Problems that come back: the same class within 50 m, three cases or more; hot from ten on five days (domain/numbers.md)."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, radians

METRES_A_DEGREE = 111_195.08  # of a great circle


@dataclass(frozen=True, slots=True)
class Seen:
    """A case: where (degrees) and on which local day it was seen."""

    case_no: str
    class_code: str
    lon: float
    lat: float
    day: date


@dataclass(frozen=True, slots=True)
class Rule:
    metres: float = 50.0
    cases: int = 3
    hot_cases: int = 10
    hot_days: int = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """Cases of one class within the rule's distance of `centre`, one of them; the oldest number first."""

    centre: Seen
    cases: tuple[str, ...]
    days: int
    hot: bool


STANDARD_RULE = Rule()


def spots(seen: Iterable[Seen], rule: Rule = STANDARD_RULE) -> list[Spot]:
    """Each case stands in one spot at most: the fullest circle first, then the fullest of what is left."""
    by_class: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_class[one.class_code].append(one)
    found = [spot for cases in by_class.values() for spot in _of_class(cases, rule)]
    return sorted(found, key=lambda s: (-len(s.cases), -s.days, s.centre.case_no))


def _of_class(cases: list[Seen], rule: Rule) -> list[Spot]:
    near = _neighbours(cases, rule.metres)
    heap = [(-len(around), cases[k].case_no, k) for k, around in enumerate(near)]
    heapq.heapify(heap)
    left, found = set(range(len(cases))), []
    while heap and -heap[0][0] >= rule.cases:
        size, number, k = heapq.heappop(heap)
        around = near[k] & left
        if k not in left or len(around) < rule.cases:
            continue
        if len(around) < -size:
            heapq.heappush(heap, (-len(around), number, k))
            continue
        left -= around
        found.append(_spot(cases[k], [cases[i] for i in around], rule))
    return found


def _spot(centre: Seen, members: list[Seen], rule: Rule) -> Spot:
    days = len({one.day for one in members})
    hot = len(members) >= rule.hot_cases and days >= rule.hot_days
    return Spot(centre, tuple(sorted(one.case_no for one in members)), days, hot)


def _neighbours(cases: list[Seen], metres: float) -> list[set[int]]:
    """For each case those within `metres`, itself among them; looked for in cells of that size only."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    flat = [_flat(one) for one in cases]
    for k, (x, y) in enumerate(flat):
        cells[int(x // metres), int(y // metres)].append(k)
    return [{j for j in _around(cells, x, y, metres) if _within(flat[j], x, y, metres)} for x, y in flat]


def _flat(one: Seen) -> tuple[float, float]:
    """Metres east and north, true to a per mille inside a county."""
    return one.lon * METRES_A_DEGREE * cos(radians(round(one.lat, 1))), one.lat * METRES_A_DEGREE


def _around(cells: dict[tuple[int, int], list[int]], x: float, y: float, metres: float) -> Iterable[int]:
    column, row = int(x // metres), int(y // metres)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            yield from cells.get((i, j), ())


def _within(point: tuple[float, float], x: float, y: float, metres: float) -> bool:
    return hypot(point[0] - x, point[1] - y) <= metres

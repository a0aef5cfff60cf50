"""The shapes of a county's numbers (domain/numbers.md): rhythm of the day and week, sources, odds and delays."""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

# Reports by hour of the day: two patrols, few at noon, citizens' calls in the evening.
HOURS = (1, 1, 0, 0, 0, 1, 3, 30, 92, 118, 104, 62, 24, 30, 88, 108, 98, 60, 26, 14, 9, 6, 4, 2)
PATROL = range(8, 18)  # hours in which collectors report
WEEK = (1.08, 1.08, 1.06, 1.05, 1.06, 0.85, 0.82)
HOLIDAY = 0.72

SELF_DISPOSED = 0.15
SOURCES = (("collector", 952), ("phone", 22), ("wechat", 12), ("video", 9), ("web", 3), ("leader", 1), ("media", 1))


@dataclass(frozen=True, slots=True)
class Delay:
    """A time that things take: log-normal, in minutes; `late` is the share of outliers, `factor` times as long."""

    median: float
    spread: float = 0.5
    late: float = 0.0
    factor: float = 6.0

    def draw(self, chance: random.Random) -> timedelta:
        minutes = self.median * math.exp(chance.gauss(0.0, self.spread))
        if self.late and chance.random() < self.late:
            minutes *= self.factor
        return timedelta(seconds=max(10, round(minutes * 60)))


UPLOAD = Delay(0.4, 0.7, late=0.03, factor=60)
ACCEPT = Delay(4, 0.5, late=0.03)
VERIFY = Delay(24, 0.4, late=0.05, factor=4)
FILE = Delay(4, 0.5, late=0.02)
DISPATCH = Delay(4, 0.5, late=0.02)
SIGN, SIGN_LATE = Delay(25, 0.7), Delay(75, 0.7)
SEND_CHECK = Delay(5, 0.5, late=0.02)
CHECK = Delay(42, 0.4, late=0.05, factor=4)
CLOSE = Delay(8, 0.5, late=0.02)
REVIEW = Delay(5, 0.5, late=0.03)
DECIDE = Delay(70, 0.8)
NOTICE, GIVE_BACK = Delay(10, 0.5), Delay(40, 0.6)
SUPERVISE, ANSWER = Delay(80, 0.8), Delay(150, 0.7)
COMMENT = Delay(90, 0.8)
OBSTACLE = Delay(40 * 60, 0.7)
VISIT, APPEAL = Delay(8 * 60, 0.7), Delay(14 * 60, 0.6)


class Weighted(Generic[T]):
    """One of several things by weight."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self._things = things
        self._sums = list(accumulate(weights))

    def draw(self, chance: random.Random) -> T:
        return self._things[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self._things) - 1)]


SOURCE = Weighted([name for name, _ in SOURCES], [weight for _, weight in SOURCES])
HOUR_OF_ANYBODY = Weighted(range(24), HOURS)
HOUR_OF_PATROL = Weighted(PATROL, [HOURS[h] for h in PATROL])


def moment(chance: random.Random, midnight: datetime, patrol: bool) -> datetime:
    """A moment of the day that begins at `midnight`, by the day's rhythm."""
    hour = (HOUR_OF_PATROL if patrol else HOUR_OF_ANYBODY).draw(chance)
    return midnight + timedelta(hours=hour, seconds=chance.randrange(3600))


def of_day(chance: random.Random, average: float, weekday: int, holiday: bool) -> int:
    """How many cases a day brings."""
    mean = average * WEEK[weekday] * (HOLIDAY if holiday and weekday < 5 else 1)
    return max(0, round(chance.gauss(mean, math.sqrt(mean) * 1.3)))

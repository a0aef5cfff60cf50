"""How quickly units work: most keep their limits, some clearly do not (the problem that mission.md names)."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

SLOW = ("交警大队", "民政局", "供电公司", "移动公司", "联通公司")


@dataclass(frozen=True, slots=True)
class Pace:
    """`median` of the share of its limit that a unit uses, `spread` of its logarithm, `never`: left lying for weeks."""

    median: float
    spread: float
    never: float
    fails: float  # disposals that do not stand a check

    def draw(self, chance: random.Random) -> float:
        share = self.median * math.exp(chance.gauss(0.0, self.spread))
        return share * 12 if chance.random() < self.never else share


def paces(units: Mapping[str, str], seed: int) -> dict[str, Pace]:
    """By unit; `units` are code → short name. Each unit has its own way, always the same for a seed."""
    return {code: _pace(name in SLOW, random.Random(f"{seed}:unit:{code}")) for code, name in units.items()}


def _pace(slow: bool, chance: random.Random) -> Pace:
    if slow:
        return Pace(chance.uniform(0.85, 1.05), 0.75, 0.09, chance.uniform(0.07, 0.11))
    return Pace(chance.uniform(0.30, 0.46), 0.55, 0.006, chance.uniform(0.02, 0.05))

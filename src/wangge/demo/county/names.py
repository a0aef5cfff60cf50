"""Side streets and lanes get names: pools by quarter, lanes otherwise counted off the street they meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, STRtree

from .divide import Cut
from .plan import read
from .streets import Street

DIGITS = "零一二三四五六七八九十"
WIDTH = {"branch": 15.0, "lane": 7.0}


def numeral(n: int) -> str:
    """1–99 as they are written on signs: 一, 十二, 三十五."""
    tens, ones = divmod(n, 10)
    if n <= 10:
        return DIGITS[n]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def side_streets(cuts: list[tuple[Cut, str]], known: list[Street]) -> list[Street]:
    """The side streets and lanes among `cuts` (each with its quarter's zone), named; `known` are the plan's streets."""
    pools = {zone: words.split() for zone, words in read("names.toml")["side_streets"].items()}
    branches = [
        Street(_next(pools, zone), "branch", WIDTH["branch"], cut.line) for cut, zone in cuts if cut.kind == "branch"
    ]
    lanes = [(cut.line, zone) for cut, zone in cuts if cut.kind == "lane"]
    return branches + list(_lanes(lanes, known + branches, iter(pools["old_lanes"])))


def _next(pools: dict[str, list[str]], zone: str) -> str:
    """The zone's next name; a used-up pool borrows from the others, and in the end a street stays nameless."""
    for key in (zone, "mixed", "new", "fringe", "old", "industry"):
        if pools[key]:
            return pools[key].pop(0)
    return ""


def _lanes(lanes: list[tuple[LineString, str]], named: list[Street], old: Iterator[str]) -> Iterator[Street]:
    named = [street for street in named if street.name]
    tree = STRtree([street.line for street in named])
    starts = shapely.get_point(np.array([line for line, _ in lanes], dtype=object), 0)
    count: Counter[str] = Counter()
    for (line, zone), near in zip(lanes, tree.nearest(starts), strict=True):
        name = next(old, "") if zone == "old" else ""
        if not name:
            base = named[int(near)].name
            count[base] += 1
            name = f"{base}{numeral(count[base])}巷"
        yield Street(name, "lane", WIDTH["lane"], line)

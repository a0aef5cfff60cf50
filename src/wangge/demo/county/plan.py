"""The plan of the town, read from data/plan.toml: lines, streams, communities."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan: a road between the crossing lines of `span`, elsewhere only a boundary, if that."""

    at: float
    name: str = ""
    kind: str = ""
    width: float = 0.0
    span: Span = (1, 0)


@dataclass(frozen=True, slots=True)
class Course:
    """A road or stream that follows no line: `path` in (line from the west, line from the north)."""

    name: str
    kind: str
    width: float
    path: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Community:
    code: str
    zone: str
    area_class: int


@dataclass(frozen=True, slots=True)
class Plan:
    county: str
    lon: float
    lat: float
    ns: tuple[Line, ...]
    ew: tuple[Line, ...]
    diagonals: tuple[Course, ...]
    streams: tuple[Course, ...]
    letters: tuple[str, ...]
    communities: dict[str, Community]

    def letter(self, row: int, column: int) -> str:
        return self.letters[row][column]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("wangge.demo.county") / "data" / name).read_text("utf-8"))


@cache
def plan() -> Plan:
    raw = read("plan.toml")
    return Plan(
        **raw["seat"],
        ns=_lines(raw["ns"]),
        ew=_lines(raw["ew"]),
        diagonals=_courses(raw["diagonal"]),
        streams=_courses(raw["stream"]),
        letters=tuple(raw["communities"]["map"]),
        communities={letter: Community(**row) for letter, row in raw["communities"]["letters"].items()},
    )


def _lines(rows: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(**{**row, "span": tuple(row.get("span", (1, 0)))}) for row in rows)


def _courses(rows: list[dict[str, Any]]) -> tuple[Course, ...]:
    return tuple(
        Course(row["name"], row.get("kind", "stream"), row["width"], tuple((i, j) for i, j in row["path"]))
        for row in rows
    )

"""What one subsystem offers the others: each registers at start (AppConfig.ready), none imports another.

`layers`: things that have a place or a state of their own (collectors, vehicles, cameras, links). `ratings`: scores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

LayerKind = Literal["mover", "point", "link"]
MarkState = Literal["ok", "slow", "down", "unknown"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing of a layer at a moment: CGCS2000 degrees (None for what has no place), `at` when it was so, and in
    `words` what is to be read beside its name. `heading` is degrees from north, clockwise."""

    id: str
    name: str
    at: datetime | None
    lon: float | None = None
    lat: float | None = None
    heading: float | None = None
    state: MarkState = "ok"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """Where one mover was: (when, lon, lat) in the order of time."""

    id: str
    name: str
    points: tuple[tuple[datetime, float, float], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """`mover` goes about, `point` stands somewhere, `link` is up or down. `readers` are role codes.

    `marks(now)`; `tracks(first, end)`: from `first` up to, not with, `end`, about a point a minute; None where nothing
    is kept of past days.
    """

    code: str
    label: str
    kind: LayerKind
    readers: Collection[str]
    marks: Callable[[datetime], list[Mark]]
    tracks: Callable[[datetime, datetime], list[Track]] | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One subject of an evaluation: a rate num/den (value None without data), score, grade A–E and rank in its group."""

    key: str
    name: str
    group: str
    num: int
    den: int
    value: float | None
    score: float | None
    grade: str | None
    rank: int | None


class Ratings(Protocol):
    def __call__(self, scheme: str, rate: str, group_by: str, first: date, last: date) -> Sequence[Rating]:
        """All subjects of a scheme in the days `first` … `last`, with one of their rates, as of now."""
        ...


_layers: dict[str, Layer] = {}
_ratings: list[Ratings] = []


def register_layer(layer: Layer) -> None:
    """A second registration of a code replaces the first."""
    _layers[layer.code] = layer


def layers() -> list[Layer]:
    return list(_layers.values())


def register_ratings(found: Ratings) -> None:
    _ratings[:] = [found]


def ratings() -> Ratings | None:
    """None where no subsystem evaluates."""
    return _ratings[0] if _ratings else None

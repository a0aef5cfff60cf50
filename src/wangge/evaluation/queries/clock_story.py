"""A case's clocks told move by move: where every unit stood after the last move that is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wangge.standards.evaluation.facts import Left

LEFT = {"return": Left.RETURN, "recall": Left.RECALL, "void": Left.VOID}
RUNS = ("start", "go_on", "rework", "resume")
Move = dict[str, Any]


@dataclass(slots=True)
class Leaving:
    """When and how the case left a unit. A void takes it from all units, also from those it had left before."""

    at: datetime | None = None
    by: Left | None = None

    def take(self, move: Move) -> None:
        kind = move["kind"]
        if kind in RUNS:
            self.at = self.by = None
        elif kind in LEFT:
            self.at = self.at or move["at"]
            self.by = LEFT[kind] if self.by is None or kind == "void" else self.by


@dataclass(slots=True)
class UnitStory:
    """The lead unit's part."""

    left: Leaving = field(default_factory=Leaving)
    deadline: datetime | None = None
    completed_at: datetime | None = None
    suspended: bool = False
    ever_suspended: bool = False
    returned: bool = False
    recalled: bool = False
    wrong: bool = False
    reworks: int = 0
    extensions: int = 0
    appealed: bool = False

    def take(self, move: Move) -> None:
        kind = move["kind"]
        self.left.take(move)
        self.deadline = move["deadline"]
        self.suspended = move["state"] == "suspended"
        self.ever_suspended |= self.suspended
        if kind in RUNS:
            self.completed_at = None
        if kind == "complete":
            self.completed_at = move["at"]
        self.reworks += kind == "rework"
        self.extensions += kind == "extend"
        self.returned |= kind == "return"
        self.recalled |= kind == "recall"
        self.appealed |= kind == "appeal"


@dataclass(slots=True)
class AssistStory:
    """An assisting unit's part: it goes with the dispatch that named it."""

    left: Leaving = field(default_factory=Leaving)
    done_at: datetime | None = None


@dataclass(slots=True)
class CaseStory:
    units: dict[str, UnitStory] = field(default_factory=dict)
    assisting: dict[str, AssistStory] = field(default_factory=dict)
    last_unit: str | None = None

    def take(self, move: Move) -> None:
        if move["role"] == "assisting":
            self._assisting(move)
        else:
            self._lead(move)

    def _assisting(self, move: Move) -> None:
        if move["kind"] == "assist":
            self.assisting[move["unit"]] = AssistStory()
        else:
            self.assisting[move["unit"]].done_at = move["at"]

    def _lead(self, move: Move) -> None:
        unit, kind = move["unit"], move["kind"]
        story = self.units.setdefault(unit, UnitStory())
        if kind in ("start", "go_on"):
            if self.last_unit not in (None, unit):
                self.units[self.last_unit or ""].wrong = True
            story.wrong, self.last_unit = False, unit
        story.take(move)
        if kind in LEFT:
            for helper in self.assisting.values():
                helper.left.take(move)

    @property
    def lead_deadline(self) -> datetime | None:
        """The lead unit's; None while it is suspended, when nobody who helps is late either."""
        story = self.units.get(self.last_unit or "")
        return None if story is None or story.suspended else story.deadline

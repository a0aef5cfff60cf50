"""A record told again as acts: every known moment by the same decisions as live work, unknown ones assumed and marked.

An assumed act takes the moment of the act before it; its step counts as neither in time nor late.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from wangge.cases import store
from wangge.cases.bulk import Act
from wangge.cases.rules_now import RulesNow
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.values import Actor, CaseFile, Command, Decision, Move

PHOTOS = ("near", "far", "before", "after")  # the legacy evidence stayed where it was


@dataclass
class Telling:
    """The acts so far. `deadline` is the legacy system's own and replaces what our calendar would say."""

    rules: RulesNow
    deadline: datetime | None
    texts: dict[str, Any]
    file: CaseFile | None = None
    acts: list[Act] = field(default_factory=list)
    now: datetime | None = None

    def begins(self, action: str, at: datetime, actor: Actor, body: dict[str, Any]) -> None:
        command = self._command(action, at, actor, body)
        self._keep(decide_entry(command, self.rules))

    def does(
        self, action: str, at: datetime | None, role: str, unit: str | None = None, user: int | None = None, **body: Any
    ) -> None:
        """The act at its moment, or assumed at the moment of the act before when `at` is None."""
        assert self.file is not None
        assert self.now is not None
        actor = Actor(role=role, user=user, unit=unit, department=unit, name="导入")
        decision = decide(self.file, self._command(action, at or self.now, actor, body), self.rules)
        self._keep(self._dated(self._judged(decision, at is None)))

    def answers(self, at: datetime | None) -> None:
        """The check passed; who looked is not known (user 0)."""
        self.does("answer_check", at, "collector", user=0, passed=True)

    @property
    def case(self) -> CaseFile:
        assert self.file is not None
        return self.file

    def _command(self, action: str, at: datetime, actor: Actor, body: dict[str, Any]) -> Command:
        self.now = at
        return Command(action=action, actor=actor, now=at, new_id=_id(at), body=body, photos=PHOTOS)

    def _judged(self, decision: Decision, assumed: bool) -> Decision:
        """A step whose moment, or whose beginning, nobody knows is neither in time nor late."""
        before = self.acts[-1].decision.data if self.acts else {}
        if not assumed and not before.get("assumed"):
            return decision
        steps = tuple(replace(s, in_time=None) for s in decision.steps)
        data = {**decision.data, "assumed": True} if assumed else decision.data
        return replace(decision, steps=steps, data=data)

    def _dated(self, decision: Decision) -> Decision:
        """The clock's deadline is the one the legacy system had, wherever it has one."""
        unit = decision.case.lead_unit
        if self.deadline is None or unit is None or not decision.moves:
            return decision
        moves = tuple(replace(m, clock=replace(m.clock, deadline=self.deadline)) for m in decision.moves)
        clock = replace(decision.case.clocks[unit], deadline=self.deadline, provisional=False)
        case = replace(decision.case, clocks={**decision.case.clocks, unit: clock}, provisional=False)
        if case.deadline is not None:
            case = replace(case, deadline=self.deadline, warn_at=min(case.warn_at or self.deadline, self.deadline))
        return replace(decision, case=case, moves=moves)

    def _keep(self, decision: Decision) -> None:
        texts = self.texts if not self.acts else {}
        self.acts.append(Act(decision, store.Written(texts=texts, origin="import")))
        self.file = decision.case

    def note_extensions(self, times: int) -> None:
        """How often it was extended is known, when and by how much is not: counted on the clock that stands."""
        last = self.acts[-1]
        decision, unit = last.decision, last.decision.case.lead_unit
        if not times or unit is None:
            return
        clock = replace(decision.case.clocks[unit], extensions=times)
        case = replace(decision.case, clocks={**decision.case.clocks, unit: clock}, extensions=times)
        moves = tuple(replace(m, clock=replace(m.clock, extensions=times)) for m in decision.moves)
        extended = tuple(Move(unit, "extend", decision.at, clock) for _ in range(times))
        self.acts[-1] = replace(last, decision=replace(decision, case=case, moves=(*moves, *extended)))
        self.file = case


def _id(at: datetime) -> Any:
    return uuid7(int(at.timestamp() * 1000))

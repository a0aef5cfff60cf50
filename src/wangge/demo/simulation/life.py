"""One simulated case: every act on it is decided by the lifecycle's own rules."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from wangge.cases.bulk import Act, Citizen, ReportedAs
from wangge.cases.rules_now import RulesNow
from wangge.cases.store import Written
from wangge.demo.simulation.engine import Clockwork
from wangge.demo.simulation.ground import Point
from wangge.demo.simulation.mix import Matter
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import Actor, CaseFile, Command

ORIGIN = "simulation"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo handed in with its role in the case; without an id it was seen but is not kept."""

    role: str
    media: UUID | None = None


@dataclass(slots=True)
class Life:
    """`chance` rules what happens to this case, so that no case depends on another's draws.

    `condition`: class, condition and limit as they are reported; `unit`: who has to do it in the end; `twin`: an
    earlier report of the same problem.
    """

    clock: Clockwork
    rules: RulesNow
    chance: random.Random
    matter: Matter
    condition: Mapping[str, Any]
    point: Point
    unit: str
    description: str = ""
    address: str = ""
    citizen: Citizen | None = None
    reported_as: ReportedAs | None = None
    twin: Life | None = None
    misled: bool = False  # was once sent to a wrong unit
    acts: list[Act] = field(default_factory=list)
    _file: CaseFile | None = None

    @property
    def file(self) -> CaseFile:
        assert self._file is not None, "not reported yet"
        return self._file

    @property
    def state(self) -> State:
        return self.file.state

    def dice(self, share: float) -> bool:
        return self.chance.random() < share

    def does(
        self,
        action: str,
        actor: Actor,
        *,
        acted_at: datetime | None = None,
        photos: Sequence[Photo] = (),
        said: Mapping[str, str] | None = None,
        **body: Any,
    ) -> None:
        """Now. What is `said` is part of the body and goes into the erasable row."""
        now, texts = self.clock.now, dict(said or {})
        command = Command(
            action=action,
            actor=actor,
            now=now,
            new_id=uuid7(int(now.timestamp() * 1000), self.chance.randbytes(10)),
            body=texts | body,
            acted_at=acted_at,
            photos=tuple(p.role for p in photos),
        )
        old = self._file
        decision = decide_entry(command, self.rules) if old is None else decide(old, command, self.rules)
        kept = [(p.media, p.role) for p in photos if p.media is not None]
        written = Written(texts, tuple(media for media, _ in kept), "", ORIGIN)
        self.acts.append(Act(decision, written, tuple(role for _, role in kept)))
        self._file = decision.case

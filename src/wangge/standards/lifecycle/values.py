"""What a decision reads and what it yields: plain values, no database, no clock of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from wangge.standards.clock import Clock
from wangge.standards.lifecycle.names import State
from wangge.standards.worktime import Calendar, Limit


class Rules(Protocol):
    """What decisions ask of the rule book (wangge.rules.rulebook fills it)."""

    @property
    def units_calendar(self) -> Calendar: ...
    @property
    def centre_calendar(self) -> Calendar: ...
    @property
    def collectors_calendar(self) -> Calendar: ...
    @property
    def draw_seed(self) -> str:
        """The county's secret for the draws of blind checks."""

    def stage_limit(self, stage: str) -> Limit: ...
    def setting(self, key: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, under which post. `unit` is the first-level unit, `department` his own (a sub-unit or the same)."""

    role: str
    user: int | None = None
    post: int | None = None
    unit: str | None = None
    department: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A collector's field task. kind: verify | check | recheck; state: open | answered | recalled."""

    id: UUID
    kind: str
    collector: int
    state: str
    sent_at: datetime
    deadline: datetime
    round: int = 1
    drawn: bool = False
    blind: str = "named"  # drawn | not_blind | named | usual
    result: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """kind: table.REQUESTS; status: open | half | granted | refused | withdrawn | lapsed."""

    id: UUID
    kind: str
    status: str
    unit: str | None
    asked_by: int | None
    asked_at: datetime
    hours: Decimal | None = None
    until: datetime | None = None
    decided_by: tuple[int, ...] = ()
    decided_at: datetime | None = None
    due_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.status in ("open", "half")


@dataclass(frozen=True, slots=True)
class Supervision:
    id: UUID
    by: int | None
    asked_at: datetime
    answer_by: datetime
    unit: str | None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as decisions see it: the row, its clocks, requests, tasks and supervisions. lon/lat: CGCS2000 degrees,
    None only for a legacy record that knows no place.

    `deadline` is the lead unit's disposal deadline (None before dispatch, frozen at complete); `warn_at` the moment
    80 % of it are used; likewise for the running stage. `units` are all units it was ever sent to.
    """

    case_no: str
    state: State
    kind: str
    source: str
    lon: Decimal | None
    lat: Decimal | None
    reported_at: datetime
    version: int = 1
    edition: str = ""
    class_code: str | None = None
    condition_id: str | None = None
    closing_condition: str = ""
    urgent: bool = False
    limit: Limit | None = None
    limit_default: bool = False
    grid: str | None = None
    duty_grid: str | None = None
    component_id: str | None = None
    reporter: int | None = None
    reporter_unit: str | None = None
    person: UUID | None = None
    photo_by_staff: bool = False
    lead_unit: str | None = None
    assisting_units: tuple[str, ...] = ()
    assisted: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    assigned_unit: str | None = None
    assigned_user: int | None = None
    submitted: bool = False
    collectors: tuple[int, ...] = ()
    disposed_by: tuple[int, ...] = ()
    accepted_at: datetime | None = None
    filed_at: datetime | None = None
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    completed_at: datetime | None = None
    checked_at: datetime | None = None
    closed_at: datetime | None = None
    ended_at: datetime | None = None
    deadline: datetime | None = None
    warn_at: datetime | None = None
    provisional: bool = False
    stage_since: datetime | None = None
    stage_deadline: datetime | None = None
    stage_warn_at: datetime | None = None
    stage_left: timedelta | None = None
    intake_left: timedelta | None = None
    rework_times: int = 0
    extensions: int = 0
    suspended_from: str | None = None
    suspended_until: datetime | None = None
    suspended_units: tuple[str, ...] = ()
    recalls: int = 0
    picked: bool = False
    check_round: int = 0
    excluded_checkers: tuple[int, ...] = ()
    merged_into: str | None = None
    merged_at: datetime | None = None
    reopened_from: str | None = None
    upper_ref: str | None = None
    upper_deadline: datetime | None = None
    satisfaction: str | None = None
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    tasks: tuple[Task, ...] = ()
    supervisions: tuple[Supervision, ...] = ()

    @property
    def clock(self) -> Clock | None:
        """The lead unit's clock."""
        return self.clocks.get(self.lead_unit) if self.lead_unit else None

    @property
    def open_task(self) -> Task | None:
        return next((t for t in self.tasks if t.state == "open"), None)


@dataclass(frozen=True, slots=True)
class Command:
    """An act somebody asks for. `now` is received_at; `acted_at` the device's time, already corrected by `skew`.

    `new_id` names the task, request, supervision this act may make. `body` holds resolved plain values, never names
    to be looked up. `flagged`: an evidence flag stands on what was handed in.
    """

    action: str
    actor: Actor
    now: datetime
    new_id: UUID
    body: Mapping[str, Any] = field(default_factory=dict)
    acted_at: datetime | None = None
    skew: timedelta = timedelta(0)
    flagged: bool = False
    photos: tuple[str, ...] = ()  # roles of the photos handed in


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a unit's clock, for reading as of any moment. at = effective, known_at = received."""

    unit: str
    kind: str
    at: datetime
    clock: Clock
    role: str = "lead"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One act that a post is judged by. in_time None: unknown (a legacy record)."""

    code: str
    done_at: datetime
    since: datetime | None
    deadline: datetime | None
    in_time: bool | None
    actor: int | None
    post: int | None
    role: str
    unit: str | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an action does. `at` is the moment that counts (lifecycle.md: which of the two times)."""

    case: CaseFile
    command: Command
    at: datetime
    came_from: State | None
    moves: tuple[Move, ...] = ()
    steps: tuple[Step, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # what the system does next on other cases

"""A case told act by act, with a small rule book, so that tests read as what people do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.standards.china import at, china
from tests.standards.lifecycle.people import (
    CHECKER,
    DISPATCHER,
    OPERATOR,
    REPORTER,
    SHIFT_LEAD,
    UNIT_A,
    UPPER,
)
from wangge.standards.clock import Clock
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import codec
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import Actor, CaseFile, Command, Decision, Request
from wangge.standards.worktime import Calendar, Limit, LimitUnit, WorkPlan

MINUTES = {"accept": 15, "verify": 60, "file": 15, "dispatch": 15, "send_check": 15, "check": 120, "close": 30}
DEFAULTS: dict[str, Any] = {
    "acted_at_gap_hours": 4,
    "acted_at_skew_minutes": 2,
    "lamp_yellow_percent": 80,
    "self_decision_ban": True,
    "extension_max": 2,
    "suspension_max_days": 365,
    "request_undecided_hours": 4,
    "rework_grace_hours": Decimal(0),
    "blind_check_percent": 0,
    "blind_self_disposed_percent": 0,
    "pass_check_classes": (),
    "two_step_units": (),
}


def whole_year(*periods: tuple[time, time]) -> WorkPlan:
    return WorkPlan("全年", (1, 1), (12, 31), periods)


UNITS = china()
CENTRE = china(whole_year((time(7, 30), time(20))), every_day=True)
COLLECTORS = china(whole_year((time(7, 30), time(19, 30))), every_day=True)


@dataclass(frozen=True)
class SmallRules:
    """Units 08–12 and 14–18 on working days, the centre 07:30–20:00, collectors 07:30–19:30, both every day."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    units_calendar: Calendar = UNITS
    centre_calendar: Calendar = CENTRE
    collectors_calendar: Calendar = COLLECTORS
    draw_seed: str = "seed"

    def stage_limit(self, stage: str) -> Limit:
        if stage == "sign":
            return Limit(Decimal(2), LimitUnit.WORK_HOUR)
        return Limit(Decimal(MINUTES[stage]), LimitUnit.MINUTE)

    def setting(self, key: str) -> Any:
        return self.settings.get(key, DEFAULTS[key])


RULES = SmallRules()
PLACE = {"lon": Decimal("112.8405"), "lat": Decimal("32.6805"), "grid": "411328001001001", "duty_grid": "D1"}
RULE = {"class_code": "E0110", "condition_id": "c1", "limit": Limit(Decimal(4), LimitUnit.WORK_HOUR), "urgent": False}
URGENT = {"condition_id": "c2", "limit": Limit(Decimal(2), LimitUnit.URGENT_HOUR), "urgent": True}
AFTER = ("after",)


class Story:
    """One case and a clock on the wall. Monday 2026-03-02 is an ordinary working day."""

    def __init__(self, now: str = "2026-03-02 09:00", **settings: Any) -> None:
        self.rules, self.now, self.ids = SmallRules(settings), at(now), 0
        self.log: list[Decision] = []
        self._case: CaseFile | None = None

    @property
    def case(self) -> CaseFile:
        assert self._case is not None, "nothing was reported yet"
        return self._case

    @property
    def clock(self) -> Clock:
        assert self.case.clock is not None, "not dispatched"
        return self.case.clock

    @property
    def request(self) -> Request:
        """The last one asked."""
        return self.case.requests[-1]

    def on(self, moment: str) -> Story:
        """`09:30` the same day, or a whole date with time."""
        self.now = at(moment if " " in moment else f"{self.now:%Y-%m-%d} {moment}")
        return self

    def command(self, actor: Actor, action: str, **what: Any) -> Command:
        """what: photos, acted_at, skew, flagged; everything else is the body."""
        self.ids += 1
        extra = {k: what.pop(k) for k in ("photos", "acted_at", "skew", "flagged") if k in what}
        return Command(action, actor, self.now, UUID(int=self.ids), body=what, **extra)

    def reports(self, actor: Actor = REPORTER, action: str = "report", **what: Any) -> Story:
        body = {"case_no": "41132826030200001", "kind": "event", "source": "collector", **PLACE}
        photos = ("near", "before", "after")
        decision = decide_entry(self.command(actor, action, **{"photos": photos, **body, **what}), self.rules)
        self._case = decision.case
        self.log.append(decision)
        return self

    def does(self, actor: Actor, action: str, **what: Any) -> Story:
        decision = decide(self.case, self.command(actor, action, **what), self.rules)
        self._case = decision.case
        self.log.append(decision)
        return self

    def decides(self, actor: Actor, granted: bool = True, **what: Any) -> Story:
        """On the last request."""
        return self.does(actor, f"decide_{self.request.kind}", request=self.request.id, granted=granted, **what)

    def refuses(self, actor: Actor, action: str, **what: Any) -> Refused:
        """It is refused, and the case is what it was; answers the refusal."""
        before = deepcopy(self.case)
        with pytest.raises(Refused) as refusal:
            decide(self.case, self.command(actor, action, **what), self.rules)
        assert self.case == before
        return refusal.value

    def folded(self) -> CaseFile:
        """The case as its events tell it, each through JSON."""
        case: CaseFile | None = None
        live: CaseFile | None = None
        for decision in self.log:
            case = codec.apply(case, json.loads(json.dumps(codec.changes(live, decision.case))))
            live = decision.case
        assert case is not None
        return case

    # The usual way, by the usual people, each at the moment that the wall clock shows.

    def accepted(self, **rule: Any) -> Story:
        return self.reports().does(OPERATOR, "accept", **{**RULE, **rule})

    def transferred(self) -> Story:
        return self.reports(UPPER, "receive_transfer", source="upper", **RULE)

    def filed(self, **rule: Any) -> Story:
        return self.accepted(**rule).does(SHIFT_LEAD, "file")

    def dispatched(self, unit: str = "A", assisting: Iterable[str] = (), **rule: Any) -> Story:
        return self.filed(**rule).sent(unit, assisting)

    def sent(self, unit: str, assisting: Iterable[str] = ()) -> Story:
        return self.does(DISPATCHER, "dispatch", lead_unit=unit, assisting_units=tuple(assisting))

    def completes(self, actor: Actor = UNIT_A, **what: Any) -> Story:
        return self.does(actor, "complete", **{"note": "已清理", "photos": AFTER, **what})

    def sent_to_check(self, checker: Actor = CHECKER) -> Story:
        blind = "drawn" if self.case.picked else "usual"
        return self.does(OPERATOR, "send_check", collector=checker.user, blind=blind)

    def checked(self, passed: bool, checker: Actor = CHECKER, **what: Any) -> Story:
        return self.sent_to_check(checker).does(checker, "answer_check", passed=passed, photos=("other",), **what)

    def returned(self, actor: Actor = UNIT_A) -> Story:
        """Asked and granted at once."""
        return self.does(actor, "request_return", reason="不属本单位").decides(DISPATCHER)

    def in_state(self, state: State) -> Story:
        assert self.case.state is state
        return self


def hours(number: float) -> timedelta:
    return timedelta(hours=number)

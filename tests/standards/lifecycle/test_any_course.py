"""A case through any course of acts by anybody, at any time: what must hold whatever happens."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.standards.china import at
from tests.standards.lifecycle import chances
from tests.standards.lifecycle.people import DISPATCHER, EVERYBODY, OPERATOR, REPORTER, SHIFT_LEAD, UPPER
from tests.standards.lifecycle.story import PLACE, RULE, SmallRules
from tests.standards.lifecycle.transcript import ACTIONS, ALLOWED, DONE
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import codec, permit
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.names import STAGE_LIMIT_OF, Role, State
from wangge.standards.lifecycle.table import REQUESTS
from wangge.standards.lifecycle.values import Actor, CaseFile, Command, Decision
from wangge.standards.worktime import Limit, LimitUnit

START = at("2026-01-05 09:00")
ENDED = [State(name) for name in DONE.split()]
DISPOSED = (State.DISPOSED, State.CHECKING, State.CHECKED)
STILL = (State.SUSPENDED, *DISPOSED, *ENDED, State.REPORTED, State.VERIFYING, State.ACCEPTED, State.FILED)
SETTINGS: dict[str, Any] = {"pass_check_classes": ("E01",)}
LONG = {**RULE, "limit": Limit(Decimal(120), LimitUnit.WORK_HOUR)}
Visible = tuple[Any, ...]


def visible(case: CaseFile) -> Visible:
    """What lets the version rise: state, lead unit, deadline, class, place."""
    place = (case.lon, case.lat, case.grid)
    return (case.state, case.lead_unit, case.deadline, case.class_code, case.condition_id, *place)


class AnyCourse(RuleBasedStateMachine):
    case: CaseFile
    told: CaseFile  # the case as its events tell it
    events: list[str]
    book: SmallRules

    @initialize(
        entry=st.sampled_from(["report", "report", "report_self_disposed", "receive_transfer"]),
        share=st.sampled_from([0, 50, 100]),
        two_steps=st.booleans(),
        grace=st.sampled_from([0, 0, 3]),
        ban=st.booleans(),
        far=st.booleans(),
    )
    def begin(self, entry: str, share: int, two_steps: bool, grace: int, ban: bool, far: bool) -> None:
        own = {"blind_check_percent": share, "rework_grace_hours": grace, "self_decision_ban": ban}
        self.book = SmallRules({**SETTINGS, **own, "two_step_units": ("A",) if two_steps else ()})
        self.now, self.number, self.events = START, 0, []
        from_above = entry == "receive_transfer"
        body = {"case_no": "1", "kind": "event", "source": "upper" if from_above else "collector", **PLACE, **LONG}
        command = self.command(entry, UPPER if from_above else REPORTER, body, photos=("before", "after"))
        decision = decide_entry(command, self.book)
        self.case, self.told = decision.case, self.fold(None, None, decision.case)
        if far and entry != "report_self_disposed":
            self.straight_to_unit_a()

    def straight_to_unit_a(self) -> None:
        """The way is short for half of the cases, so that much happens at the units."""
        steps: list[tuple[str, Actor, dict[str, Any]]] = [
            ("accept", OPERATOR, LONG),
            ("file", SHIFT_LEAD, {}),
            ("dispatch", DISPATCHER, {"lead_unit": "A"}),
        ]
        for action, actor, body in steps:
            if action != "accept" or self.case.state is State.REPORTED:
                self.try_it(self.command(action, actor, body))
        assert self.case.state is State.DISPATCHED

    def command(self, action: str, actor: Actor, body: dict[str, Any], **how: Any) -> Command:
        self.number += 1
        return Command(action, actor, self.now, UUID(int=self.number), body, **how)

    def fold(self, told: CaseFile | None, old: CaseFile | None, new: CaseFile) -> CaseFile:
        """One event more, through the text it is kept as."""
        self.events.append(json.dumps(codec.changes(old, new)))
        return codec.apply(told, json.loads(self.events[-1]))

    def act(self, data: st.DataObject, action: str, actor: Actor) -> None:
        body = data.draw(chances.body(action, self.case, self.now))
        self.try_it(self.command(action, actor, body, **data.draw(chances.circumstances(self.now))))

    def try_it(self, command: Command) -> None:
        kept = self.told
        try:
            decision = decide(self.case, command, self.book)
        except Refused:
            assert self.case == kept, "a refusal changes nothing"
            return
        self.judge(decision)
        self.told = self.fold(self.told, self.case, decision.case)
        self.case = decision.case

    def judge(self, decision: Decision) -> None:
        """The table allowed it, and the version rose by the rule."""
        old, new, command = self.case, decision.case, decision.command
        if command.action.startswith(("decide_", "withdraw_")):
            self.judge_request(old, new, command)
        else:
            assert new.state in ALLOWED[command.action, Role(command.actor.role), old.state]
        assert decision.came_from is old.state
        assert new.version == old.version + (visible(old) != visible(new))
        assert decision.at <= command.now
        assert {m.unit for m in decision.moves} <= set(new.units)

    def judge_request(self, old: CaseFile, new: CaseFile, command: Command) -> None:
        before = next(r for r in old.requests if r.id == command.body["request"])
        after = next(r for r in new.requests if r.id == before.id)
        assert before.open
        if after.status == "granted":
            assert new.state in ALLOWED[command.action, Role(command.actor.role), old.state]
        else:
            assert new.state is old.state
            assert new.clocks == old.clocks
        if command.action.startswith("decide_"):
            kind = next(k for k in REQUESTS if k.code == before.kind)
            assert command.actor.role == kind.deciders[before.status == "half"]
            doers = (before.asked_by, *before.decided_by)
            assert command.actor.user not in doers or not self.book.setting("self_decision_ban")

    @rule(
        data=st.data(),
        gap=st.sampled_from([0, 0, 0, 1, 5, 20, 60, 60, 400, 400, 20000]),
        what=st.sampled_from(["offer", "offer", "usual", "ask", "settle", "any"]),
    )
    def somebody_acts(self, data: st.DataObject, gap: int, what: str) -> None:
        """One rule for all, since of several rules hypothesis switches some off for a whole run."""
        self.now += timedelta(minutes=gap)
        getattr(self, what)(data)

    def any(self, data: st.DataObject) -> None:
        self.act(data, data.draw(st.sampled_from(ACTIONS)), data.draw(st.sampled_from(EVERYBODY)))

    def offer(self, data: st.DataObject) -> None:
        rare = (*chances.ENDINGS, "comment")
        offers = [(a.code, who) for who in EVERYBODY for a in permit.permitted(self.case, who) if a.code not in rare]
        if offers:
            self.act(data, *data.draw(st.sampled_from(offers)))

    def usual(self, data: st.DataObject) -> None:
        steps = [(a.code, w) for w in EVERYBODY for a in permit.permitted(self.case, w) if a.code in chances.USUAL]
        if steps:
            action, actor = data.draw(st.sampled_from(steps))
            body = data.draw(chances.USUAL[action])
            self.try_it(self.command(action, actor, body, photos=("after",)))

    def ask(self, data: st.DataObject) -> None:
        asks = [(k.code, who) for who in EVERYBODY for k in permit.askable(self.case, who)]
        if asks:
            kind, who = data.draw(st.sampled_from(asks))
            self.try_it(self.command(f"request_{kind}", who, data.draw(chances.well_asked(self.now))))

    def settle(self, data: st.DataObject) -> None:
        """An open request goes through all its deciders, or is refused or withdrawn on the way."""
        still = [r.id for r in self.case.requests if r.open]
        chosen = data.draw(st.sampled_from(still)) if still else None
        for word in data.draw(st.sampled_from(["gg", "gg", "gg", "g", "gr", "r", "w"])):
            request = next((r for r in self.case.requests if r.id == chosen), None)
            if request is None or not request.open:
                return
            able = permit.may_withdraw if word == "w" else permit.may_decide
            who = data.draw(st.sampled_from([actor for actor in EVERYBODY if able(request, actor)]))
            step = "withdraw" if word == "w" else "decide"
            body = {"request": request.id, "granted": word == "g"}
            self.try_it(self.command(f"{step}_{request.kind}", who, body))

    @invariant()
    def events_rebuild_the_row(self) -> None:
        assert self.told == self.case

    @invariant()
    def a_clock_runs_at_the_lead_unit_and_nowhere_else(self) -> None:
        running = [c.unit for c in self.case.clocks.values() if c.running_since is not None]
        assert running == ([] if self.case.state in STILL or not self.case.lead_unit else [self.case.lead_unit])
        assert (self.case.state in (State.DISPATCHED, State.DISPOSING)) == bool(running)
        suspended = [c.unit for c in self.case.clocks.values() if c.state == "suspended"]
        assert bool(suspended) == (self.case.state is State.SUSPENDED)

    @invariant()
    def the_row_shows_the_lead_units_deadline(self) -> None:
        clock, case = self.case.clock, self.case
        hidden = clock is None or case.state is State.SUSPENDED
        assert case.deadline == (None if hidden or clock is None else clock.deadline)
        assert (case.warn_at is None) == (case.deadline is None)
        if case.deadline and case.warn_at:
            assert case.warn_at <= case.deadline

    @invariant()
    def one_open_request_of_a_kind(self) -> None:
        kinds = [r.kind for r in self.case.requests if r.open]
        assert len(kinds) == len(set(kinds))
        if self.case.state in (State.SUSPENDED, *DISPOSED, *ENDED):
            assert set(kinds) <= {"appeal"}

    @invariant()
    def limits_of_requests_are_kept(self) -> None:
        granted = [(r.kind, r.unit) for r in self.case.requests if r.status == "granted"]
        for unit in self.case.units:
            assert granted.count(("extension", unit)) <= 2
            assert granted.count(("suspension", unit)) <= 1
            assert self.case.clocks.keys() <= set(self.case.units)
        appeals = [r.unit for r in self.case.requests if r.kind == "appeal" and r.status != "withdrawn"]
        assert len(appeals) == len(set(appeals))

    @invariant()
    def an_end_has_its_moment_and_only_an_end(self) -> None:
        case = self.case
        assert (case.ended_at is not None) == (case.state in ENDED)
        assert (case.closed_at is not None) == (case.state is State.CLOSED)
        assert (case.merged_into is not None) == (case.state is State.MERGED)
        assert (case.completed_at is not None) == (case.lead_unit is not None and case.state in (*DISPOSED, "closed"))

    @invariant()
    def a_stage_has_its_clock(self) -> None:
        case = self.case
        assert (case.stage_deadline is not None) == (case.state in STAGE_LIMIT_OF)
        assert (case.stage_warn_at is None) == (case.stage_deadline is None)
        assert (case.intake_left is not None) == (case.state is State.VERIFYING)
        assert case.stage_left is None
        if case.stage_deadline and case.stage_since and case.stage_warn_at:
            assert case.stage_since <= case.stage_warn_at <= case.stage_deadline

    @invariant()
    def at_most_one_task_is_out(self) -> None:
        kinds = [t.kind for t in self.case.tasks if t.state == "open"]
        expected = {State.VERIFYING: ["verify"], State.CHECKING: ["check"]}.get(self.case.state, [])
        assert kinds == expected or (self.case.state is State.CLOSED and kinds == ["recheck"])
        assert {t.collector for t in self.case.tasks} <= set(self.case.collectors)

    @invariant()
    def a_picked_case_is_looked_at_blind(self) -> None:
        task = self.case.open_task
        if self.case.state is State.CHECKING and self.case.picked:
            assert task is not None
            assert task.blind in ("drawn", "not_blind")
            assert task.collector not in self.case.excluded_checkers

    @invariant()
    def only_a_case_that_is_out_has_a_unit(self) -> None:
        if self.case.lead_unit is None:
            assert (self.case.assisting_units, self.case.assigned_unit, self.case.assigned_user) == ((), None, None)
        at_unit = (State.DISPATCHED, State.DISPOSING, State.SUSPENDED, *DISPOSED)
        assert self.case.state not in at_unit or self.case.lead_unit in self.case.clocks

    def teardown(self) -> None:
        """The whole log once more from the beginning."""
        if not hasattr(self, "case"):
            return
        again: CaseFile | None = None
        for event in self.events:
            again = codec.apply(again, json.loads(event))
        assert again == self.case


TestAnyCourse = AnyCourse.TestCase
TestAnyCourse.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)

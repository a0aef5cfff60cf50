"""The disposal clock: the rules of the domain's page as stories, and what always holds whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.standards.china import at, china
from wangge.standards import clock as clocks
from wangge.standards import worktime
from wangge.standards.clock import Clock
from wangge.standards.errors import Refused
from wangge.standards.worktime import Calendar, Limit, LimitUnit

CAL = china()
HOUR = timedelta(hours=1)
FRIDAY_4PM, MONDAY_9AM = at("2026-03-06 16:00"), at("2026-03-09 09:00")


def limit(text: str) -> Limit:
    amount, unit = text.split()
    return Limit(Decimal(amount), LimitUnit(unit))


def started(amount: str = "4 work_hour", start: datetime = FRIDAY_4PM) -> Clock:
    return clocks.start("u1", limit(amount), start, CAL)


def test_a_clock_starts_at_dispatch_and_stops_at_completion() -> None:
    clock = started()
    assert (clock.state, clock.deadline, clock.total) == ("running", at("2026-03-09 10:00"), 4 * HOUR)
    done = clocks.complete(clock, MONDAY_9AM, CAL)
    assert (done.state, done.used, done.completed_at) == ("stopped", 3 * HOUR, MONDAY_9AM)
    assert clocks.used_at(done, at("2026-04-01 10:00"), CAL) == 3 * HOUR
    assert not clocks.is_late(done, at("2026-04-01 10:00"))


def test_in_time_means_at_the_deadline_or_before() -> None:
    clock = started()
    moment = clock.deadline
    assert not clocks.is_late(clocks.complete(clock, moment, CAL), moment)
    assert clocks.is_late(clocks.complete(clock, moment + timedelta(microseconds=1), CAL), moment)


def test_rework_goes_on_with_what_was_left() -> None:
    done = clocks.complete(started(), MONDAY_9AM, CAL)
    again = clocks.go_on(done, at("2026-03-10 17:30"), CAL)
    assert again.deadline == at("2026-03-11 08:30")
    assert (again.used, again.completed_at, again.started_at) == (3 * HOUR, None, FRIDAY_4PM)
    late = clocks.complete(again, at("2026-03-11 09:00"), CAL)
    assert clocks.is_late(late, late.deadline)
    assert clocks.multiple(late, late.deadline, CAL) == Decimal("1.1250")


def test_rework_with_nothing_left_is_late_at_once() -> None:
    failed_at = at("2026-03-10 09:00")
    again = clocks.go_on(clocks.complete(started(), at("2026-03-09 11:00"), CAL), failed_at, CAL)
    assert again.deadline == failed_at
    assert clocks.is_late(again, failed_at)
    assert clocks.lamp(again, failed_at, CAL) == "red"
    assert clocks.is_late(clocks.complete(again, failed_at, CAL), failed_at)


def test_a_grace_is_the_least_that_rework_gets() -> None:
    failed_at = at("2026-03-10 09:00")
    late = clocks.complete(started(), at("2026-03-09 11:00"), CAL)
    assert clocks.go_on(late, failed_at, CAL, grace=2 * HOUR).deadline == at("2026-03-10 11:00")
    quick = clocks.complete(started(), MONDAY_9AM - HOUR, CAL)
    assert clocks.go_on(quick, failed_at, CAL, grace=HOUR).deadline == at("2026-03-10 11:00")


def test_a_granted_return_stops_the_clock_at_the_asking_and_the_same_unit_goes_on() -> None:
    given = clocks.give_back(started(), at("2026-03-06 17:00"), CAL)
    assert (given.state, given.used, given.completed_at) == ("returned", HOUR, None)
    again = clocks.go_on(given, MONDAY_9AM, CAL)
    assert again.deadline == at("2026-03-09 12:00")


def test_units_have_clocks_of_their_own_from_a_to_b_and_back() -> None:
    a = clocks.give_back(started(), at("2026-03-06 17:00"), CAL)
    b = clocks.start("u2", limit("4 work_hour"), at("2026-03-06 17:30"), CAL)
    assert b.deadline == at("2026-03-09 11:30")
    clocks.give_back(b, MONDAY_9AM, CAL)
    back = clocks.go_on(a, at("2026-03-09 10:00"), CAL)
    assert (back.unit, back.used, back.deadline) == ("u1", HOUR, at("2026-03-09 15:00"))


def test_returning_a_late_case_does_not_free_the_unit_even_in_the_night_after_the_deadline() -> None:
    clock = started("2 work_hour")
    assert clock.deadline == at("2026-03-06 18:00")
    given = clocks.give_back(clock, at("2026-03-06 20:00"), CAL)
    assert given.used == given.total
    assert clocks.is_late(given, MONDAY_9AM)
    assert not clocks.is_late(clocks.give_back(clock, at("2026-03-06 18:00"), CAL), MONDAY_9AM)


def test_an_extension_granted_after_the_deadline_adds_to_the_old_deadline() -> None:
    clock = started()
    assert clocks.is_late(clock, at("2026-03-09 11:00"))
    longer = clocks.extend(clock, Decimal(3), CAL)
    assert longer.deadline == at("2026-03-09 15:00")
    assert (longer.extensions, longer.extended, longer.total) == (1, 3 * HOUR, 7 * HOUR)
    assert not clocks.is_late(longer, at("2026-03-09 11:00"))
    twice = clocks.extend(longer, Decimal("0.5"), CAL)
    assert (twice.extensions, twice.deadline) == (2, at("2026-03-09 15:30"))


def test_an_extension_of_a_continuous_limit_adds_clock_hours() -> None:
    clock = started("1 natural_day")
    assert clocks.extend(clock, Decimal(5), CAL).deadline == at("2026-03-07 21:00")


def test_an_extension_does_not_pay_what_was_overdrawn_before_rework() -> None:
    overdrawn = clocks.complete(started(), at("2026-03-09 15:00"), CAL)  # 3 hours over
    again = clocks.go_on(overdrawn, at("2026-03-10 09:00"), CAL)
    assert clocks.extend(again, Decimal(2), CAL).deadline == at("2026-03-10 09:00")
    assert clocks.extend(again, Decimal(4), CAL).deadline == at("2026-03-10 10:00")


def test_a_suspension_pauses_from_the_asking_and_the_rest_runs_on() -> None:
    paused = clocks.suspend(started(), at("2026-03-06 17:00"), CAL)
    much_later = at("2026-06-01 12:00")
    assert clocks.used_at(paused, much_later, CAL) == HOUR
    assert clocks.lamp(paused, much_later, CAL) == "none"
    assert not clocks.is_late(paused, much_later)
    running = clocks.resume(paused, much_later, CAL)
    assert running.deadline == at("2026-06-01 17:00")


def test_a_clock_ends_without_completion_when_its_case_is_voided_or_merged() -> None:
    ended = clocks.end(started(), MONDAY_9AM, CAL)
    assert (ended.state, ended.completed_at, ended.used) == ("stopped", None, 3 * HOUR)
    paused = clocks.suspend(started(), at("2026-03-06 17:00"), CAL)
    assert clocks.end(paused, MONDAY_9AM, CAL).state == "stopped"
    assert clocks.end(paused, MONDAY_9AM, CAL).used == HOUR
    given = clocks.give_back(started(), MONDAY_9AM, CAL)
    assert clocks.end(given, at("2026-03-10 09:00"), CAL) == given


@pytest.mark.parametrize(
    ("moment", "lamp"),
    [
        ("2026-03-09 08:00", "green"),
        ("2026-03-09 14:00", "green"),
        ("2026-03-09 16:00", "green"),  # exactly 80 % of ten hours
        ("2026-03-09 16:01", "yellow"),
        ("2026-03-09 18:00", "yellow"),  # exactly 100 %
        ("2026-03-09 18:01", "red"),  # after hours no more is used, yet the deadline is gone
        ("2026-03-10 08:01", "red"),
    ],
)
def test_lamps(moment: str, lamp: str) -> None:
    clock = started("10 work_hour", FRIDAY_4PM)
    assert clocks.lamp(clock, at(moment), CAL) == lamp


def test_the_multiple_is_used_time_by_granted_time() -> None:
    clock = started()
    assert clocks.multiple(clock, at("2026-03-06 18:00"), CAL) == Decimal("0.5000")
    assert clocks.multiple(clock, at("2026-03-09 12:00"), CAL) == Decimal("1.5000")
    assert clocks.multiple(clocks.extend(clock, Decimal(4), CAL), at("2026-03-09 12:00"), CAL) == Decimal("0.7500")


def test_a_device_time_before_dispatch_counts_as_no_time() -> None:
    done = clocks.complete(started(), FRIDAY_4PM - HOUR, CAL)
    assert done.used == timedelta(0)


def test_a_calendar_change_moves_only_open_deadlines() -> None:
    closed_monday = Calendar({MONDAY_9AM.date(): False}, frozenset({2026}))
    clock = started()
    assert clocks.redate(clock, closed_monday).deadline == at("2026-03-10 10:00")
    done = clocks.complete(clock, MONDAY_9AM, CAL)
    assert clocks.redate(done, closed_monday) == done


def test_a_provisional_deadline_becomes_firm_when_the_notice_is_entered() -> None:
    clock = started("4 work_hour", at("2026-12-31 16:00"))
    assert (clock.deadline, clock.provisional) == (at("2027-01-01 10:00"), True)
    noticed = Calendar({at("2027-01-01 00:00").date(): False}, frozenset({2026, 2027}))
    firm = clocks.redate(clock, noticed)
    assert (firm.deadline, firm.provisional) == (at("2027-01-04 10:00"), False)


Act = Callable[[Clock, datetime, Calendar], Clock]
WORDS: dict[str, Act] = {
    "complete": clocks.complete,
    "give_back": clocks.give_back,
    "suspend": clocks.suspend,
    "resume": clocks.resume,
    "go_on": clocks.go_on,
    "extend": lambda clock, at, cal: clocks.extend(clock, Decimal(1), cal),
}


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (None, {"complete", "give_back", "suspend", "extend"}),
        ("complete", {"go_on"}),
        ("give_back", {"go_on"}),
        ("suspend", {"resume"}),
    ],
)
def test_a_clock_refuses_what_its_state_does_not_allow(before: str | None, allowed: set[str]) -> None:
    clock = WORDS[before](started(), MONDAY_9AM, CAL) if before else started()
    for word in WORDS.keys() - allowed:
        with pytest.raises(Refused) as refusal:
            WORDS[word](clock, MONDAY_9AM, CAL)
        assert (refusal.value.code, refusal.value.status) == ("clock_state", 409)
    for word in allowed:
        assert WORDS[word](clock, MONDAY_9AM, CAL) != clock


@pytest.mark.parametrize("amount", ["0", "-2"])
def test_an_extension_by_nothing_is_refused(amount: str) -> None:
    with pytest.raises(Refused, match="bad_extension"):
        clocks.extend(started(), Decimal(amount), CAL)


gaps = st.timedeltas(timedelta(0), timedelta(days=20))
parts = st.floats(0, 1)


class ClockLife(RuleBasedStateMachine):
    """A clock through any course of dispatches, reworks, returns, extensions and suspensions, with a rising `now`."""

    clock: Clock
    now: datetime
    counted: timedelta  # what a second bookkeeping says was used

    @initialize(
        unit=st.sampled_from(LimitUnit),
        amount=st.integers(1, 40),
        start=st.datetimes(datetime(2019, 1, 1), datetime(2025, 1, 1), timezones=st.just(worktime.ZONE)),
    )
    def begin(self, unit: LimitUnit, amount: int, start: datetime) -> None:
        self.now, self.counted = start, timedelta(0)
        self.clock = clocks.start("u1", Limit(Decimal(amount), unit), start, CAL)

    def pass_time(self, gap: timedelta) -> None:
        before, self.now = self.now, self.now + gap
        seen = clocks.used_at(self.clock, before, CAL)
        self.counted += self._spent(before, self.now)
        assert clocks.used_at(self.clock, self.now, CAL) >= seen

    def _spent(self, a: datetime, b: datetime) -> timedelta:
        running = self.clock.state == "running"
        return worktime.elapsed(a, b, self.clock.limit.unit, CAL) if running else timedelta(0)

    @rule(gap=gaps)
    def wait(self, gap: timedelta) -> None:
        self.pass_time(gap)

    @precondition(lambda self: self.clock.state == "running")
    @rule(gap=gaps)
    def complete(self, gap: timedelta) -> None:
        self.pass_time(gap)
        self.clock = clocks.complete(self.clock, self.now, CAL)

    @precondition(lambda self: self.clock.state == "running")
    @rule(gap=gaps, part=parts, suspended=st.booleans())
    def grant_later_what_was_asked_before(self, gap: timedelta, part: float, suspended: bool) -> None:
        asked_at = self.now + gap * part
        self.counted += self._spent(self.now, asked_at)
        grant = clocks.suspend if suspended else clocks.give_back
        self.clock = grant(self.clock, asked_at, CAL)
        self.now += gap

    @precondition(lambda self: self.clock.state == "running")
    @rule(hours=st.decimals("0.5", "48", places=1))
    def extend(self, hours: Decimal) -> None:
        old, had_left = self.clock, bool(self.clock.left)
        self.clock = clocks.extend(old, hours, CAL)
        assert self.clock.total - old.total == worktime.hours(hours)
        if had_left:
            later = worktime.add(old.deadline, worktime.hours(hours), old.limit.unit, CAL)
            assert self.clock.deadline == later.at

    @precondition(lambda self: self.clock.state == "suspended")
    @rule(gap=gaps)
    def resume(self, gap: timedelta) -> None:
        self.pass_time(gap)
        self.clock = clocks.resume(self.clock, self.now, CAL)

    @precondition(lambda self: self.clock.state in ("stopped", "returned"))
    @rule(gap=gaps)
    def go_on(self, gap: timedelta) -> None:
        self.pass_time(gap)
        self.clock = clocks.go_on(self.clock, self.now, CAL)

    @invariant()
    def runs_only_while_running(self) -> None:
        assert (self.clock.running_since is not None) == (self.clock.state == "running")
        assert (self.clock.stopped_at is None) == (self.clock.state == "running")

    @invariant()
    def nothing_is_used_twice_or_forgotten(self) -> None:
        assert clocks.used_at(self.clock, self.now, CAL) == self.counted

    @invariant()
    def the_deadline_is_where_the_rest_ends(self) -> None:
        clock = self.clock
        if clock.running_since is not None and clock.left:
            assert clock.deadline == worktime.add(clock.running_since, clock.left, clock.limit.unit, CAL).at
        if clock.running_since is not None and not clock.left:
            assert clock.deadline == clock.running_since

    @invariant()
    def the_total_is_the_limit_and_its_extensions(self) -> None:
        granted = worktime.measure(self.clock.started_at, self.clock.limit, CAL)
        assert self.clock.total == granted + self.clock.extended

    @invariant()
    def who_used_more_than_granted_is_late_and_red(self) -> None:
        if self.counted > self.clock.total:
            assert clocks.is_late(self.clock, self.now)
            assert clocks.multiple(self.clock, self.now, CAL) >= 1
        lamp = clocks.lamp(self.clock, self.now, CAL)
        assert (lamp == "none") == (self.clock.state != "running")
        assert lamp == "none" or (lamp == "red") == clocks.is_late(self.clock, self.now)


TestClockLife = ClockLife.TestCase
TestClockLife.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)

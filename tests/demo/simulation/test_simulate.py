"""A simulated county: the same for the same seed, by the lifecycle's own rules, in the shapes of a real one."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tests.world import World
from wangge.basedata.index import many_at
from wangge.cases import rebuild
from wangge.cases.models import Case, CaseMedia, Event, EventOrder, InboxRow, ReportKey, StepRow
from wangge.demo.simulation.run import Plan, Result, live_through, simulate
from wangge.demo.simulation.units import SLOW
from wangge.demo.simulation.world import report_id
from wangge.evidence import store
from wangge.evidence.models import Media
from wangge.organisation.queries import collectors
from wangge.standards.clock import is_late
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.table import ACTION_LABELS

UNTIL = datetime(2026, 11, 3, 15, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def storage(settings: object, tmp_path: object) -> None:
    settings.WANGGE_STORAGE = str(tmp_path)  # type: ignore[attr-defined]


@pytest.fixture
def run(world: World, storage: None) -> Result:
    return simulate(Plan(UNTIL, days=6, cases_per_day=30, seed=3))


def test_cases_come_in_every_state_and_from_the_usual_sources(run: Result) -> None:
    assert 120 <= run.cases <= 240
    assert run.states["closed"] > run.cases / 2
    assert len(run.states) >= 6
    collectors = Case.objects.filter(source__in=["collector", "self_disposed"]).count()
    assert collectors / run.cases > 0.85
    assert Case.objects.filter(kind="event").count() / run.cases > 0.75


def test_only_acts_of_the_table_are_done_and_each_row_follows_from_its_events(run: Result) -> None:
    assert set(Event.objects.values_list("action", flat=True)) <= set(ACTION_LABELS)
    sample = random.Random(1).sample(list(Case.objects.order_by("id")), 25)
    assert [rebuild.differences(case) for case in sample] == [[]] * 25


def test_events_are_ordered_by_the_time_they_were_received(run: Result) -> None:
    assert InboxRow.objects.count() == 0
    times = {e.id: e.received_at for e in Event.objects.all()}
    told = [times[o.event] for o in EventOrder.objects.order_by("position")]
    assert told == sorted(told)
    assert len(told) == run.events
    assert max(told) <= UNTIL


def test_nothing_simulated_has_an_effect_outside(run: Result) -> None:
    assert set(Event.objects.values_list("origin", flat=True)) == {"simulation"}


def test_the_same_seed_gives_the_same_cases_and_another_seed_others(world: World, storage: None) -> None:
    def told(seed: int) -> list[tuple[object, ...]]:
        with transaction.atomic():
            simulate(Plan(UNTIL, days=2, cases_per_day=20, seed=seed))
            rows: list[tuple[object, ...]] = list(
                Case.objects.order_by("id").values_list("case_no", "state", "lon", "lat", "description")
            )
            transaction.set_rollback(True)
        return rows

    first = told(5)
    assert first == told(5)
    assert first != told(6)


def test_the_last_days_have_photographs_that_lie_in_the_store(run: Result) -> None:
    assert CaseMedia.objects.count() > run.cases
    for sha256 in set(Media.objects.values_list("sha256", flat=True)):
        assert store.original(sha256).is_file()


def test_the_centre_mostly_keeps_its_stage_limits(run: Result) -> None:
    judged = StepRow.objects.filter(code__in=["accept", "file", "dispatch"])
    assert judged.filter(in_time=True).count() / judged.count() > 0.85


def test_units_known_for_lateness_are_late_more_often_than_the_others(world: World, storage: None) -> None:
    living = live_through(Plan(UNTIL, days=10, cases_per_day=60, seed=2))
    slow = {code for code, name in living.people.units.items() if name in SLOW}
    late: dict[bool, list[bool]] = {True: [], False: []}
    for life in living.lives:
        for clock in life.file.clocks.values():
            late[clock.unit in slow].append(is_late(clock, UNTIL))
    shares = {which: sum(found) / len(found) for which, found in late.items()}
    assert shares[True] > 2 * shares[False]
    assert shares[False] < 0.15


def test_what_was_reported_twice_is_merged_into_the_first_case(world: World, storage: None) -> None:
    simulate(Plan(UNTIL, days=10, cases_per_day=60, seed=4))
    pairs = Case.objects.filter(state="merged").values_list("class_code", "merged_into", "reported_at")
    assert pairs
    for class_code, into, reported_at in pairs:
        target = Case.objects.get(case_no=into)
        assert target.class_code == class_code
        assert target.reported_at < reported_at


def test_reports_are_found_again_by_ids_made_from_the_seed(run: Result) -> None:
    known = ReportKey.objects.count()
    assert known == Case.objects.filter(reopened_from=None).count()
    label = f"{UNTIL - timedelta(days=1):%y%m%d}:0"
    assert ReportKey.objects.filter(report_id=report_id(3, label)).exists()


def test_collectors_report_inside_their_duty_grids(run: Result) -> None:
    grids = {c.user: set(c.duty_grids) for c in collectors()}
    cases = list(Case.objects.filter(source="collector"))
    assert all(case.duty_grid in grids[case.reporter or 0] for case in cases)
    hits = many_at([(float(case.lon or 0), float(case.lat or 0)) for case in cases])
    assert [hit.code if hit else None for hit in hits] == [case.grid for case in cases]


def test_a_second_run_needs_another_seed_and_goes_on_with_the_days_numbers(run: Result) -> None:
    before = set(Case.objects.values_list("case_no", flat=True))
    simulate(Plan(UNTIL, days=2, cases_per_day=20, seed=9))
    assert before < set(Case.objects.values_list("case_no", flat=True))
    after = Case.objects.count()
    with pytest.raises(Refused, match="已经模拟过"):
        simulate(Plan(UNTIL, days=1, cases_per_day=20, seed=9))
    assert Case.objects.count() == after

"""A simulated county: the same for the same seed, by the lifecycle's own rules, in the shapes of a real one."""

from __future__ import annotations

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tests.world import World
from wangge.cases import rebuild
from wangge.cases.models import Case, CaseMedia, Event, EventOrder, InboxRow, StepRow
from wangge.demo.simulation.run import Plan, Result, simulate
from wangge.demo.simulation.scenes import scene
from wangge.evidence import store
from wangge.evidence.models import Media
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


def test_before_and_after_show_the_same_street(run: Result) -> None:
    assert scene("garbage", 1, True) == scene("garbage", 1, True)
    assert scene("garbage", 1, True) != scene("garbage", 1, False) != scene("garbage", 2, False)


def test_the_centre_mostly_keeps_its_stage_limits(run: Result) -> None:
    judged = StepRow.objects.filter(code__in=["accept", "file", "dispatch"])
    assert judged.filter(in_time=True).count() / judged.count() > 0.85

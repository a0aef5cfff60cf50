"""A run: the county's days from first to last, decided in memory, written in bulk."""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from wangge.cases.bulk import BulkWriter, History
from wangge.cases.models import ReportKey
from wangge.demo.simulation import shapes
from wangge.demo.simulation.album import Album
from wangge.demo.simulation.engine import Clockwork
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.scripts import reporting
from wangge.demo.simulation.world import World
from wangge.standards.errors import Refused
from wangge.standards.workcalendar import ZONE


@dataclass(frozen=True, slots=True)
class Plan:
    """`until`: the simulated present; the run covers the `days` before it."""

    until: datetime
    days: int = 90
    cases_per_day: float = 150
    seed: int = 1

    @property
    def since(self) -> datetime:
        return self.until - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Result:
    cases: int
    events: int
    states: dict[str, int]
    seconds: float


def simulate(plan: Plan) -> Result:
    """Makes the cases of the plan, in the caller's transaction. The same plan on the same county gives the same cases.

    Raises Refused `already_simulated` (409) where some of them are there.
    """
    begun = perf_counter()
    with _without_collector():
        world = live_through(plan)
        _must_be_new(world)
        writer = write(world)
    states = Counter(life.state.value for life in world.lives)
    return Result(writer.cases, writer.events, dict(sorted(states.items())), round(perf_counter() - begun, 1))


def live_through(plan: Plan) -> World:
    """The county after the run; nothing is written yet."""
    until = plan.until.astimezone(ZONE)
    clock = Clockwork(plan.since.astimezone(ZONE), until)
    world = World(plan.seed, clock, Album(until))
    for day in _days(plan.since.astimezone(ZONE), until):
        _day(world, plan, day)
    clock.run()
    return world


def _must_be_new(world: World) -> None:
    ids = [life.reported_as.report_id for life in world.lives if life.reported_as]
    if ReportKey.objects.filter(report_id__in=ids).exists():
        text = "这一种子、这些日子的案件已在库中，请换一个种子（--seed）。没有改动。"
        raise Refused("already_simulated", "已经模拟过", text, status=409)


def write(world: World) -> BulkWriter:
    world.album.save()
    writer = BulkWriter(world.rules.book, chance=random.Random(f"{world.seed}:ids:{world.clock.until.isoformat()}"))
    for life in world.lives:
        writer.add(_history(life))
    writer.finish()
    world.numbers.save()
    return writer


def _history(life: Life) -> History:
    return History(life.acts, life.description, life.address, life.citizen, life.reported_as)


def _days(since: datetime, until: datetime) -> Iterator[datetime]:
    """Midnights."""
    midnight = since.replace(hour=0, minute=0, second=0, microsecond=0)
    while midnight <= until:
        yield midnight
        midnight += timedelta(days=1)


def _day(world: World, plan: Plan, midnight: datetime) -> None:
    """Sends everybody of that day on his way; what lies before the run's beginning is left out."""
    chance = random.Random(f"{plan.seed}:{midnight.date()}")
    free = not world.rules.units_calendar.is_working_day(midnight.date())
    for n in range(shapes.of_day(chance, plan.cases_per_day, midnight.weekday(), free)):
        label = f"{midnight:%y%m%d}:{n}"
        own = chance.random() < shapes.SELF_DISPOSED
        source = "collector" if own else shapes.SOURCE.draw(chance)
        at = shapes.moment(chance, midnight, source == "collector")
        if at < plan.since:
            continue
        if source == "collector":
            world.clock.start(reporting.collector_reports(world, at, label, own), at)
        else:
            world.clock.start(reporting.centre_registers(world, at, label, source), at)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of small lasting objects: searching them for cycles again and again would take longer than the run."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

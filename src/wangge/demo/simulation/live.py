"""Live mode: simulated people go on working through the HTTP API, at the pace of the hour."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime

import httpx
from django.utils import timezone

from wangge.basedata import jurisdiction
from wangge.demo.simulation import shapes
from wangge.demo.simulation.callers import Callers
from wangge.demo.simulation.ground import Ground
from wangge.demo.simulation.live_acts import TURNS, Company
from wangge.demo.simulation.mix import Mix
from wangge.demo.simulation.own import waiting
from wangge.demo.simulation.people import People
from wangge.demo.simulation.pictures import View, scene, variant_of
from wangge.demo.simulation.words import Words
from wangge.rules.rulebook import rulebook
from wangge.standards.lifecycle.names import Role
from wangge.standards.workcalendar import ZONE

log = logging.getLogger("wangge.simulation")
REPORT_EVERY = 75.0  # seconds between reports at the busiest hour
ACT_EVERY = 6.0
QUIET = 0.25  # of the busiest hour's pace, the least: a demonstration at night should live too


def pace(now: datetime) -> float:
    """1 at the busiest hour of the day, never below QUIET."""
    return max(QUIET, shapes.HOURS[now.astimezone(ZONE).hour] / max(shapes.HOURS))


class Live:
    """`step` does one thing; `run` goes on until told to stop."""

    def __init__(self, base_url: str, seed: int, speed: float = 1.0) -> None:
        self.chance = random.Random(f"{seed}:live:{time.time_ns()}")
        self.speed = speed
        with jurisdiction.jurisdiction():
            self.mix, self.ground = Mix(rulebook()), Ground(seed)
            people = People(timezone.now())
        callers = Callers(base_url.rstrip("/"), seed, f"{time.time_ns():x}")
        matters = {m.code: m for m in self.mix.matters}
        self.company = Company(callers, people, Words(), matters, self.chance)
        self._next_report = time.monotonic()

    def step(self) -> str:
        """What was done: a report when one is due, else the next act on a waiting case of ours ("" when none waits)."""
        now = time.monotonic()
        if now >= self._next_report:
            every = REPORT_EVERY / self.speed / pace(timezone.now())
            self._next_report = now + every * self.chance.uniform(0.5, 1.5)
            return self.report()
        return self.turn()

    def report(self) -> str:
        """A collector reports what lies in his duty grid, with two photographs."""
        company, matter = self.company, self.mix.draw(self.chance)
        collector = self.chance.choice(company.people.collectors)
        grid = self.chance.choice(collector.duty_grids) if collector.duty_grids else ""
        with jurisdiction.jurisdiction():
            point = self.ground.in_duty_grid(self.chance, grid) or self.ground.anywhere(self.chance)
            condition = self.mix.condition(self.chance, matter)["condition_id"]
        user = collector.actor.user or 0
        views: tuple[View, ...] = ("near", "far")
        pictures = [(view, scene(matter.family, variant_of(point.lon), view)) for view in views]
        media = [{"id": company.callers.photo(user, content), "role": view} for view, content in pictures]
        side = company.words.side(self.chance)
        told = {"class_code": matter.code, "condition_id": condition, "lon": float(point.lon), "lat": float(point.lat)}
        words = company.words.problem(self.chance, matter, point.short + side)
        done = company.callers.report(user, **told, address=point.address + side, description=words, media=media)
        return "report" if done else ""

    def turn(self) -> str:
        weights = [often for _, _, often in TURNS.values()]
        for state in self.chance.choices(list(TURNS), weights, k=4):
            act, age, _ = TURNS[state]
            with jurisdiction.jurisdiction():
                cases = waiting(state, age / self.speed)
            if cases:
                case_no = cases[0] if self.chance.random() < 0.7 else self.chance.choice(cases)
                leader = self.company.people.one(self.chance, Role.LEADER)
                case = self.company.callers.get(leader.user or 0, f"/cases/{case_no}")
                return state if act(self.company, case) else ""
        return ""

    def run(self, stopping: Callable[[float], bool]) -> None:
        """`stopping(seconds)` waits and says whether to stop."""
        while not stopping(ACT_EVERY / self.speed / pace(timezone.now()) * self.chance.uniform(0.6, 1.4)):
            try:
                self.step()
            except httpx.HTTPError as error:
                log.warning("live simulation could not reach the server: %s", error)
        self.company.callers.close()

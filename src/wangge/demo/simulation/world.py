"""Everything a simulated county consists of while a run lasts."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from datetime import datetime, timedelta

from wangge.cases.bulk import CaseNumbers
from wangge.cases.rules_now import RulesNow, rules_now
from wangge.demo.simulation.album import Album
from wangge.demo.simulation.engine import Clockwork
from wangge.demo.simulation.ground import Ground, Point
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.mix import Matter, Mix
from wangge.demo.simulation.people import People
from wangge.demo.simulation.shapes import Delay
from wangge.demo.simulation.units import paces
from wangge.demo.simulation.words import Words
from wangge.standards.lifecycle.names import OPEN
from wangge.standards.workcalendar import ZONE

SPACE = uuid.UUID("6f0b8a2e-9d3c-5c41-8a55-2f1a0f5f0b11")  # of all report ids that simulations make
REMEMBERED = 40  # cases of a class and duty grid among which a twin is looked for
# Of what came to a desk in so much of the last duty time, the share that still lies there, the latest first.
LYING = ((timedelta(minutes=30), 0.45), (timedelta(hours=4), 0.12))
NEVER = datetime.max.replace(tzinfo=ZONE)
OWNED = ("通信", "电力", "网络", "电视")  # classes whose components have owners of their own


def report_id(seed: int, label: str) -> uuid.UUID:
    """By these the simulation knows its own cases again."""
    return uuid.uuid5(SPACE, f"{seed}:{label}")


class World:
    def __init__(self, seed: int, clock: Clockwork, album: Album) -> None:
        self.seed, self.clock, self.album = seed, clock, album
        self.rules: RulesNow = rules_now()
        self.people = People(clock.until)
        self.ground = Ground(seed)
        self.mix = Mix(self.rules.book)
        self.words = Words()
        self.paces = paces(self.people.units, seed)
        self.numbers = CaseNumbers()
        self._lying = [(self._duty_before(clock.until, lately), share) for lately, share in LYING]
        self.lives: list[Life] = []  # in the order in which they were reported
        self.merged: dict[str, list[Life]] = defaultdict(list)  # by the case number of what they were merged into
        self._near: dict[tuple[str, str | None], list[Life]] = defaultdict(list)
        self._owners = {name: code for code, name in self.people.units.items()}

    def centre(self, chance: random.Random, delay: Delay) -> datetime:
        """When that much of the centre's duty time has passed; a little is always still lying on its desks."""
        now = self.clock.now
        lying = next((share for since, share in self._lying if now >= since), 0.0)
        if lying and chance.random() < lying:
            return NEVER
        return self.rules.centre_calendar.add(now, delay.draw(chance)).at

    def field(self, chance: random.Random, delay: Delay) -> datetime:
        """Likewise in the collectors' shifts."""
        return self.rules.collectors_calendar.add(self.clock.now, delay.draw(chance)).at

    def office(self, chance: random.Random, delay: Delay) -> datetime:
        """Likewise in the units' working time."""
        return self.rules.units_calendar.add(self.clock.now, delay.draw(chance)).at

    def right_unit(self, matter: Matter, condition: str, point: Point) -> str:
        """Who has to do it: a component's owner where owners differ, else whom the rules name."""
        owner = point.component.owner if point.component else ""
        if owner in self._owners and matter.name.startswith(OWNED):
            return self._owners[owner]
        return self.suggested(matter.code, condition, point.grid) or next(iter(self.people.units))

    def suggested(self, class_code: str | None, condition: str | None, grid: str | None) -> str | None:
        found = self.rules.book.suggest_unit(class_code or "", condition, grid or "")
        return found[0] if found else None

    def _duty_before(self, until: datetime, lately: timedelta) -> datetime:
        """The moment from which so much duty time has passed until `until`."""
        calendar, start = self.rules.centre_calendar, until - timedelta(days=2)
        worked = calendar.between(start, until)
        return calendar.add(start, max(worked - lately, timedelta(minutes=1))).at

    def remember(self, life: Life) -> None:
        self.lives.append(life)
        near = self._near[life.matter.code, life.point.duty_grid]
        near.append(life)
        del near[:-REMEMBERED]

    def twin_for(self, chance: random.Random, matter: Matter, duty_grid: str | None) -> Life | None:
        """An open case of the class near by, which somebody else may report too."""
        known = [life for life in self._near[matter.code, duty_grid] if life.state in OPEN and life.twin is None]
        return chance.choice(known) if known else None

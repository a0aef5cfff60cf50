"""处置: sign, hand on inside, ask for time, complete."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.people import SYSTEM
from wangge.demo.simulation.scripts import aside, checking
from wangge.demo.simulation.world import World
from wangge.standards import worktime
from wangge.standards.clock import Clock, is_late
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor

Asking = Generator[datetime, None, float]

LITTLE = 0.25  # of its limit a unit takes at least for a rework, late or not
SHORT = 0.8  # who will use more of the limit than this asks for more time


def sent(world: World, life: Life) -> Script:
    """From the dispatch, or from a failed check, until the unit has completed."""
    handler = world.people.handler(life.chance, life.unit)
    share = world.paces[life.unit].draw(life.chance) * (0.6 if life.file.rework_times else 1)
    aside.begin(world, life, late=share > 1)
    yield from _signed(world, life, handler, share)
    if share > SHORT and life.dice(odds.EXTENSION):
        share = yield from _extended(world, life, handler, share)
    elif life.dice(odds.SUSPENSION):
        yield from _suspended(world, life, handler)
    done = _when(world, life, share)
    yield done + shapes.UPLOAD.draw(life.chance)
    photos = [world.album.photo(life, "after", "after", handler, done)]
    note = {"note": world.words.done(life.chance, life.matter)}
    life.does("complete", handler, acted_at=done, photos=photos, said=note)
    yield from checking.disposed(world, life)


def _clock(life: Life) -> Clock:
    clock = life.file.clock
    assert clock is not None, "dispatched"
    return clock


def _when(world: World, life: Life, share: float) -> datetime:
    """When that share of what the clock had left is used, counted from where it runs; never before now."""
    clock = _clock(life)
    length = max(clock.left, clock.total * LITTLE) * share
    since = clock.running_since or world.clock.now
    done = worktime.add(since, length, clock.limit.unit, world.rules.units_calendar).at
    return max(done, world.clock.now + timedelta(minutes=10))


def _signed(world: World, life: Life, handler: Actor, share: float) -> Script:
    delay = shapes.SIGN_LATE if share > 1 else shapes.SIGN
    at = world.clock.now + delay.draw(life.chance) if life.file.urgent else world.office(life.chance, delay)
    if at >= _when(world, life, share):
        return
    yield at
    life.does("sign", handler, acted_at=at - timedelta(seconds=5))
    teams = world.people.teams.get(life.unit)
    if teams and life.dice(odds.ASSIGNED):
        life.does("assign", handler, unit=life.chance.choice(teams))


def _reason(world: World, life: Life, what: str) -> dict[str, str]:
    return {"reason": world.words.say(life.chance, what)}


def _extended(world: World, life: Life, handler: Actor, share: float) -> Asking:
    """Asked at three quarters of the limit; the share of the longer limit that the unit will need."""
    yield _when(world, life, 0.75)
    if is_late(_clock(life), world.clock.now) or life.file.extensions:
        return share
    hours = life.chance.choice((4, 8, 8, 16))
    life.does("request_extension", handler, said=_reason(world, life, "extension"), hours=hours)
    yield world.centre(life.chance, shapes.DECIDE)
    granted = life.dice(odds.EXTENSION_GRANTED)
    _decide(world, life, Role.DISPATCHER, "extension", granted)
    return min(share, life.chance.uniform(0.6, 1.1)) if granted else share


def _decide(world: World, life: Life, role: Role, kind: str, granted: bool) -> None:
    word = f"{kind}_{'granted' if granted else 'refused'}"
    opinion = {"opinion": world.words.say(life.chance, word)}
    actor = world.people.one(life.chance, role)
    life.does(f"decide_{kind}", actor, said=opinion, request=life.file.requests[-1].id, granted=granted)


def _suspended(world: World, life: Life, handler: Actor) -> Script:
    if is_late(_clock(life), world.clock.now) or life.unit in life.file.suspended_units:
        return
    until = (world.clock.now + timedelta(days=life.chance.randint(5, 40))).replace(hour=8, minute=0, second=0)
    life.does("request_suspension", handler, said=_reason(world, life, "suspension"), until=until)
    for role, when in ((Role.DISPATCHER, world.centre), (Role.LEADER, world.office)):
        yield when(life.chance, shapes.DECIDE)
        granted = life.dice(odds.SUSPENSION_GRANTED)
        _decide(world, life, role, "suspension", granted)
        if not granted:
            return
    yield from _resumed(world, life, handler, until)


def _resumed(world: World, life: Life, handler: Actor, until: datetime) -> Script:
    """By the unit itself when it can go on earlier, else by the system at the end date."""
    early = world.office(life.chance, shapes.OBSTACLE)
    if early < until and life.dice(0.3):
        yield early
        life.does("resume", handler)
    else:
        yield until
        life.does("resume", SYSTEM)

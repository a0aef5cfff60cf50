"""核查与结案, and what a citizen says afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

from wangge.cases import checkers
from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.people import SYSTEM
from wangge.demo.simulation.scripts import afterwards, unit
from wangge.demo.simulation.world import World
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Task


def disposed(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.SEND_CHECK)
    operator = world.people.one(life.chance, Role.OPERATOR)
    if life.dice(odds.REJECTED_DISPOSAL):
        life.does("reject_disposal", operator, said={"reason": world.words.say(life.chance, "reject_disposal")})
        yield from unit.sent(world, life)
        return
    life.does("send_check", operator, **checkers.checker(life.file, None, world.people.free, world.rules))
    yield from _checking(world, life)


def _checking(world: World, life: Life) -> Script:
    """A collector goes and looks; a task left lying for twice its limit goes to somebody else."""
    forgotten, seen = _forgotten(world), world.field(life.chance, shapes.CHECK)
    if seen >= forgotten:
        yield forgotten
        others = world.people.others(_task(life).collector)
        life.does("reassign_task", SYSTEM, **checkers.checker(life.file, None, others, world.rules))
        seen = min(world.field(life.chance, shapes.CHECK), _forgotten(world) - timedelta(minutes=1))
    yield seen + shapes.UPLOAD.draw(life.chance)
    collector = world.people.collector(_task(life).collector)
    passed = not life.dice(world.paces[life.unit].fails)
    photos = [world.album.photo(life, "other", "after" if passed else "near", collector, seen)]
    life.does("answer_check", collector, acted_at=seen, photos=photos, passed=passed)
    yield from _checked(world, life) if passed else unit.sent(world, life)


def _forgotten(world: World) -> datetime:
    limit = timedelta(minutes=float(world.rules.stage_limit("check").amount))
    patience = limit * float(world.rules.setting("reassign_multiple"))
    return world.rules.collectors_calendar.add(world.clock.now, patience).at


def _task(life: Life) -> Task:
    task = life.file.open_task
    assert task is not None, "sent"
    return task


def _checked(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.CLOSE)
    lead = world.people.one(life.chance, Role.SHIFT_LEAD)
    if life.dice(odds.REJECTED_CHECK):
        life.does("reject_check", lead, said={"reason": world.words.say(life.chance, "reject_check")})
        yield from disposed(world, life)
        return
    life.does("close", lead)
    afterwards.begin(world, life)

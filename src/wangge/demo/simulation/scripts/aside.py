"""督办与批注: what happens beside a case's way, without moving it."""

from __future__ import annotations

from datetime import timedelta

from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.world import World
from wangge.standards.lifecycle.names import AT_UNIT, Role


def begin(world: World, life: Life, late: bool) -> None:
    """While the unit works: a leader may want to hear of it, above all of what will be late."""
    if life.dice(odds.SUPERVISED_LATE if late else odds.SUPERVISED):
        world.clock.start(_supervised(world, life, late))
    if life.dice(odds.COMMENTED):
        world.clock.start(_commented(world, life))


def _supervised(world: World, life: Life, late: bool) -> Script:
    deadline = life.file.deadline
    if late and deadline is not None:
        yield deadline
    yield world.centre(life.chance, shapes.SUPERVISE)
    if life.state not in AT_UNIT:
        return
    role = Role.LEADER if life.dice(0.6) else Role.SHIFT_LEAD
    hours = timedelta(hours=life.chance.choice((4, 8, 16)))
    answer_by = world.rules.units_calendar.add(world.clock.now, hours).at
    told = {"text": world.words.say(life.chance, "supervise")}
    life.does("supervise", world.people.one(life.chance, role), said=told, answer_by=answer_by)
    item = life.file.supervisions[-1]
    yield world.office(life.chance, shapes.ANSWER)
    handler = world.people.handler(life.chance, item.unit or life.unit)
    answer = {"text": world.words.say(life.chance, "answer_supervision")}
    life.does("answer_supervision", handler, said=answer, supervision_id=item.id)


def _commented(world: World, life: Life) -> Script:
    yield world.office(life.chance, shapes.COMMENT)
    handler = world.people.handler(life.chance, life.file.lead_unit or life.unit)
    life.does("comment", handler, said={"text": world.words.say(life.chance, "comment")})

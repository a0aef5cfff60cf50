"""受理与立案: review, verify, refuse, merge, accept, file."""

from __future__ import annotations

from typing import Any

from wangge.cases import checkers
from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life, Photo
from wangge.demo.simulation.people import SYSTEM
from wangge.demo.simulation.scripts import dispatching
from wangge.demo.simulation.world import World
from wangge.standards.lifecycle.names import CITIZEN_SOURCES, OPEN, Role
from wangge.standards.lifecycle.values import Actor


def self_disposed(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.REVIEW)
    drawn = life.chance.random()
    verdict = "close" if drawn < odds.SELF_CLOSED else "normal"
    if odds.SELF_CLOSED <= drawn < odds.SELF_CLOSED + odds.SELF_INVALID:
        verdict = "invalid"
    role = Role.SHIFT_LEAD if life.dice(0.2) else Role.OPERATOR
    life.does("review_self_disposed", world.people.one(life.chance, role), verdict=verdict)
    if verdict == "normal":
        yield from reported(world, life)


def reported(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.ACCEPT)
    operator = world.people.one(life.chance, Role.OPERATOR)
    result = life.file.tasks[-1].result if life.file.tasks else None
    if result is None and life.file.source in CITIZEN_SOURCES:
        yield from _verified(world, life, operator)
    elif result in ("false", "not_found"):
        _refuse(world, life, operator, result)
    elif life.twin is not None and life.twin.state in OPEN:
        _merge(world, life, life.twin, operator)
    elif life.dice(odds.REFUSED):
        _refuse(world, life, operator, "refuse")
    else:
        place: dict[str, Any] = {"grid": life.point.grid, "duty_grid": life.point.duty_grid}
        life.does("accept", operator, **life.condition, **place)
        yield from accepted(world, life)


def _verified(world: World, life: Life, operator: Actor) -> Script:
    """A collector looks first whether a citizen's report is true."""
    collector = checkers.usual(life.file, world.people.free, world.rules)
    life.does("send_verification", operator, collector=collector)
    seen = world.field(life.chance, shapes.VERIFY)
    yield seen + shapes.UPLOAD.draw(life.chance)
    drawn, actor = life.chance.random(), world.people.collector(collector)
    result = "false" if drawn < odds.FALSE else "not_found" if drawn < odds.FALSE + odds.NOT_FOUND else "true"
    photos: list[Photo] = []
    if result != "not_found":
        photos = [world.album.photo(life, "near", "near" if result == "true" else "after", actor, seen)]
    life.does("answer_verification", actor, acted_at=seen, photos=photos, result=result)
    yield from reported(world, life)


def _refuse(world: World, life: Life, actor: Actor, why: str) -> None:
    life.does("refuse", actor, said={"reason": world.words.say(life.chance, why)})
    release_merged(world, life)


def _merge(world: World, life: Life, twin: Life, operator: Actor) -> None:
    into = twin.file
    life.does("merge", operator, into=into.case_no, into_state=into.state.value, into_recent=False)
    world.merged[into.case_no].append(life)


def release_merged(world: World, target: Life) -> None:
    """What was merged into a case that fell away goes back to the operator."""
    for life in world.merged.pop(target.file.case_no, ()):
        life.twin = None
        life.does("unmerge", SYSTEM)
        world.clock.start(reported(world, life))


def accepted(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.FILE)
    lead = world.people.one(life.chance, Role.SHIFT_LEAD)
    if life.dice(odds.REFUSED_FILING):
        _refuse(world, life, lead, "refuse_filing")
    elif life.dice(odds.BACK_TO_OPERATOR):
        life.does("return_to_operator", lead, said={"reason": world.words.say(life.chance, "return_to_operator")})
        yield from reported(world, life)
    else:
        life.does("file", lead)
        yield from dispatching.filed(world, life)

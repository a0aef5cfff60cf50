"""After the closing: return visits, a second look, a problem that came back, and appeals of late units."""

from __future__ import annotations

from wangge.cases import checkers
from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.people import SYSTEM
from wangge.demo.simulation.scripts import intake
from wangge.demo.simulation.world import World
from wangge.standards.clock import is_late
from wangge.standards.lifecycle.names import CITIZEN_SOURCES, Role

COPIED = ("kind", "lon", "lat", "grid", "duty_grid", "component_id", "person")


def begin(world: World, life: Life) -> None:
    if life.file.source in CITIZEN_SOURCES and life.citizen and life.dice(odds.VISITED):
        world.clock.start(_visited(world, life))
    clock = life.file.clock
    if clock is not None and is_late(clock, world.clock.now) and life.dice(odds.APPEALED):
        world.clock.start(_appealed(world, life))


def _visited(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.VISIT)
    drawn, rating = life.chance.random(), "satisfied"
    for share, word in ((odds.NOT_SOLVED, "not_solved"), (odds.UNSATISFIED, "unsatisfied"), (odds.NEUTRAL, "neutral")):
        if drawn < share:
            rating = word
            break
        drawn -= share
    told = {"text": world.words.say(life.chance, "not_solved" if rating == "not_solved" else "visit")}
    life.does("return_visit", world.people.one(life.chance, Role.OPERATOR), said=told, rating=rating)
    if rating == "not_solved":
        yield from _looked_again(world, life)


def _looked_again(world: World, life: Life) -> Script:
    """What follow_up does at once when a citizen says so; the answer decides whether the problem is a new case."""
    found = checkers.looker(life.file, None, world.people.free, world.rules)
    life.does("recheck", SYSTEM, **found)
    seen = world.field(life.chance, shapes.CHECK)
    yield seen + shapes.UPLOAD.draw(life.chance)
    collector, bad = world.people.collector(found["collector"]), life.dice(odds.STILL_BAD)
    photos = [world.album.photo(life, "other", "near" if bad else "after", collector, seen)]
    life.does("answer_recheck", collector, acted_at=seen, photos=photos, passed=not bad)
    if bad:
        yield from _reopened(world, life)


def _reopened(world: World, life: Life) -> Script:
    old = life.file
    fresh = Life(
        clock=life.clock,
        rules=life.rules,
        chance=life.chance,
        matter=life.matter,
        condition=life.condition,
        point=life.point,
        unit=life.unit,
        description=life.description,
        address=life.address,
    )
    values = {**life.condition, **{name: getattr(old, name) for name in COPIED}}
    values |= {"case_no": world.numbers.take(world.clock.now), "source": "other_system"}
    values |= {"reopened_from": old.case_no, "photo_by_staff": True}
    said = {"description": fresh.description, "address": fresh.address}
    fresh.does("report", SYSTEM, said=said, **values)
    world.remember(fresh)
    yield from intake.reported(world, fresh)


def _appealed(world: World, life: Life) -> Script:
    yield world.office(life.chance, shapes.APPEAL)
    handler = world.people.handler(life.chance, life.unit)
    life.does("request_appeal", handler, said={"reason": world.words.say(life.chance, "appeal")})
    request = life.file.requests[-1].id
    for role in (Role.DISPATCHER, Role.EVALUATOR):
        yield world.centre(life.chance, shapes.DECIDE)
        granted = life.dice(odds.APPEAL_GRANTED)
        opinion = {"opinion": world.words.say(life.chance, "appeal_granted" if granted else "appeal_refused")}
        actor = world.people.one(life.chance, role)
        life.does("decide_appeal", actor, said=opinion, request=request, granted=granted)
        if not granted:
            return

"""派遣: to the suggested unit, sometimes to a wrong one that gives it back; rarely void."""

from __future__ import annotations

from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.life import Life
from wangge.demo.simulation.scripts import intake, unit
from wangge.demo.simulation.world import World
from wangge.standards.lifecycle.names import AT_UNIT, Role, State
from wangge.standards.lifecycle.values import Actor


def filed(world: World, life: Life) -> Script:
    yield world.centre(life.chance, shapes.DISPATCH)
    dispatcher = world.people.one(life.chance, Role.DISPATCHER)
    if not life.misled and life.dice(odds.BACK_TO_SHIFT_LEAD):
        life.does("return_to_shift_lead", dispatcher, said=_reason(world, life, "return_to_shift_lead"))
        yield from intake.accepted(world, life)
        return
    if life.dice(odds.VOID):
        yield from _voided(world, life, dispatcher)
    if life.state is State.FILED:
        wrong = _dispatch(world, life, dispatcher) != life.unit
        yield from _wrongly_sent(world, life) if wrong else unit.sent(world, life)


def _reason(world: World, life: Life, what: str) -> dict[str, str]:
    return {"reason": world.words.say(life.chance, what)}


def _voided(world: World, life: Life, dispatcher: Actor) -> Script:
    life.does("request_void", dispatcher, said=_reason(world, life, "void"))
    yield world.centre(life.chance, shapes.DECIDE)
    granted = life.dice(odds.VOID_GRANTED)
    lead = world.people.one(life.chance, Role.SHIFT_LEAD)
    opinion = {"opinion": world.words.say(life.chance, "void_granted")} if granted else {}
    life.does("decide_void", lead, said=opinion, request=life.file.requests[-1].id, granted=granted)
    if granted:
        intake.release_merged(world, life)


def _dispatch(world: World, life: Life, dispatcher: Actor) -> str:
    file = life.file
    suggested = world.suggested(file.class_code, file.condition_id, file.grid)
    lead = _chosen(world, life, suggested)
    helpers = [_other(world, life, lead)] if life.dice(odds.ASSISTED) else []
    life.does("dispatch", dispatcher, lead_unit=lead, assisting_units=helpers, suggested=suggested)
    return lead


def _chosen(world: World, life: Life, suggested: str | None) -> str:
    """A small share goes wrong, once; where the owner is not whom the rules name, the dispatcher mostly knows it."""
    if life.misled or life.file.reopened_from:
        return life.unit
    if suggested and suggested != life.unit:
        return suggested if life.dice(odds.OWNER_UNKNOWN) else life.unit
    return _other(world, life, life.unit) if life.dice(odds.WRONG) else life.unit


def _other(world: World, life: Life, unit_code: str) -> str:
    return life.chance.choice([u for u in world.people.units if u != unit_code])


def _wrongly_sent(world: World, life: Life) -> Script:
    """The dispatcher sees his mistake, or the unit asks to give the case back."""
    life.misled = True
    if life.dice(odds.RECALLED):
        yield world.centre(life.chance, shapes.NOTICE)
        life.does("recall", world.people.one(life.chance, Role.DISPATCHER), said=_reason(world, life, "recall"))
    else:
        yield from _given_back(world, life)
    if life.state is State.FILED:
        yield from filed(world, life)
    elif life.state in AT_UNIT:
        life.unit = life.file.lead_unit or life.unit
        yield from unit.sent(world, life)


def _given_back(world: World, life: Life) -> Script:
    yield world.office(life.chance, shapes.GIVE_BACK)
    handler = world.people.handler(life.chance, life.file.lead_unit or "")
    life.does("request_return", handler, said=_reason(world, life, "return"))
    yield world.centre(life.chance, shapes.DECIDE)
    dispatcher, granted = world.people.one(life.chance, Role.DISPATCHER), life.dice(odds.RETURN_GRANTED)
    opinion = {"opinion": world.words.say(life.chance, "return_granted")} if granted else {}
    life.does("decide_return", dispatcher, said=opinion, request=life.file.requests[-1].id, granted=granted)

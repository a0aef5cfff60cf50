"""信息收集: how cases come in, and from whom."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wangge.cases.bulk import Citizen, ReportedAs
from wangge.demo.simulation import odds, shapes
from wangge.demo.simulation.engine import Script
from wangge.demo.simulation.ground import Point
from wangge.demo.simulation.life import Life, Photo
from wangge.demo.simulation.mix import Matter
from wangge.demo.simulation.people import CITIZEN, Collector
from wangge.demo.simulation.scripts import intake
from wangge.demo.simulation.words import citizen_name, citizen_phone
from wangge.demo.simulation.world import World, report_id
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor


def collector_reports(world: World, seen: datetime, label: str, self_disposed: bool) -> Script:
    """He sees it at `seen`; the centre has it when the upload is through."""
    chance = random.Random(f"{world.seed}:{label}")
    yield seen
    matter = world.mix.draw_self_disposed(chance) if self_disposed else world.mix.draw(chance)
    collector, point, twin = _found(world, chance, matter)
    yield seen + shapes.UPLOAD.draw(chance)
    life = _life(world, chance, matter, point, twin)
    photos = _photos(world, life, collector.actor, seen, ("before", "after") if self_disposed else ("near", "far"))
    action = "report_self_disposed" if self_disposed else "report"
    source = "self_disposed" if self_disposed else "collector"
    _report(world, life, collector.actor, label, action, source=source, acted_at=seen, photos=photos)
    yield from intake.self_disposed(world, life) if self_disposed else intake.reported(world, life)


def centre_registers(world: World, at: datetime, label: str, source: str) -> Script:
    """An operator writes down a call, a message, what a camera shows; leaders and the web report themselves."""
    chance = random.Random(f"{world.seed}:{label}")
    yield at
    matter = world.mix.draw(chance)
    _, point, twin = _found(world, chance, matter)
    life = _life(world, chance, matter, point, twin)
    role = Role.LEADER if source == "leader" else Role.OPERATOR
    actor = CITIZEN if source == "web" else world.people.one(chance, role)
    photos = _photos(world, life, actor, at, ("near",)) if source in ("leader", "video") else ()
    more: dict[str, Any] = {}
    if source in ("phone", "wechat"):
        more["person"] = uuid.UUID(bytes=chance.randbytes(16), version=4)
        life.citizen = Citizen(citizen_name(chance), citizen_phone(chance), chance.random() < 0.6)
    _report(world, life, actor, label, "report", source=source, photos=photos, **more)
    yield from intake.reported(world, life)


def _found(world: World, chance: random.Random, matter: Matter) -> tuple[Collector, Point, Life | None]:
    """Somebody on duty and a point of his patrol: a real component, a known problem seen again, or a street's spot."""
    collector = _on_duty(world, chance)
    point = world.ground.component(chance, matter.code) if matter.kind == "component" else None
    if point is not None:
        near = [c for c in world.people.collectors if point.duty_grid in c.duty_grids]
        collector = chance.choice(near) if near else collector
    if point is None and collector.duty_grids:
        point = world.ground.in_duty_grid(chance, chance.choice(collector.duty_grids))
    point = point or world.ground.anywhere(chance)
    twin = world.twin_for(chance, matter, point.duty_grid) if chance.random() < odds.TWINS else None
    return collector, world.ground.beside(chance, twin.point) if twin else point, twin


def _on_duty(world: World, chance: random.Random) -> Collector:
    today = world.clock.now.date().toordinal()
    working = [c for c in world.people.collectors if c.works(today)]
    return chance.choice(working or world.people.collectors)


def _life(world: World, chance: random.Random, matter: Matter, point: Point, twin: Life | None) -> Life:
    side = world.words.side(chance)
    condition = world.mix.condition(chance, matter)
    return Life(
        clock=world.clock,
        rules=world.rules,
        chance=chance,
        matter=matter,
        condition=condition,
        point=point,
        unit=world.right_unit(matter, condition["condition_id"], point),
        description=world.words.problem(chance, matter, point.short + side),
        address=point.address + side,
        twin=twin,
    )


def _photos(world: World, life: Life, actor: Actor, at: datetime, roles: Sequence[str]) -> list[Photo]:
    return [world.album.photo(life, role, role, actor, at) for role in roles]


def _report(
    world: World,
    life: Life,
    actor: Actor,
    label: str,
    action: str,
    *,
    photos: Sequence[Photo] = (),
    acted_at: datetime | None = None,
    **facts: Any,
) -> None:
    staff = actor.role in (Role.COLLECTOR, Role.LEADER)
    values = {**life.condition, **life.point.values, **facts, "photo_by_staff": staff and bool(photos)}
    values["case_no"] = world.numbers.take(world.clock.now)
    said = {"description": life.description, "address": life.address}
    life.does(action, actor, acted_at=acted_at, photos=photos, said=said, **values)
    digest = hashlib.sha256(f"{world.seed}:{label}".encode()).hexdigest()
    life.reported_as = ReportedAs(actor.user or 0, report_id(world.seed, label), digest)
    world.remember(life)

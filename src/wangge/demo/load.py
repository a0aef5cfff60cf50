"""Loads the sample county: generated ground, its units and people, its rule books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from wangge.basedata import load, revision
from wangge.demo.county import County, generate
from wangge.organisation import load as organisation
from wangge.rules import load as rules
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused

VERSION = 1
SURVEYED = date(2018, 3, 1)
Counts = dict[str, int]


def tanghe(seed: int = 1, password: str | None = None) -> Counts:
    """Everything of the county of a seed, in the caller's transaction; answers new rows by table, all 0 the second time.

    `password` is that of every sample account (None: locked). A county that holds other grids is refused
    (`county_loaded`, 409) and stays as it is.
    """
    source = f"demo:tanghe:{VERSION}:{seed}"
    county = None if revision.has_source(source) else _county(seed)
    counts = _ground(county) if county else {}
    people = organisation.load(password)
    counts |= {"departments": people.departments, "users": people.users, "posts": people.posts} | rules.load()
    if county:
        counts["components"] = load.load_components(_components(county), SURVEYED)
        revision.bump(source, "示例县城")
    return counts


def _county(seed: int) -> County:
    if revision.newest() != revision.NOTHING:
        raise Refused(
            "county_loaded", "已有别的基础数据", "本县已加载其他基础数据，请换一个数据目录；没有改动。", status=409
        )
    return generate(load.division_names(), seed)


def _ground(county: County) -> Counts:
    units = [load.GridRow(u.code, u.shape, u.duty_code, u.area_class) for u in county.unit_grids]
    return {
        "divisions": load.load_divisions(county.divisions),
        "duty_grids": load.load_duty_grids((d.code, d.name, d.area_class, d.shape) for d in county.duty_grids),
        "unit_grids": load.load_unit_grids(units, SURVEYED),
        "roads": load.load_roads((r.name, r.kind, r.width, r.shape) for r in county.roads),
        "features": load.load_features((f.kind, f.name, f.shape) for f in county.features),
        "places": load.load_places(_places(county)),
    }


def _places(county: County) -> list[load.PlaceRow]:
    return [
        load.PlaceRow(
            kind=spot.kind,
            name=spot.name,
            address=spot.address,
            lon=spot.lon,
            lat=spot.lat,
            category=spot.category,
            aliases=spot.aliases,
            grid_code=spot.grid_code,
            parent=spot.parent,
        )
        for spot in county.places
    ]


def _components(county: County) -> list[tuple[Any, ...]]:
    department = _departments()
    return [
        (p.id, p.class_code, p.name, department(p.class_code, p.grid_code), p.owner, p.grid_code, p.state, p.lon, p.lat)
        for p in county.components
    ]


def _departments() -> Callable[[str, str], str]:
    """The unit that leads on a component's class where it stands, by the responsibility table."""
    book = rulebook()
    known: dict[tuple[str, str], str] = {}

    def department(class_code: str, grid_code: str) -> str:
        key = (class_code, grid_code[:12])
        if key not in known:
            suggestion = book.suggest_unit(class_code, "", grid_code)
            known[key] = suggestion[0] if suggestion else ""
        return known[key]

    return department

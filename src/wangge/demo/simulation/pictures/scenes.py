"""A scene: one of a few places, and on it what a family of classes is about."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from wangge.demo.simulation.pictures import mess, places, works
from wangge.demo.simulation.pictures.canvas import SIZE, Canvas
from wangge.demo.simulation.pictures.mess import Thing
from wangge.demo.simulation.pictures.places import Place

__all__ = ["SIZE", "VARIANTS", "View", "scene", "variant_of"]

View = Literal["near", "far", "after"]
VARIANTS = 2


@dataclass(frozen=True, slots=True)
class Set:
    """Where, what is wrong, what is there afterwards; `y`: the height at which it stands."""

    place: Place
    bad: Thing
    good: Thing = works.nothing
    y: float = 480


SETS: dict[str, Set] = {
    "litter": Set(places.front, mess.litter, works.swept),
    "lawn": Set(places.lawn, mess.litter, works.nothing, 460),
    "boxes": Set(places.front, mess.boxes, works.swept),
    "stall": Set(places.front, mess.stall, works.nothing, 500),
    "grill": Set(places.front, mess.grill),
    "bedding": Set(places.front, mess.bedding),
    "posters": Set(places.front, mess.posters, works.nothing, 330),
    "banner": Set(places.lawn, mess.banner),
    "signboard": Set(places.front, mess.signboard, works.nothing, 350),
    "washing": Set(places.front, mess.washing, works.nothing, 470),
    "cars": Set(places.front, mess.cars),
    "bikes": Set(places.front, mess.bikes),
    "locks": Set(places.front, mess.locks, works.nothing, 560),
    "earth": Set(places.front, mess.earth, works.swept, 560),
    "speakers": Set(places.front, mess.speakers),
    "river": Set(places.bank, mess.flotsam, works.nothing, 505),
    "cover": Set(places.front, works.open_cover, works.closed_cover, 540),
    "hole": Set(places.front, works.hole, works.patch, 440),
    "puddle": Set(places.front, works.puddle, works.damp, 550),
    "lamp": Set(places.night, works.dark_lamp, works.lit_lamp, 460),
    "pole": Set(places.lawn, works.leaning_pole, works.straight_pole, 470),
    "cabinet": Set(places.front, works.open_cabinet, works.closed_cabinet, 470),
    "plate": Set(places.lawn, works.tilted_plate, works.straight_plate, 480),
    "rail": Set(places.front, works.fallen_rail, works.standing_rail, 508),
    "tree": Set(places.lawn, works.dead_tree, works.green_tree, 470),
    "bench": Set(places.lawn, works.broken_bench, works.whole_bench, 480),
    "bin": Set(places.front, mess.litter, works.bin_),
}
SET_OF: dict[str, str] = {
    **{name: name for name in ("bin", "cover", "lamp", "pole", "plate", "rail", "tree", "river", "banner")},
    "garbage": "litter",
    "greendirt": "lawn",
    "dirt": "earth",
    "dust": "earth",
    "site": "earth",
    "pile": "boxes",
    "shopfront": "boxes",
    "vendor": "stall",
    "smoke": "grill",
    "noise": "speakers",
    "person": "bedding",
    "poster": "posters",
    "wall": "posters",
    "board": "signboard",
    "laundry": "washing",
    "car": "cars",
    "bike": "bikes",
    "lock": "locks",
    "road": "hole",
    "sewage": "puddle",
    "flood": "puddle",
    "wire": "pole",
    "box": "cabinet",
    "facility": "bench",
}


@lru_cache(maxsize=256)
def scene(family: str, variant: int, view: View) -> bytes:
    """JPEG bytes, equal for equal arguments. `variant` (0 … VARIANTS-1) is the place: near, far and after show the same.

    Families that look alike share their pictures.
    """
    name = SET_OF.get(family, "litter")
    chosen = SETS[name]
    canvas, thing = Canvas((200, 200, 200)), random.Random(f"{name}:{variant}")
    place = random.Random(f"place:{variant}")
    if view == "far" and chosen.place not in (places.night, places.bank):
        places.street(canvas, place)
        chosen.bad(canvas, thing, 210, 470, 0.42)
    else:
        chosen.place(canvas, place)
        (chosen.good if view == "after" else chosen.bad)(canvas, thing, *_spot(chosen, view))
    return canvas.jpeg()


def variant_of(lon: float | Decimal) -> int:
    """The place in whose pictures a case at that longitude is shown."""
    return round(float(lon) * 10**6) % VARIANTS


def _spot(chosen: Set, view: View) -> tuple[float, float, float]:
    return (560, chosen.y, 0.7) if view == "far" else (400, chosen.y, 1.0)

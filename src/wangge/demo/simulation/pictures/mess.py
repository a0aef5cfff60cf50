"""What lies, stands and hangs where it should not. `x`, `y`: the middle of its foot; `s`: its size, 1 from near."""

from __future__ import annotations

import random
from collections.abc import Callable

from wangge.demo.simulation.pictures.canvas import Canvas, Colour, shade
from wangge.demo.simulation.pictures.places import SIGNS

Thing = Callable[[Canvas, random.Random, float, float, float], None]

BAGS: tuple[Colour, ...] = ((46, 48, 54), (72, 78, 88), (178, 66, 60), (70, 116, 166), (228, 224, 210))
CARTON: tuple[Colour, ...] = ((198, 164, 118), (180, 144, 98), (212, 182, 138))
EARTH: tuple[Colour, ...] = ((150, 122, 90), (168, 146, 116), (130, 110, 90))
FRUIT: tuple[Colour, ...] = ((222, 122, 48), (198, 62, 54), (130, 166, 70), (232, 190, 70))
METAL, DARK = (132, 138, 144), (52, 54, 60)


def litter(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Tied bags, and what has fallen out of them."""
    for _ in range(26):
        scrap = shade(chance.choice((*BAGS, *CARTON)), chance.uniform(0.8, 1.1))
        c.oval(x + chance.gauss(0, 130) * s, y + chance.uniform(0, 34) * s, 8 * s, 4 * s, scrap)
    for n in range(7):
        bx, by, r = x + (n - 3) * 44 * s, y + chance.uniform(-14, 12) * s, chance.uniform(30, 44) * s
        colour = chance.choice(BAGS)
        c.oval(bx, by - r * 0.6, r, r * 0.8, colour)
        c.oval(bx - r * 0.3, by - r * 0.8, r * 0.3, r * 0.34, shade(colour, 1.25))
        c.area([(bx - r * 0.3, by - r * 1.6), (bx + r * 0.3, by - r * 1.6), (bx, by - r * 1.1)], shade(colour, 0.8))


def boxes(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Cartons and crates in a heap."""
    for row, count in enumerate((5, 4, 2)):
        for n in range(count):
            w, h = chance.uniform(58, 76) * s, chance.uniform(46, 60) * s
            left, top = x + (n - count / 2) * 70 * s, y - (row + 1) * 52 * s
            colour = chance.choice(CARTON)
            c.box(left, top, w, h, colour, shade(colour, 0.72))
            c.box(left + w * 0.42, top, w * 0.14, h, shade(colour, 1.12))


def stall(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """A vendor's barrow under its awning."""
    colour = chance.choice(SIGNS)
    for dx in (-120, 120):
        c.line([(x + dx * s, y - 60 * s), (x + dx * s, y - 220 * s)], METAL, 6 * s)
    for n in range(8):
        left, tone = x + (-168 + n * 42) * s, colour if n % 2 else (240, 236, 226)
        c.area(
            [
                (left, y - 190 * s),
                (left + 42 * s, y - 190 * s),
                (left + 36 * s, y - 240 * s),
                (left + 6 * s, y - 240 * s),
            ],
            tone,
        )
    c.box(x - 140 * s, y - 110 * s, 280 * s, 70 * s, (206, 190, 160), (150, 132, 104))
    for n in range(20):
        c.oval(x + (-128 + n % 10 * 28) * s, y - (116 + n // 10 * 14) * s, 13 * s, 13 * s, chance.choice(FRUIT))
    for dx in (-90, 90):
        c.ring(x + dx * s, y - 30 * s, 34 * s, DARK, 8 * s)


def grill(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """A barbecue in its smoke."""
    for n in range(16):
        tone = 196 + chance.randint(-10, 26)
        c.oval(x + chance.gauss(20, 46) * s, y - (110 + n * 15) * s, (20 + n * 3) * s, (16 + n * 2) * s, (tone,) * 3)
    c.box(x - 130 * s, y - 104 * s, 260 * s, 44 * s, DARK)
    for n in range(12):
        c.oval(x + (-116 + n * 21) * s, y - 106 * s, 9 * s, 5 * s, chance.choice(((224, 92, 40), (178, 74, 46))))
    for dx in (-110, 110):
        c.line([(x + dx * s, y - 60 * s), (x + dx * s, y)], METAL, 8 * s)


def bedding(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Somebody sleeps here."""
    c.pill(x - 170 * s, y - 34 * s, 340 * s, 34 * s, 14 * s, (122, 134, 156))
    c.pill(x - 60 * s, y - 66 * s, 220 * s, 46 * s, 22 * s, chance.choice(SIGNS))
    c.pill(x - 160 * s, y - 60 * s, 84 * s, 34 * s, 16 * s, (226, 222, 210))
    c.oval(x + 190 * s, y - 26 * s, 44 * s, 32 * s, (98, 88, 76))


def posters(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Small adverts all over a wall."""
    for n in range(16):
        left = x + (-250 + n % 8 * 62 + chance.uniform(-9, 9)) * s
        top = y - (250 - n // 8 * 100 + chance.uniform(-12, 12)) * s
        paper = chance.choice(((250, 246, 230), (250, 224, 120), (242, 176, 164), (190, 216, 238)))
        c.box(left, top, 46 * s, 62 * s, paper, shade(paper, 0.86))
        for row in range(5):
            c.line([(left + 6 * s, top + (12 + row * 10) * s), (left + 38 * s, top + (12 + row * 10) * s)], DARK, 2 * s)
        c.line([(left + 6 * s, top + 12 * s), (left + 34 * s, top + 12 * s)], (198, 56, 48), 5 * s)


def banner(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    for dx in (-240, 240):
        c.line([(x + dx * s, y), (x + dx * s, y - 250 * s)], (110, 84, 60), 18 * s)
    c.area(
        [
            (x - 240 * s, y - 220 * s),
            (x + 240 * s, y - 214 * s),
            (x + 236 * s, y - 144 * s),
            (x, y - 134 * s),
            (x - 236 * s, y - 150 * s),
        ],
        (196, 48, 44),
    )
    for n in range(8):
        c.pill(x + (-196 + n * 50) * s, y - 198 * s, 34 * s, 36 * s, 5 * s, (250, 226, 140))


def signboard(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """A shop's sign that hangs by one corner."""
    colour = chance.choice(SIGNS)
    c.area(
        [
            (x - 180 * s, y - 300 * s),
            (x + 168 * s, y - 214 * s),
            (x + 152 * s, y - 132 * s),
            (x - 198 * s, y - 220 * s),
        ],
        colour,
    )
    for n in range(4):
        c.oval(x + (-120 + n * 72) * s, y - (250 - n * 18) * s, 22 * s, 20 * s, shade(colour, 1.6))
    c.line([(x + 150 * s, y - 210 * s), (x + 172 * s, y - 306 * s)], DARK, 4 * s)
    c.area([(x + 60 * s, y - 160 * s), (x + 110 * s, y - 146 * s), (x + 84 * s, y - 120 * s)], (92, 92, 92))


def washing(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Clothes on a rope between two poles."""
    for dx in (-250, 250):
        c.line([(x + dx * s, y), (x + dx * s, y - 250 * s)], METAL, 8 * s)
    c.line([(x - 250 * s, y - 236 * s), (x, y - 222 * s), (x + 250 * s, y - 236 * s)], DARK, 2.5 * s)
    for n in range(7):
        left, colour = x + (-222 + n * 64) * s, chance.choice((*SIGNS, (232, 228, 218), (160, 186, 206)))
        c.area(
            [
                (left, y - 226 * s),
                (left + 50 * s, y - 226 * s),
                (left + 46 * s, y - (110 + n % 3 * 20) * s),
                (left + 4 * s, y - (110 + n % 3 * 20) * s),
            ],
            colour,
        )


def cars(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    _car(
        c,
        chance.choice(((232, 232, 230), (58, 60, 68), (150, 40, 40), (82, 108, 146))),
        x - 150 * s,
        y - 18 * s,
        s * 0.9,
    )
    _car(c, chance.choice(((216, 218, 222), (44, 64, 92))), x + 150 * s, y + 14 * s, s)


def _car(c: Canvas, colour: Colour, x: float, y: float, s: float) -> None:
    c.oval(x, y, 156 * s, 12 * s, shade(DARK, 1.3))
    c.pill(x - 150 * s, y - 74 * s, 300 * s, 60 * s, 24 * s, colour)
    roof = [(-92, -70), (-56, -122), (54, -122), (100, -70)]
    c.area([(x + dx * s, y + dy * s) for dx, dy in roof], colour)
    glass = [(-76, -74), (-48, -114), (-4, -114), (-4, -74)]
    c.area([(x + dx * s, y + dy * s) for dx, dy in glass], (120, 146, 164))
    c.area([(x + dx * s, y + dy * s) for dx, dy in ((6, -74), (6, -114), (46, -114), (82, -74))], (120, 146, 164))
    for dx in (-92, 92):
        c.oval(x + dx * s, y - 16 * s, 30 * s, 30 * s, (34, 36, 40))
        c.oval(x + dx * s, y - 16 * s, 14 * s, 14 * s, (170, 174, 178))
    c.oval(x + 142 * s, y - 52 * s, 8 * s, 8 * s, (250, 236, 180))


def bikes(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Shared bicycles, some of them fallen."""
    for n in range(5):
        bx, colour = x + (-220 + n * 104) * s, chance.choice(((240, 190, 40), (64, 150, 216), (60, 160, 104)))
        tilt = chance.choice((0, 0, 18)) * s
        for dx in (0, 84):
            c.ring(bx + dx * s, y - 34 * s, 33 * s, (40, 42, 46), 5 * s)
        frame = [(0, -34), (30, -86 + tilt / s), (66, -82), (84, -34), (42, -36), (30, -86 + tilt / s)]
        c.line([(bx + dx * s, y + dy * s) for dx, dy in frame], colour, 7 * s)
        c.line([(bx + 20 * s, y - 98 * s + tilt), (bx + 42 * s, y - 96 * s + tilt)], DARK, 8 * s)
        c.line([(bx + 66 * s, y - 82 * s), (bx + 72 * s, y - 112 * s), (bx + 50 * s, y - 116 * s)], METAL, 5 * s)


def locks(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Ground locks that keep a public parking place."""
    for n in range(3):
        lx = x + (-200 + n * 200) * s
        c.line(
            [(lx - 46 * s, y), (lx - 20 * s, y - 74 * s), (lx + 20 * s, y - 74 * s), (lx + 46 * s, y)],
            (220, 180, 40),
            12 * s,
        )
        c.box(lx - 60 * s, y - 10 * s, 120 * s, 14 * s, DARK)


def earth(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Building waste: soil, stones, broken bricks."""
    c.area([(x - 240 * s, y), (x - 60 * s, y - 120 * s), (x + 60 * s, y - 132 * s), (x + 250 * s, y)], EARTH[1])
    for _ in range(46):
        share = chance.random()
        sx, sy = x + chance.uniform(-220, 220) * (1 - share * 0.7) * s, y - share * 112 * s
        c.oval(
            sx,
            sy,
            chance.uniform(7, 20) * s,
            chance.uniform(6, 14) * s,
            shade(chance.choice(EARTH), chance.uniform(0.8, 1.15)),
        )


def speakers(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    for dx in (-90, 60):
        c.box(x + dx * s, y - 170 * s, 80 * s, 170 * s, (44, 46, 52))
        c.oval(x + (dx + 40) * s, y - 120 * s, 28 * s, 28 * s, (92, 96, 104))
        c.oval(x + (dx + 40) * s, y - 50 * s, 34 * s, 34 * s, (92, 96, 104))


def flotsam(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """On the water."""
    for _ in range(30):
        spot = chance.choice(((222, 220, 210), (92, 120, 74), (190, 164, 120), (70, 116, 166)))
        c.oval(x + chance.gauss(0, 120) * s, y - chance.uniform(150, 236) * s, chance.uniform(6, 18) * s, 6 * s, spot)

"""What is broken, and how it looks when it is put right. `x`, `y`: the middle of its foot; `s`: its size, 1 from near."""

from __future__ import annotations

import random

from wangge.demo.simulation.pictures.canvas import Canvas, Colour, shade
from wangge.demo.simulation.pictures.mess import DARK, METAL
from wangge.demo.simulation.pictures.places import LEAVES, PAVEMENT, ROAD, tree

STONE, WARM = (150, 150, 148), (255, 216, 140)


def cone(c: Canvas, x: float, y: float, s: float) -> None:
    c.area([(x - 26 * s, y), (x + 26 * s, y), (x + 5 * s, y - 80 * s), (x - 5 * s, y - 80 * s)], (230, 106, 40))
    c.area(
        [(x - 17 * s, y - 28 * s), (x + 17 * s, y - 28 * s), (x + 12 * s, y - 46 * s), (x - 12 * s, y - 46 * s)],
        (244, 240, 230),
    )
    c.box(x - 36 * s, y - 4 * s, 72 * s, 10 * s, (200, 86, 32))


def open_cover(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.oval(x, y + 20 * s, 120 * s, 44 * s, STONE, (110, 110, 108))
    c.oval(x, y + 20 * s, 92 * s, 33 * s, (20, 21, 24))
    c.oval(x + 150 * s, y + 26 * s, 92 * s, 20 * s, (84, 86, 90), DARK)
    cone(c, x - 170 * s, y + 40 * s, s)


def closed_cover(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.oval(x, y + 20 * s, 120 * s, 44 * s, STONE, (110, 110, 108))
    c.oval(x, y + 20 * s, 92 * s, 33 * s, (92, 95, 100), DARK)
    for n in range(-2, 3):
        c.line([(x + n * 30 * s, y - 2 * s), (x + n * 30 * s, y + 42 * s)], (74, 77, 82), 5 * s)


def hole(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """A broken surface with its rubble."""
    for rx, colour in ((170, (132, 128, 120)), (142, (104, 98, 88)), (100, (78, 72, 64))):
        points = [(x + dx * rx * s, y + dy * rx * 0.34 * s) for dx, dy in _ragged(chance)]
        c.area(points, colour)
    for _ in range(18):
        c.oval(
            x + chance.gauss(0, 120) * s,
            y + chance.gauss(0, 26) * s,
            11 * s,
            7 * s,
            shade(STONE, chance.uniform(0.7, 1.1)),
        )


def _ragged(chance: random.Random) -> list[tuple[float, float]]:
    ring = ((1, 0), (0.8, 0.6), (0.3, 0.95), (-0.3, 1), (-0.8, 0.65), (-1, 0), (-0.75, -0.7), (-0.1, -1), (0.6, -0.8))
    return [(px * chance.uniform(0.85, 1.15), py * chance.uniform(0.85, 1.15)) for px, py in ring]


def patch(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """A fresh repair."""
    c.area(
        [(x - 180 * s, y - 44 * s), (x + 170 * s, y - 44 * s), (x + 190 * s, y + 48 * s), (x - 196 * s, y + 48 * s)],
        shade(PAVEMENT, 1.06),
    )
    for n in range(-3, 4):
        c.line([(x + n * 52 * s, y - 44 * s), (x + n * 55 * s, y + 48 * s)], shade(PAVEMENT, 0.9), 2 * s)
    c.line([(x - 188 * s, y), (x + 180 * s, y)], shade(PAVEMENT, 0.9), 2 * s)


def puddle(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.oval(x, y + 10 * s, 270 * s, 58 * s, (104, 120, 128))
    c.oval(x - 20 * s, y + 4 * s, 214 * s, 40 * s, (126, 144, 152))
    c.line([(x - 160 * s, y), (x - 60 * s, y - 6 * s)], (190, 204, 210), 4 * s)
    for _ in range(10):
        c.oval(x + chance.gauss(0, 120) * s, y + chance.gauss(8, 16) * s, 9 * s, 4 * s, (92, 98, 70))


def damp(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Where the water stood."""
    c.oval(x, y + 10 * s, 230 * s, 44 * s, shade(ROAD, 0.88))
    c.box(x + 120 * s, y - 12 * s, 90 * s, 30 * s, (74, 77, 82), DARK)
    for n in range(5):
        c.line([(x + (132 + n * 17) * s, y - 10 * s), (x + (132 + n * 17) * s, y + 16 * s)], (28, 29, 32), 6 * s)


def _post(c: Canvas, x: float, y: float, s: float, lean: float) -> tuple[float, float]:
    top = (x + lean * s, y - 330 * s)
    c.line([(x, y), top], METAL, 13 * s)
    return top


def dark_lamp(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    top = _post(c, x, y, s, 0)
    c.line([top, (x + 90 * s, y - 350 * s)], METAL, 9 * s)
    c.pill(x + 70 * s, y - 356 * s, 80 * s, 22 * s, 9 * s, (62, 66, 74))


def lit_lamp(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.glow(x + 110 * s, y - 336 * s, 190 * s, (200, 160, 84))
    c.glow(x + 110 * s, y - 20 * s, 130 * s, (120, 96, 52))
    dark_lamp(c, chance, x, y, s)
    c.pill(x + 76 * s, y - 344 * s, 68 * s, 12 * s, 6 * s, WARM)


def leaning_pole(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    lean = chance.choice((-90, 90))
    top = _post(c, x, y, s, lean)
    c.box(top[0] - 60 * s, top[1] + 20 * s, 120 * s, 9 * s, METAL)
    for n in range(3):
        away = [
            (top[0] + (n - 1) * 50 * s, top[1] + 24 * s),
            (x - lean * s, y - (120 - n * 26) * s),
            (x - lean * 4 * s, y - 260 * s),
        ]
        c.line(away, DARK, 3.5 * s)


def straight_pole(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    top = _post(c, x, y, s, 0)
    c.box(top[0] - 60 * s, top[1] + 20 * s, 120 * s, 9 * s, METAL)
    for n in range(3):
        c.line(
            [(x - 420 * s, y - (352 - n * 14) * s), (x, y - (306 - n * 8) * s), (x + 420 * s, y - (352 - n * 14) * s)],
            DARK,
            3 * s,
        )


def open_cabinet(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.box(x - 90 * s, y - 190 * s, 180 * s, 190 * s, (66, 72, 78), (120, 128, 134))
    for n in range(9):
        colour = chance.choice(((196, 62, 54), (58, 110, 170), (226, 186, 60), (60, 140, 90)))
        sag = chance.uniform(20, 110) * s
        c.line(
            [
                (x + (-76 + n * 18) * s, y - 176 * s),
                (x + (-70 + n * 17) * s, y - 176 * s + sag),
                (x + (-60 + n * 16) * s, y - 20 * s),
            ],
            colour,
            3.5 * s,
        )
    c.area(
        [(x + 92 * s, y - 190 * s), (x + 170 * s, y - 214 * s), (x + 170 * s, y + 22 * s), (x + 92 * s, y)],
        (146, 158, 150),
    )


def closed_cabinet(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    body: Colour = (146, 158, 150)
    c.box(x - 90 * s, y - 190 * s, 180 * s, 190 * s, body, shade(body, 0.78))
    c.line([(x, y - 186 * s), (x, y - 4 * s)], shade(body, 0.78), 3 * s)
    c.pill(x + 10 * s, y - 106 * s, 10 * s, 34 * s, 4 * s, DARK)
    c.area([(x - 62 * s, y - 90 * s), (x - 28 * s, y - 90 * s), (x - 45 * s, y - 122 * s)], (236, 196, 60))


def tilted_plate(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.line([(x, y), (x + 46 * s, y - 230 * s)], METAL, 12 * s)
    c.area(
        [(x - 90 * s, y - 250 * s), (x + 140 * s, y - 304 * s), (x + 158 * s, y - 232 * s), (x - 72 * s, y - 178 * s)],
        (46, 98, 168),
    )
    for n in range(3):
        c.oval(x + (-26 + n * 58) * s, y - (226 + n * 13) * s, 18 * s, 18 * s, (150, 178, 210))


def straight_plate(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    for dx in (-86, 86):
        c.line([(x + dx * s, y), (x + dx * s, y - 250 * s)], METAL, 10 * s)
    c.pill(x - 120 * s, y - 260 * s, 240 * s, 84 * s, 8 * s, (46, 98, 168))
    for n in range(3):
        c.pill(x + (-84 + n * 60) * s, y - 240 * s, 44 * s, 44 * s, 6 * s, (236, 240, 246))


def fallen_rail(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    _rail(c, x - 230 * s, y, s, 0)
    _rail(c, x + 10 * s, y + 10 * s, s, 70)


def standing_rail(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    _rail(c, x - 230 * s, y, s, 0)
    _rail(c, x + 2 * s, y, s, 0)


def _rail(c: Canvas, x: float, y: float, s: float, down: float) -> None:
    """230 wide; `down`: how far its top has fallen to the front."""
    white, top = (232, 232, 228), (-110 + 1.3 * down) * s
    for n in range(9):
        c.line([(x + n * 28 * s, y), (x + (n * 28 + down) * s, y + top)], white, 7 * s)
    for share in (0.15, 0.95):
        c.line([(x + down * share * s, y + top * share), (x + (224 + down * share) * s, y + top * share)], white, 9 * s)


def dead_tree(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    bark = (124, 104, 84)
    c.line([(x, y), (x, y - 190 * s)], bark, 18 * s)
    for dx, dy in ((-90, -280), (80, -300), (-40, -330), (30, -260), (110, -230)):
        c.line([(x, y - 170 * s), (x + dx * 0.5 * s, y + (dy * 0.5 - 90) * s), (x + dx * s, y + dy * s)], bark, 7 * s)
    for _ in range(14):
        c.oval(x + chance.gauss(0, 90) * s, y + chance.uniform(-4, 20) * s, 9 * s, 4 * s, (170, 128, 70))


def green_tree(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.oval(x, y, 60 * s, 14 * s, shade(LEAVES[0], 0.6))
    tree(c, chance, x, y, 1.75 * s)


def broken_bench(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    _bench(c, x, y, s)
    c.line([(x - 20 * s, y - 62 * s), (x + 80 * s, y - 6 * s)], (150, 104, 66), 16 * s)


def whole_bench(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    _bench(c, x, y, s)
    for dy in (62, 78):
        c.box(x - 150 * s, y - dy * s, 300 * s, 13 * s, (164, 116, 74))


def _bench(c: Canvas, x: float, y: float, s: float) -> None:
    for dx in (-130, 114):
        c.box(x + dx * s, y - 60 * s, 16 * s, 60 * s, DARK)
    for dy in (108, 132):
        c.box(x - 150 * s, y - dy * s, 300 * s, 14 * s, (164, 116, 74))
    c.box(x - 150 * s, y - 62 * s, 110 * s, 13 * s, (164, 116, 74))


def bin_(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    c.pill(x - 50 * s, y - 130 * s, 100 * s, 130 * s, 10 * s, (52, 126, 86))
    c.pill(x - 56 * s, y - 148 * s, 112 * s, 26 * s, 10 * s, (42, 104, 72))
    c.box(x - 34 * s, y - 90 * s, 68 * s, 30 * s, (226, 232, 226))


def swept(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Nothing left; a bin stands by."""
    bin_(c, chance, x + 210 * s, y - 40 * s, s * 0.9)


def nothing(c: Canvas, chance: random.Random, x: float, y: float, s: float) -> None:
    """Nothing left."""

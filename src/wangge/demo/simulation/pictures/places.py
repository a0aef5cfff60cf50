"""Where a picture was taken: a shop front, a street, a lawn, a river bank, a street at night. `chance` is the place's."""

from __future__ import annotations

import random
from collections.abc import Callable

from wangge.demo.simulation.pictures.canvas import Canvas, Colour, shade

Place = Callable[[Canvas, random.Random], None]

PLASTER: tuple[Colour, ...] = ((222, 212, 192), (206, 212, 214), (226, 206, 186), (204, 212, 198), (218, 208, 214))
SIGNS: tuple[Colour, ...] = ((178, 66, 56), (46, 98, 142), (60, 122, 88), (198, 142, 54), (116, 86, 136))
PAVEMENT, ROAD, CURB = (196, 190, 180), (106, 109, 114), (160, 158, 152)
LEAVES: tuple[Colour, ...] = ((82, 134, 84), (96, 148, 92), (70, 120, 78))
SKY, HAZE = (150, 190, 226), (222, 232, 238)


def front(c: Canvas, chance: random.Random) -> None:
    """A wall with a shop, the pavement before it, the curb."""
    c.box(0, 0, 800, 340, chance.choice(PLASTER))
    _window(c, 60, 60)
    _shop(c, chance, 400)
    for row in range(4):
        for n in range(-1, 15):
            brick = shade((176, 120, 96), chance.uniform(0.92, 1.08))
            c.box(n * 58 + row % 2 * 29, 268 + row * 18, 55, 16, brick)
    pavement(c, 340)


def _window(c: Canvas, x: float, y: float) -> None:
    c.box(x, y, 220, 150, (128, 158, 178), (238, 236, 230))
    c.area([(x, y), (x + 110, y), (x + 30, y + 150), (x, y + 150)], (150, 178, 194))
    for n in range(1, 4):
        c.line([(x + n * 55, y), (x + n * 55, y + 150)], (238, 236, 230), 4)


def _shop(c: Canvas, chance: random.Random, x: float) -> None:
    sign = chance.choice(SIGNS)
    c.box(x - 14, 24, 350, 54, sign)
    for n in range(4):
        c.pill(x + 60 + n * 52, 38, 34, 26, 6, shade(sign, 1.6))
    c.box(x, 84, 320, 256, (150, 156, 162))
    for y in range(92, 340, 13):
        c.line([(x, y), (x + 320, y)], (130, 136, 142), 3)
    c.box(x + 150, 84, 8, 256, (118, 124, 130))


def pavement(c: Canvas, top: float) -> None:
    """Tiles with a blind track, curb and road below."""
    c.box(0, top, 800, 500 - top, PAVEMENT)
    for n in range(-8, 26):
        c.line([(400 + (n - 9) * 52, top), (400 + (n - 9) * 78, 500)], shade(PAVEMENT, 0.93), 1.5)
    for n, y in enumerate((top + 26, top + 58, top + 98, top + 140)):
        if n != 2:
            c.line([(0, y), (800, y)], shade(PAVEMENT, 0.93), 1.5)
    c.box(0, 424, 800, 26, (214, 178, 84))
    for n in range(20):
        c.line([(n * 42, 428), (n * 42 - 4, 446)], (190, 154, 66), 4)
    road(c, 500)


def road(c: Canvas, top: float) -> None:
    c.box(0, top, 800, 16, CURB)
    for n in range(8):
        c.line([(n * 110 + 20, top), (n * 110 + 14, top + 16)], shade(CURB, 0.85), 2)
    c.box(0, top + 16, 800, 600, ROAD)
    c.line([(0, 588), (800, 588)], (224, 222, 214), 7)


def street(c: Canvas, chance: random.Random) -> None:
    """Along a street to where it vanishes."""
    c.fade(0, 330, SKY, HAZE)
    _row(c, chance, -1)
    _row(c, chance, 1)
    c.box(0, 322, 800, 278, PAVEMENT)
    c.area([(392, 320), (424, 320), (900, 600), (150, 600)], ROAD)
    for near, far in ((560, 600), (470, 510), (415, 440), (378, 394), (354, 364)):
        c.area([_on(far, 0.5), _on(far, 0.53), _on(near, 0.53), _on(near, 0.5)], (226, 224, 216))
    for depth in (0.12, 0.2, 0.34, 0.6):
        for side in (-1, 1):
            tree(c, chance, 408 + side * 620 * depth, 322 + 250 * depth, depth * 1.7)


def _on(y: float, share: float) -> tuple[float, float]:
    """A point of the road at that height, `share` of its width from the left."""
    down = (y - 320) / 280
    left, right = 392 - 242 * down, 424 + 476 * down
    return left + (right - left) * share, y


def _row(c: Canvas, chance: random.Random, side: int) -> None:
    """Houses of one side, the far ones first."""
    for depth in (0.16, 0.3, 0.55, 1.0):
        x, tall = 408 + side * 420 * depth, 330 * depth * chance.uniform(0.75, 1.1)
        foot, width = 322 + 34 * depth, 300 * depth
        left = x if side > 0 else x - width
        c.box(left, foot - tall, width, tall, shade(chance.choice(PLASTER), 0.8 + 0.2 * depth))
        for row in range(3):
            for n in range(4):
                wx, wy = left + width * (0.1 + n * 0.22), foot - tall * (0.9 - row * 0.24)
                c.box(wx, wy, width * 0.12, tall * 0.12, (126, 152, 172))
        c.box(left, foot - tall * 0.2, width, tall * 0.06, chance.choice(SIGNS))


def tree(c: Canvas, chance: random.Random, x: float, y: float, size: float) -> None:
    """With its foot at x, y; 1 is a tree of 190."""
    c.line([(x, y), (x, y - 100 * size)], (110, 84, 60), 12 * size)
    for dx, dy, r in ((-36, -96, 44), (36, -100, 46), (0, -136, 56), (0, -92, 50)):
        c.oval(x + dx * size, y + dy * size, r * size, r * size * 0.9, shade(chance.choice(LEAVES), 1.0))


def lawn(c: Canvas, chance: random.Random) -> None:
    """A green strip with shrubs and trees behind a path."""
    c.fade(0, 260, SKY, HAZE)
    for n in range(5):
        tree(c, chance, 60 + n * 170 + chance.randint(-20, 20), 290, 1.25)
    for n in range(22):
        c.oval(n * 40, 292 + chance.randint(-6, 6), 34, 30, shade((74, 128, 72), chance.uniform(0.85, 1.1)))
    c.box(0, 300, 800, 200, (122, 166, 92))
    for _ in range(160):
        x, y = chance.uniform(0, 800), chance.uniform(310, 496)
        c.line([(x, y), (x + 3, y - 10)], shade((122, 166, 92), chance.uniform(0.8, 1.15)), 2)
    road(c, 500)


def bank(c: Canvas, chance: random.Random) -> None:
    """A river with its railing and the other bank."""
    c.fade(0, 228, SKY, HAZE)
    for n in range(7):
        tree(c, chance, n * 130 + 20, 232, 0.7)
    c.box(0, 226, 800, 26, (128, 150, 104))
    c.fade(250, 470, (118, 152, 160), (92, 126, 136))
    for _ in range(36):
        x, y = chance.uniform(0, 780), chance.uniform(262, 460)
        c.line([(x, y), (x + chance.uniform(20, 70), y)], (146, 176, 180), 2)
    c.box(0, 462, 800, 138, (182, 178, 168))
    for x in range(30, 800, 124):
        c.box(x, 392, 14, 86, (208, 206, 198))
    for y in (404, 440):
        c.box(0, y, 800, 10, (218, 216, 208))


def night(c: Canvas, chance: random.Random) -> None:
    """The street after dark."""
    c.fade(0, 330, (24, 34, 58), (52, 60, 84))
    for n in range(6):
        tall, x = chance.randint(140, 250), n * 140
        c.box(x, 330 - tall, 128, tall, (34, 40, 56))
        for row in range(tall // 46):
            for k in range(3):
                lit = chance.random() < 0.35
                c.box(x + 16 + k * 36, 346 - tall + row * 42, 20, 22, (214, 178, 104) if lit else (46, 54, 72))
    c.box(0, 330, 800, 130, (70, 70, 76))
    c.box(0, 460, 800, 14, (92, 92, 96))
    c.box(0, 474, 800, 126, (40, 42, 48))
    c.line([(0, 560), (800, 560)], (150, 150, 146), 6)

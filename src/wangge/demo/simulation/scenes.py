"""Drawn stand-ins for photographs: a street with the problem on it, and the same street without."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

SIZE = (960, 720)
Draw = ImageDraw.ImageDraw
Colour = tuple[int, int, int]
PALE = ((214, 206, 190), (196, 205, 212), (222, 200, 180), (190, 200, 186), (208, 196, 206))
SHOPS = ((178, 74, 62), (58, 104, 146), (70, 128, 96), (196, 142, 60), (112, 92, 140))


def scene(family: str, variant: int, problem: bool) -> bytes:
    """JPEG bytes; equal for equal arguments. `variant` is the street, so that before and after show one place."""
    chance = random.Random(f"street:{variant}")
    image = Image.new("RGB", SIZE, (205, 222, 236))
    draw = ImageDraw.Draw(image)
    _street(draw, chance)
    if problem:
        _problem(draw, family, random.Random(f"{family}:{variant}"))
    else:
        _tidy(draw, chance)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _street(draw: Draw, chance: random.Random) -> None:
    x = -40
    while x < SIZE[0]:
        width, height = chance.randint(150, 260), chance.randint(220, 330)
        _house(draw, chance, (x, 420 - height, x + width, 430))
        x += width + 6
    draw.rectangle((0, 430, 960, 560), fill=(198, 194, 186))
    for n in range(0, 960, 60):
        draw.line((n, 430, n - 50, 560), fill=(184, 180, 172), width=2)
    draw.rectangle((0, 552, 960, 568), fill=(158, 156, 150))
    draw.rectangle((0, 568, 960, 720), fill=(98, 102, 108))
    for n in range(chance.randint(0, 80), 960, 170):
        draw.rectangle((n, 640, n + 90, 650), fill=(226, 226, 220))
    trunk = chance.randint(90, 860)
    draw.rectangle((trunk, 280, trunk + 18, 440), fill=(112, 84, 60))
    for dx, dy, r in ((0, -50, 80), (-50, -10, 60), (52, -16, 62)):
        draw.ellipse((trunk + dx - r, 250 + dy - r // 2, trunk + dx + r, 250 + dy + r), fill=(86, 138, 92))


def _house(draw: Draw, chance: random.Random, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=chance.choice(PALE))
    for wx in range(left + 20, right - 40, 56):
        for wy in range(top + 24, bottom - 130, 66):
            draw.rectangle((wx, wy, wx + 34, wy + 40), fill=(120, 148, 170), outline=(236, 236, 232), width=3)
    draw.rectangle((left + 8, bottom - 108, right - 8, bottom - 78), fill=chance.choice(SHOPS))
    draw.rectangle((left + 18, bottom - 76, right - 18, bottom), fill=(146, 152, 158))
    for sy in range(bottom - 70, bottom, 10):
        draw.line((left + 18, sy, right - 18, sy), fill=(128, 134, 140), width=2)


def _tidy(draw: Draw, chance: random.Random) -> None:
    """A clean pavement with its bin."""
    x = chance.randint(120, 780)
    draw.rounded_rectangle((x, 440, x + 56, 536), 8, fill=(48, 128, 84))
    draw.rectangle((x - 4, 434, x + 60, 448), fill=(38, 104, 70))


def _blobs(draw: Draw, chance: random.Random, colours: tuple[Colour, ...], count: int, size: int) -> None:
    for _ in range(count):
        x, y = chance.gauss(480, 130), chance.gauss(520, 30)
        r = size * chance.uniform(0.5, 1.1)
        draw.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.6), fill=chance.choice(colours), outline=(60, 60, 60))


def _boxes(draw: Draw, chance: random.Random, colours: tuple[Colour, ...], count: int) -> None:
    for n in range(count):
        x, y = 330 + n * 62 % 300 + chance.randint(-12, 12), 500 - n // 5 * 52
        draw.rectangle((x, y - 56, x + 64, y), fill=chance.choice(colours), outline=(86, 70, 52), width=3)


def _cart(draw: Draw, chance: random.Random) -> None:
    colour = chance.choice(SHOPS)
    draw.polygon(((330, 360), (640, 360), (600, 300), (370, 300)), fill=colour)
    draw.rectangle((350, 430, 620, 510), fill=(226, 216, 196), outline=(120, 110, 96), width=4)
    draw.line((356, 360, 356, 430), fill=(110, 104, 96), width=6)
    draw.line((614, 360, 614, 430), fill=(110, 104, 96), width=6)
    for x in (400, 570):
        draw.ellipse((x - 34, 490, x + 34, 558), outline=(46, 46, 50), width=9)
    for n in range(9):
        draw.ellipse(
            (362 + n * 28, 410, 388 + n * 28, 436), fill=((222, 120, 50), (196, 60, 56), (120, 160, 70))[n % 3]
        )


def _papers(draw: Draw, chance: random.Random) -> None:
    for n in range(14):
        x, y = 250 + n % 7 * 66 + chance.randint(-14, 14), 300 + n // 7 * 90 + chance.randint(-14, 14)
        draw.rectangle((x, y, x + 48, y + 64), fill=chance.choice(((250, 246, 232), (250, 226, 120), (240, 170, 160))))
        for line in range(4):
            draw.line((x + 6, y + 12 + line * 12, x + 40, y + 12 + line * 12), fill=(120, 60, 60), width=3)


def _hole(draw: Draw, chance: random.Random) -> None:
    x = chance.randint(380, 560)
    draw.ellipse((x - 120, 592, x + 120, 684), fill=(70, 72, 76), outline=(140, 140, 140), width=8)
    draw.ellipse((x - 84, 606, x + 84, 670), fill=(22, 22, 26))
    draw.polygon(((x + 150, 690), (x + 190, 690), (x + 170, 600)), fill=(232, 112, 44))


def _vehicles(draw: Draw, chance: random.Random) -> None:
    for n in range(4):
        x = 240 + n * 130 + chance.randint(-16, 16)
        for wheel in (x, x + 70):
            draw.ellipse((wheel - 26, 480, wheel + 26, 532), outline=(40, 42, 46), width=7)
        draw.line((x, 506, x + 34, 460, x + 70, 506, x + 24, 506, x + 34, 460), fill=chance.choice(SHOPS), width=7)


def _pole(draw: Draw, chance: random.Random) -> None:
    x = chance.randint(380, 560)
    lean = chance.choice((-60, 60))
    draw.line((x, 556, x + lean, 250), fill=(120, 124, 130), width=14)
    draw.line((x + lean, 250, x + 3 * lean, 320), fill=(60, 60, 64), width=5)
    draw.rectangle((x + lean - 50, 236, x + lean + 50, 262), fill=(150, 154, 160))


def _water(draw: Draw, chance: random.Random) -> None:
    draw.ellipse((200, 560, 780, 700), fill=(112, 128, 132), outline=(146, 160, 164), width=5)
    _blobs(draw, chance, ((88, 96, 70), (120, 116, 84)), 8, 14)


BAGS: tuple[Colour, ...] = ((38, 40, 46), (70, 76, 84), (196, 64, 58), (62, 120, 90))
EARTH: tuple[Colour, ...] = ((150, 120, 88), (170, 150, 122), (128, 110, 92))
CARTON: tuple[Colour, ...] = ((196, 160, 112), (176, 138, 92), (210, 178, 132))


def _problem(draw: Draw, family: str, chance: random.Random) -> None:
    if family in ("garbage", "bin", "greendirt", "dirt"):
        _blobs(draw, chance, BAGS, 13, 34)
    elif family in ("pile", "shopfront", "board", "box", "facility"):
        _boxes(draw, chance, CARTON, 11)
    elif family in ("vendor", "smoke", "laundry", "noise", "person"):
        _cart(draw, chance)
    elif family in ("poster", "banner", "wall", "plate"):
        _papers(draw, chance)
    elif family in ("cover", "road", "lock", "rail"):
        _hole(draw, chance)
    elif family in ("bike", "car"):
        _vehicles(draw, chance)
    elif family in ("lamp", "pole", "wire", "tree"):
        _pole(draw, chance)
    elif family in ("sewage", "flood", "river"):
        _water(draw, chance)
    else:
        _blobs(draw, chance, EARTH, 18, 40)

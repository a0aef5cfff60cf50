"""Drawing in units of the finished picture, at twice its size for smooth edges."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw

SIZE = (800, 600)
SCALE = 2
Colour = tuple[int, int, int]
Point = tuple[float, float]


def shade(colour: Colour, by: float) -> Colour:
    """Darker below 1, lighter above."""
    red, green, blue = (max(0, min(255, round(part * by))) for part in colour)
    return red, green, blue


class Canvas:
    def __init__(self, ground: Colour) -> None:
        self._image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, edge: Colour | None = None) -> None:
        """From its upper left corner."""
        corners = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rectangle(corners, fill=fill, outline=edge, width=SCALE * 2 if edge else 1)

    def pill(self, x: float, y: float, width: float, height: float, radius: float, fill: Colour) -> None:
        corners = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rounded_rectangle(corners, radius * SCALE, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour, edge: Colour | None = None) -> None:
        """Around its middle."""
        corners = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self._draw.ellipse(corners, fill=fill, outline=edge, width=SCALE * 2 if edge else 1)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        corners = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self._draw.ellipse(corners, outline=colour, width=max(1, round(width * SCALE)))

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def area(self, points: Sequence[Point], fill: Colour) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def fade(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        """A sky, a wall of water: from one colour to the other."""
        height = round((bottom - top) * SCALE)
        veil = Image.linear_gradient("L").resize((self._image.width, height))
        upper = Image.new("RGB", veil.size, above)
        self._image.paste(Image.composite(Image.new("RGB", veil.size, below), upper, veil), (0, round(top * SCALE)))

    def glow(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Light around a lamp."""
        side = round(radius * SCALE)
        light = Image.radial_gradient("L").resize((2 * side, 2 * side)).point(lambda v: max(0, 180 - v) * 255 // 180)
        black = Image.new("RGB", light.size)
        patch = Image.composite(Image.new("RGB", light.size, colour), black, light)
        corner = (round(x * SCALE) - side, round(y * SCALE) - side)
        area = (*corner, corner[0] + 2 * side, corner[1] + 2 * side)
        self._image.paste(ImageChops.add(self._image.crop(area), patch), corner)

    def jpeg(self) -> bytes:
        """Softer towards the corners and a little grainy, as a phone would take it."""
        image = ImageChops.multiply(self._image.resize(SIZE, Image.Resampling.BOX), _veil())
        out = io.BytesIO()
        image.save(out, "JPEG", quality=82)
        return out.getvalue()


@cache
def _veil() -> Image.Image:
    corners = ImageChops.invert(Image.radial_gradient("L").resize(SIZE)).point(lambda v: 214 + v * 41 // 255)
    coarse = (SIZE[0] // 4, SIZE[1] // 4)
    grain = Image.frombytes("L", coarse, random.Random("grain").randbytes(coarse[0] * coarse[1]))
    grain = grain.resize(SIZE, Image.Resampling.BILINEAR).point(lambda v: 244 + v * 11 // 255)
    light = ImageChops.multiply(corners, grain)
    return Image.merge("RGB", (light, light, light))

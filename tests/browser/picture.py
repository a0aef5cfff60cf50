"""Photographs for tests."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def picture(seed: int) -> bytes:
    """A photograph of its own: 1,600 × 1,200, different for every seed."""
    image = Image.new("RGB", (1600, 1200), (seed * 53 % 200 + 40, seed * 97 % 200 + 40, seed * 29 % 200 + 40))
    draw = ImageDraw.Draw(image)
    for n in range(40):
        x, y = (n * 131 + seed * 71) % 1500, (n * 89 + seed * 37) % 1100
        draw.rectangle((x, y, x + 90, y + 70), fill=(n * 6 % 255, seed * 11 % 255, n * seed % 255))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()

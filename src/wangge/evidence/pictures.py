"""Photos opened: checked, measured, compared, made small. Originals are never written to."""

from __future__ import annotations

import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from wangge.evidence import exif
from wangge.evidence.limits import MOST_PIXELS
from wangge.standards.errors import Refused

log = logging.getLogger("wangge.evidence")
# Phones' multi-picture JPEGs (MPO) are opened by the JPEG reader.
FORMATS = ("JPEG", "PNG", "WEBP")
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Pillow's own guard is a warning; as an error it stops a bomb before our check could read its size.
warnings.simplefilter("error", Image.DecompressionBombWarning)
# Remarks on damaged metadata would fill the server's log.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@dataclass(frozen=True, slots=True)
class Picture:
    """width, height as stored (before orientation); phash: see `difference_hash`."""

    width: int
    height: int
    exif: exif.Exif
    phash: int


def inspect(file: BinaryIO) -> Picture:
    """Read a photo through to its end. Raises Refused `too_many_pixels`, `broken_image` (422)."""
    with opened(file) as image:
        about = exif.read(image)
        width, height = image.size
        image.draft("L", (256, 256))
        return Picture(width, height, about, difference_hash(upright(image)))


@contextmanager
def opened(file: BinaryIO) -> Iterator[Image.Image]:
    """The photo, not yet decoded; whatever fails inside the block is a broken photo."""
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        text = f"照片展开后超过 {MOST_PIXELS // 10_000} 万像素，请缩小后再传。"
        raise Refused("too_many_pixels", "照片尺寸太大", text) from None
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, struct.error) as error:
        log.info("broken picture: %r", error)
        raise Refused("broken_image", "照片已损坏", "照片打不开或不完整，请重拍或重新选择。") from error


def difference_hash(image: Image.Image) -> int:
    """64 bits, one for each pair of neighbours of a 9×8 grey copy (is the left one brighter?), as a signed number.

    Nearly equal photos differ in few bits, whatever their size and compression.
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = [grey[row * 9 + i] > grey[row * 9 + i + 1] for row in range(8) for i in range(8)]
    value = sum(bit << i for i, bit in enumerate(bits))
    return value - 2**64 if value >= 2**63 else value


def small(file: BinaryIO, longest: int) -> Image.Image:
    """An upright copy whose long side is at most `longest`, without EXIF, on white where it was transparent."""
    with opened(file) as image:
        image.draft("RGB", (longest, longest))
        turned = upright(image)
        turned.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return on_white(turned)


def upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says (Pillow's own helper trips over damaged EXIF)."""
    turn = TURNS.get(exif.orientation(image))
    return image if turn is None else image.transpose(turn)


def on_white(image: Image.Image) -> Image.Image:
    if image.mode == "P" or "A" in image.mode or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")

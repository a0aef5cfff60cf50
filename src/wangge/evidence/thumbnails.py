"""Small copies of photos in a few fixed sizes, made when first asked for."""

from __future__ import annotations

from pathlib import Path

from wangge.evidence import pictures, store
from wangge.evidence.models import Media
from wangge.standards.errors import Refused

# Long side in pixels. The largest is also what stands in for an original whose EXIF must not be seen.
SIZES = (160, 320, 640, 1280, 1920)
QUALITY = 82


def thumbnail(media: Media, size: int) -> Path:
    """The copy's file. Raises Refused `bad_size` (422), `no_thumbnail` (404) for audio and video."""
    if size not in SIZES:
        raise Refused("bad_size", "没有这种尺寸", f"size 只能取 {'、'.join(map(str, SIZES))}。")
    if media.kind != "photo":
        raise Refused("no_thumbnail", "没有缩略图", "录音和录像没有缩略图，请去掉 size 参数。", status=404)
    target = store.thumbnail(media.sha256, size)
    if not target.exists():
        make(store.original(media.sha256), target, size)
    return target


def make(source: Path, target: Path, size: int) -> None:
    with source.open("rb") as file:
        image = pictures.small(file, size)
    store.write(target, lambda out: image.save(out, "JPEG", quality=QUALITY, progressive=True))

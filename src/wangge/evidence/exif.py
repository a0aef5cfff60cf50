"""What a photo says of itself: when and where it was taken, by which camera."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

from wangge.basedata.coordinates import CoordSys

HERE = ZoneInfo("Asia/Shanghai")
LONGEST_TEXT, MOST_TAGS = 300, 150
LEFT_OUT = {"MakerNote", "UserComment", "JPEGThumbnail", "PrintImageMatching", "ExifOffset", "GPSInfo"}


# GPSMapDatum as our phone app writes it where the browser gives shifted positions; everything else is WGS 84.
DATUMS = {"GCJ-02": CoordSys.GCJ02, "BD-09": CoordSys.BD09}


@dataclass(frozen=True, slots=True)
class Exif:
    """`tags`: name → plain value, fit for JSON. Place in degrees of `coord_sys` (lon, lat), east and north positive;
    accuracy in metres; gps_at: time of the position by the satellites."""

    tags: dict[str, Any] = field(default_factory=dict)
    captured_at: datetime | None = None
    lon: Decimal | None = None
    lat: Decimal | None = None
    coord_sys: CoordSys = CoordSys.WGS84
    accuracy: float | None = None
    gps_at: datetime | None = None


def read(image: Image.Image) -> Exif:
    """The photo's EXIF; a damaged block is as good as none."""
    try:
        exif = image.getexif()
        own = named(exif, ExifTags.TAGS) | named(exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS)
        gps = named(exif.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS)
    except Exception:  # Pillow's reader raises whatever the broken bytes lead it into
        return Exif({"damaged": True})
    lon, lat = place(gps)
    tags = own | ({"GPS": gps} if gps else {})
    datum = DATUMS.get(str(gps.get("GPSMapDatum")), CoordSys.WGS84)
    return Exif(tags, moment(own), lon, lat, datum, metres(gps.get("GPSHPositioningError")), gps_moment(gps))


def orientation(image: Image.Image) -> int:
    """1 (upright) to 8; 1 where the photo does not say."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # as above
        return 1


def named(block: Any, names: dict[int, str]) -> dict[str, Any]:
    found = {names.get(tag, f"0x{tag:04x}"): plain(value) for tag, value in list(block.items())[:MOST_TAGS]}
    return {name: value for name, value in found.items() if name not in LEFT_OUT}


def plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return plain(value.decode("ascii", "replace")) if len(value) <= 64 else f"({len(value)} bytes)"
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST_TEXT].strip()
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value[:16]]
    if isinstance(value, int):
        return int(value)
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def moment(tags: dict[str, Any]) -> datetime | None:
    """DateTimeOriginal with its zone; without one the county's own (cameras write local time)."""
    text = tags.get("DateTimeOriginal")
    try:
        naive = datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        zone = datetime.strptime(str(tags["OffsetTimeOriginal"]), "%z").tzinfo if "OffsetTimeOriginal" in tags else HERE
    except ValueError:
        return None
    return naive.replace(tzinfo=zone)


def gps_moment(gps: dict[str, Any]) -> datetime | None:
    """GPSDateStamp and GPSTimeStamp, which are UTC; None where one of them is missing or no time of day."""
    try:
        day = datetime.strptime(str(gps.get("GPSDateStamp")), "%Y:%m:%d").replace(tzinfo=UTC)
        hours, minutes, seconds = gps["GPSTimeStamp"]
        passed = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (ValueError, KeyError, TypeError):
        return None
    return day + passed if timedelta(0) <= passed < timedelta(days=1, seconds=1) else None


def metres(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and value >= 0 else None


def place(gps: dict[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    lon = degrees(gps.get("GPSLongitude"), gps.get("GPSLongitudeRef"), 180)
    lat = degrees(gps.get("GPSLatitude"), gps.get("GPSLatitudeRef"), 90)
    return (None, None) if lon is None or lat is None else (lon, lat)


def degrees(parts: Any, ref: Any, most: int) -> Decimal | None:
    """Degrees, minutes, seconds and N, S, E or W; None for anything out of range or unreadable."""
    if not isinstance(parts, list) or len(parts) != 3 or any(not isinstance(p, (int, float)) for p in parts):
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    if not 0 <= value <= most:
        return None
    return round(Decimal(-value if ref in ("S", "W") else value), 7)

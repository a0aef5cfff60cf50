"""People, a store in a temporary folder, and real files of every kind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from wangge.organisation import tokens
from wangge.organisation.models import Post, User

Photo = Callable[..., bytes]


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> Path:
    settings.WANGGE_STORAGE = str(tmp_path / "media")
    return tmp_path / "media" / str(settings.WANGGE_JURISDICTION)


def caller(username: str, role: str | None = None) -> Client:
    user = User.objects.create_user(username, name=username)
    if role:
        Post.objects.create(user=user, role=role)
    client = Client(headers={"Authorization": f"Bearer {tokens.issue(user)[0]}"})
    client.user = user  # type: ignore[attr-defined]
    return client


@pytest.fixture
def li(db: None) -> Client:
    return caller("collector01", "collector")


@pytest.fixture
def wang(db: None) -> Client:
    return caller("collector02", "collector")


def photo(
    width: int = 64, height: int = 48, *, colour: str = "red", form: str = "JPEG", exif: Image.Exif | None = None
) -> bytes:
    """A real picture: a coloured ground with a white corner, so that turning it shows."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("white", (0, 0, width // 4, height // 4))
    out = io.BytesIO()
    image.save(out, form, **({"exif": exif} if exif else {}))
    return out.getvalue()


def exif(**tags: Any) -> Image.Exif:
    """EXIF as phones write it: keys are `ImageIFD`, `exif` and `gps` numbers mapped to values."""
    found = Image.Exif()
    found.update(tags.get("main", {}))
    found.get_ifd(0x8769).update(tags.get("exif", {}))
    found.get_ifd(0x8825).update(tags.get("gps", {}))
    return found


PHONE: dict[str, dict[int, Any]] = {
    "main": {0x010F: "HUAWEI", 0x0110: "P60"},
    "exif": {0x9003: "2026:03:02 09:15:00", 0x9011: "+08:00"},
    "gps": {1: "N", 2: (32.0, 40.0, 51.6), 3: "E", 4: (112.0, 50.0, 16.8)},
}


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4, "big") + name + body


def handler(kind: bytes) -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(13))))


def mp4(*tracks: bytes, brand: bytes = b"isom", media: bytes = bytes(2000)) -> bytes:
    """The boxes of an MP4 file as cameras write them, the index at the end."""
    return box(b"ftyp", brand, bytes(8)) + box(b"mdat", media) + box(b"moov", box(b"mvhd", bytes(100)), *tracks)


FILM = mp4(handler(b"vide"), handler(b"soun"))
SOUND = mp4(handler(b"soun"))


def send(client: Client, content: bytes, name: str = "photo.jpg", **fields: Any) -> Any:
    file = io.BytesIO(content)
    file.name = name
    return client.post("/api/v1/media", {"file": file, **fields})

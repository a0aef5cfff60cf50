"""Photos of simulated cases: a few drawn scenes, stored once, with a row of their own for every act of the last days."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wangge.basedata.copying import copy_rows
from wangge.demo.simulation.life import Life, Photo
from wangge.demo.simulation.pictures import SIZE, View, scene, variant_of
from wangge.evidence import store
from wangge.evidence.models import Media
from wangge.evidence.pictures import inspect
from wangge.standards.lifecycle.values import Actor

KEPT = timedelta(days=14)
VIEWS: dict[str, View] = {"near": "near", "before": "near", "far": "far", "after": "after"}
COLUMNS = tuple(field.attname for field in Media._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class Print:
    """One stored scene."""

    sha256: str
    size: int
    phash: int | None


class Album:
    """Acts before the last fortnight of the run were photographed too; their pictures are not kept (no id)."""

    def __init__(self, until: datetime) -> None:
        self._since = until - KEPT
        self._prints: dict[tuple[str, int, View], Print] = {}
        self._rows: list[list[Any]] = []

    def photo(self, life: Life, role: str, side: str, actor: Actor, at: datetime) -> Photo:
        """`side`: what is to be seen: near, far, before (the problem) or after (none)."""
        if actor.user is None or life.clock.now < self._since:
            return Photo(role)
        shown = self._print(life.matter.family, variant_of(life.point.lon), VIEWS[side])
        media = UUID(bytes=life.chance.randbytes(16), version=4)
        self._rows.append(_row(media, life, shown, actor.user, at))
        return Photo(role, media)

    def save(self) -> None:
        """Before the cases that the photos belong to."""
        copy_rows(Media, COLUMNS, self._rows)
        self._rows = []

    def _print(self, family: str, variant: int, view: View) -> Print:
        key = (family, variant, view)
        if key not in self._prints:
            content = scene(*key)
            sha256 = hashlib.sha256(content).hexdigest()
            store.put(io.BytesIO(content), sha256)
            self._prints[key] = Print(sha256, len(content), inspect(io.BytesIO(content)).phash)
        return self._prints[key]


def _row(media: UUID, life: Life, shown: Print, user: int, at: datetime) -> list[Any]:
    """Cells in the order of COLUMNS."""
    cells: dict[str, Any] = {
        "id": media,
        "client_id": None,
        "uploader_id": user,
        "sha256": shown.sha256,
        "size": shown.size,
        "mime": "image/jpeg",
        "kind": "photo",
        "width": SIZE[0],
        "height": SIZE[1],
        "device": "",
        "device_name": "",
        "captured_at": at,
        "received_at": life.clock.now,
        "gps_at": at,
        "coord_sys": "wgs84",
        "lon": life.point.lon,
        "lat": life.point.lat,
        "accuracy": 8.0,
        "exif": "{}",
        "phash": shown.phash,
        "in_app": True,
        "from_gallery": False,
        "attached_at": life.clock.now,
    }
    return [cells[name] for name in COLUMNS]

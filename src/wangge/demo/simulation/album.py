"""Photos of simulated cases: a few drawn scenes, stored once, with a row of their own for every act of the last days."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wangge.demo.simulation.life import Life, Photo
from wangge.demo.simulation.scenes import SIZE, scene
from wangge.evidence import store
from wangge.evidence.models import Media
from wangge.evidence.pictures import inspect
from wangge.standards.lifecycle.values import Actor

KEPT = timedelta(days=14)
VARIANTS = 3
BAD = ("near", "far", "before")  # sides on which the problem is to be seen


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
        self._prints: dict[tuple[str, int, bool], Print] = {}
        self._rows: list[Media] = []

    def photo(self, life: Life, role: str, side: str, actor: Actor, at: datetime) -> Photo:
        """`side`: what is to be seen: near, far, before (the problem) or after (none)."""
        if actor.user is None or life.clock.now < self._since:
            return Photo(role)
        variant = int(life.point.lon * 10**7) % VARIANTS
        shown = self._print(life.matter.family, variant, side in BAD)
        row = Media(
            id=UUID(bytes=life.chance.randbytes(16), version=4),
            uploader_id=actor.user,
            sha256=shown.sha256,
            size=shown.size,
            mime="image/jpeg",
            kind="photo",
            width=SIZE[0],
            height=SIZE[1],
            captured_at=at,
            received_at=life.clock.now,
            lon=life.point.lon,
            lat=life.point.lat,
            accuracy=8.0,
            phash=shown.phash,
            in_app=True,
            attached_at=life.clock.now,
        )
        self._rows.append(row)
        return Photo(role, row.id)

    def save(self) -> None:
        """Before the cases that the photos belong to."""
        Media.objects.bulk_create(self._rows, batch_size=2000)
        self._rows = []

    def _print(self, family: str, variant: int, problem: bool) -> Print:
        key = (family, variant, problem)
        if key not in self._prints:
            content = scene(*key)
            sha256 = hashlib.sha256(content).hexdigest()
            store.put(io.BytesIO(content), sha256)
            self._prints[key] = Print(sha256, len(content), inspect(io.BytesIO(content)).phash)
        return self._prints[key]

"""The phone app's own queue, called as its pages call it, and what lies on the phone."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import re
import uuid
from dataclasses import dataclass
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from wangge.web.server.files import dist

KEEP_REPORTS = """async ([door, wishes]) => {
  const { queue } = await import(door);
  for (const { body, photos, about } of wishes) {
    const media = photos.map(({ media_id, sha256, content, role }) => {
      const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
      return { media_id, sha256, role, name: `${role}.jpg`, blob: new Blob([bytes], { type: "image/jpeg" }), claims: { in_app: "true" } };
    });
    await queue.report({ body, media, about });
  }
}"""
KEEP_ACTIONS = """async ([door, wishes]) => {
  const { queue } = await import(door);
  for (const wish of wishes) await queue.action(wish);
}"""
OPEN_BASE = """new Promise((resolve, reject) => {
  const asked = indexedDB.open("wangge-outbox");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => resolve(asked.result);
})"""
STORED = (
    """async (name) => {
  const base = await """
    + OPEN_BASE
    + """;
  const rows = await new Promise((resolve) => {
    base.transaction(name).objectStore(name).getAll().onsuccess = (event) => resolve(event.target.result);
  });
  base.close();
  return rows.map(({ blob, ...rest }) => ({ ...rest, ...(blob && { bytes: blob.size }) }));
}"""
)


def door() -> str:
    """The address of the chunk in which the queue has names of its own."""
    (found,) = (dist() / "assets").glob("queue-*.js")
    return f"/assets/{found.name}"


@dataclass(frozen=True)
class Photo:
    media_id: str
    role: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def noisy_jpeg(lot: random.Random, width: int = 160, height: int = 120) -> bytes:
    """A real picture, no two alike; the larger the less it can be packed."""
    image = Image.frombytes("RGB", (width, height), lot.randbytes(width * height * 3))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


@dataclass(frozen=True)
class Report:
    report_id: str
    lon: float
    lat: float
    photos: tuple[Photo, ...]

    def wish(self) -> dict[str, Any]:
        media = [{"id": photo.media_id, "role": photo.role} for photo in self.photos]
        place = {"lon": self.lon, "lat": self.lat, "address": f"文峰路{self.report_id[:4]}号"}
        body = {"report_id": self.report_id, "class_code": "E0110", "kind": "event", "media": media, **place}
        photos = [
            {
                "media_id": p.media_id,
                "role": p.role,
                "sha256": p.sha256,
                "content": base64.b64encode(p.content).decode(),
            }
            for p in self.photos
        ]
        return {"body": body, "photos": photos, "about": "暴露垃圾"}


def some_report(lot: random.Random, *, large: bool = False) -> Report:
    """One to three photographs, mostly one; a large one takes several pieces."""
    roles = ("near", "far", "other")[: lot.choice((1, 1, 1, 2, 3))]
    size = (900, 600) if large else (160, 120)
    photos = tuple(Photo(str(uuid.UUID(int=lot.getrandbits(128), version=4)), r, noisy_jpeg(lot, *size)) for r in roles)
    where = (round(112.838 + lot.random() * 0.006, 6), round(32.679 + lot.random() * 0.005, 6))
    return Report(str(uuid.UUID(int=lot.getrandbits(128), version=4)), *where, photos)


def keep_reports(page: Page, reports: list[Report]) -> None:
    page.evaluate(KEEP_REPORTS, [door(), [one.wish() for one in reports]])


def keep_comments(page: Page, comments: list[tuple[str, str]]) -> None:
    """批注 on cases: (case number, text)."""
    wishes = [
        {"case_no": no, "path": f"/cases/{no}/actions/comment", "body": {"text": text}, "title": "批注", "about": "暴露垃圾",
         "told": ""}
        for no, text in comments
    ]  # fmt: skip
    page.evaluate(KEEP_ACTIONS, [door(), wishes])


def stored(page: Page, table: str) -> list[dict[str, Any]]:
    """A table of the queue as it lies on the phone; bytes by their number."""
    return list(page.evaluate(STORED, table))


def unsent(page: Page) -> list[dict[str, Any]]:
    return [item for item in stored(page, "items") if item["open"]]


def words_of(items: list[dict[str, Any]]) -> str:
    """For a failure: what is still there and why."""
    short = [(i["seq"], i["title"], i["state"], i["tries"], i["problem"]) for i in items[:10]]
    return re.sub(r"\s+", " ", f"{len(items)} left: {short}")

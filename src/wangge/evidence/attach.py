"""Handing uploads over to what they prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wangge.evidence.models import Media
from wangge.standards.errors import Refused


@dataclass(frozen=True, slots=True)
class MediaRef:
    """What a case remembers of a photo. `id` is the media row's; `asked` the id the sender used for it.

    `attached_before`: the same upload already belongs to something (not refused; a matter for the evidence flags).
    """

    id: UUID
    asked: UUID
    sha256: str
    kind: str
    mime: str
    size: int
    received_at: datetime
    captured_at: datetime | None
    lon: Decimal | None
    lat: Decimal | None
    accuracy: float | None
    device: str
    in_app: bool
    phash: int | None
    attached_before: bool


def take(user_id: int, ids: Sequence[UUID], *, now: datetime | None = None) -> list[MediaRef]:
    """Mark the person's uploads as attached, in the order of `ids` (each once).

    Raises Refused `unknown_media` (422) naming the first id that is not an upload of his; then nothing is marked.
    """
    asked = list(dict.fromkeys(ids))
    mine = Media.objects.filter(Q(client_id__in=asked) | Q(id__in=asked), uploader_id=user_id)
    rows = {key: row for row in mine.order_by("id").select_for_update() for key in (row.id, row.client_id) if key}
    for wanted in asked:
        if wanted not in rows:
            raise unknown(wanted)
    Media.objects.filter(pk__in=[rows[a].pk for a in asked], attached_at=None).update(attached_at=now or timezone.now())
    return [ref(a, rows[a]) for a in asked]


def ref(asked: UUID, row: Media) -> MediaRef:
    own = {name: getattr(row, name) for name in MediaRef.__slots__ if name not in ("asked", "attached_before")}
    return MediaRef(asked=asked, attached_before=row.attached, **own)


def unknown(media_id: UUID) -> Refused:
    text = f"编号 {media_id} 的照片或录音没有上传成功，或已过期清除；请重新上传后再提交。"
    return Refused("unknown_media", "找不到上传的文件", text, media_id=str(media_id))

"""Photos and recordings that come with an act: taken from their uploader, attached to the case with a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from wangge.cases.models import Case, CaseMedia, Event
from wangge.evidence import attach as evidence
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import MEDIA_ROLES
from wangge.standards.lifecycle.values import Actor

MOST = 30


@dataclass(frozen=True, slots=True)
class Taken:
    """Media with their roles, in order; `flagged`: one of them was handed in with another act before."""

    pairs: tuple[tuple[evidence.MediaRef, str], ...] = ()

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(ref.id for ref, _ in self.pairs)

    @property
    def photo_roles(self) -> tuple[str, ...]:
        return tuple(role for ref, role in self.pairs if ref.kind == "photo")

    @property
    def flagged(self) -> bool:
        return any(ref.attached_before for ref, _ in self.pairs)


class Handing(Protocol):
    @property
    def actor(self) -> Actor: ...
    @property
    def body(self) -> Any: ...


def take(act: Handing, prepared: Any, role: str | None) -> Taken:
    """The body's `media_ids` (all with the verb's role) and the prepared ones (each with its own)."""
    wanted: dict[UUID, str] = dict(prepared.media)
    for media_id in getattr(act.body, "media_ids", None) or ():
        wanted.setdefault(media_id, role or "other")
    return take_with_roles(act.actor.user, wanted)


def take_with_roles(user: int | None, wanted: dict[UUID, str]) -> Taken:
    """Raises Refused naming the first id that is not the person's upload, or a role that does not exist."""
    if not wanted:
        return Taken()
    if user is None:
        raise Refused("unknown_media", "找不到上传的文件", "系统操作不能附带照片。")
    if len(wanted) > MOST:
        raise Refused("too_many_media", "附件太多", f"一次最多附 {MOST} 个文件。", field="media_ids")
    for role in wanted.values():
        if role not in MEDIA_ROLES:
            raise Refused("bad_value", "照片用途不对", f"照片用途只能是 {'、'.join(MEDIA_ROLES)}。", field="media")
    refs = evidence.take(user, list(wanted))
    return Taken(tuple((ref, wanted[ref.asked]) for ref in refs))


def attach(row: Case, event: Event, taken: Taken, step: str) -> None:
    CaseMedia.objects.bulk_create(
        [
            CaseMedia(case=row, media_id=ref.id, role=role, step=step, event=event.id, added_at=event.received_at)
            for ref, role in taken.pairs
        ],
        ignore_conflicts=True,
    )

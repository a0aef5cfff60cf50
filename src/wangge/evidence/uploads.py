"""Resumable uploads (tus 1.0: creation, with its first piece, checksum, expiration, termination).

What has come is the part file's size, so a cut connection loses nothing that reached the disk.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from wangge.evidence import limits, store
from wangge.evidence.models import Media, Upload
from wangge.evidence.receive import Claims, receive
from wangge.evidence.tus_headers import CHECKSUMS, Checksum, Wish
from wangge.organisation.models import User
from wangge.standards.errors import Refused

LIFE = timedelta(days=7)
CHUNK = 64 * 1024


class ContentRefused(Refused):
    """The whole file came and cannot be kept: the upload is over, its row and part are gone."""

    keep_changes = True


def create(user: User, length: int, wish: Wish, now: datetime) -> Upload:
    """A new upload, or, where media_id and sha256 are the same, the person's earlier one, finished or not. One whose
    file is here already is finished from the start. Raises Refused `too_large` (413), `id_reused` (409)."""
    most = limits.largest_of_all_mb()
    if length > most * limits.MB:
        raise Refused("too_large", "文件太大", f"不能超过 {most} MB。", status=413)
    here = here_already(user, wish)
    known = earlier(user, length, wish, now)
    return known or Upload.objects.create(
        user=user,
        length=length,
        media_id_given=wish.media_id,
        filename=wish.filename,
        claims=wish.model_dump(mode="json", include=set(Claims.model_fields)),
        created=now,
        expires=now + LIFE,
        media=here,
    )


def earlier(user: User, length: int, wish: Wish, now: datetime) -> Upload | None:
    if not (wish.media_id and wish.sha256):
        return None
    same = Upload.objects.filter(user=user, media_id_given=wish.media_id, length=length, expires__gt=now)
    same = same.filter(claims__sha256=wish.sha256)
    return next((u for u in same.order_by("-created") if u.media_id or store.part(u.id).exists()), None)


def here_already(user: User, wish: Wish) -> Media | None:
    if not (wish.media_id and wish.sha256):
        return None
    media = Media.objects.filter(uploader=user, client_id=wish.media_id).first()
    if media and media.sha256 != wish.sha256:
        text = f"编号 {wish.media_id} 已用于另一个文件，请换一个编号重新上传。"
        raise Refused("id_reused", "编号已用过", text, status=409, media_id=str(wish.media_id))
    return media


def start(upload: Upload) -> None:
    """Make the empty part file, unless there is one or the upload is done."""
    path = store.part(upload.id)
    if not upload.media_id:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()


def find(user: User, upload_id: UUID, now: datetime) -> Upload:
    """Raises Refused `no_such_upload` (404) for another person's, an expired one, one whose part is gone."""
    upload = Upload.objects.filter(id=upload_id, user=user, expires__gt=now).select_related("media").first()
    if upload is None or not (upload.media_id or store.part(upload_id).exists()):
        raise Refused("no_such_upload", "没有这个上传", "上传已取消、已过期或文件未被接受，请重新开始。", status=404)
    return upload


def offset(upload: Upload) -> int:
    return upload.length if upload.media_id else store.part(upload.id).stat().st_size


def append(upload: Upload, request: HttpRequest, at: int, checksum: Checksum | None) -> int:
    """Write the request's body at offset `at`; the new offset. The last byte makes the media (`upload.media`).

    Raises Refused: `wrong_offset` (409), `too_long` (413), `checksum_mismatch` (460), `upload_locked` (423), and
    what `receive` refuses.
    """
    if upload.media_id:
        at_the_end(at, upload.length)
        return upload.length
    with part_of(upload) as file:
        have = file.seek(0, os.SEEK_END)
        at_the_end(at, have)
        have += write_body(file, request, upload.length - at, checksum)
        if have == upload.length:
            finish(upload, file)
        return have


def at_the_end(at: int, have: int) -> None:
    if at != have:
        raise Refused("wrong_offset", "续传位置不对", f"已收到 {have} 字节，请从那里继续。", status=409, offset=have)


@contextmanager
def part_of(upload: Upload) -> Iterator[BinaryIO]:
    """The part file, for one request at a time on this machine."""
    with open(store.part(upload.id), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("upload_locked", "正在上传", "这个文件正由另一个请求上传，请稍后再试。", status=423) from None
        yield file


def write_body(file: BinaryIO, request: HttpRequest, room: int, checksum: Checksum | None) -> int:
    """Append the body, at most `room` bytes; how many came. A body with a checksum counts whole or not at all."""
    begin, came = file.seek(0, os.SEEK_END), 0
    running = CHECKSUMS[checksum.algorithm]() if checksum else None
    right = False
    try:
        while chunk := request.read(CHUNK):
            came += len(chunk)
            if came > room:
                raise Refused("too_long", "内容比申报的长", "收到的字节比 Upload-Length 多。", status=413)
            file.write(chunk)
            if running:
                running.update(chunk)
        right = running is None or (checksum is not None and running.digest() == checksum.value)
    finally:
        if came > room or (running and not right):
            file.truncate(begin)
        file.flush()
        os.fsync(file.fileno())
    if not right:
        raise Refused("checksum_mismatch", "校验和不符", "这一段在传输中损坏，请重发这一段。", status=460)
    return came


def finish(upload: Upload, file: BinaryIO) -> None:
    """Turn the complete part into media. A part that is no acceptable file is removed with its upload."""
    path, media_id = store.part(upload.id), upload.media_id_given or upload.id
    claims = Claims.model_validate(upload.claims)
    try:
        done = receive(upload.user, file, filename=upload.filename, media_id=media_id, claims=claims)
    except Refused as refusal:
        remove(upload)
        raise ContentRefused(
            refusal.code, refusal.title, refusal.detail, status=refusal.status, **refusal.extra
        ) from refusal
    upload.media = done.media
    upload.save(update_fields=["media"])
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def remove(upload: Upload) -> None:
    """End an upload; media that it already made stays."""
    path = store.part(upload.id)
    upload.delete()
    path.unlink(missing_ok=True)


def answer_headers(upload: Upload) -> dict[str, Any]:
    headers: dict[str, Any] = {"Upload-Offset": str(offset(upload)), "Upload-Length": str(upload.length)}
    if upload.media:
        return {**headers, "X-Media-Id": str(upload.media.name)}
    expires = upload.expires.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return {**headers, "Upload-Expires": expires}

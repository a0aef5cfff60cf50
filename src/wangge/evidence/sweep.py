"""What nobody needs any more: uploads that were never attached, parts that were never finished."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from wangge.basedata.jurisdiction import current, jurisdiction
from wangge.evidence import store
from wangge.evidence.models import Media, Upload
from wangge.rules.rulebook import rulebook

ORPHAN_AGE = timedelta(days=1)


def remove_unattached(now: datetime) -> int:
    """Remove media that were not attached within `media_unattached_days` (7); the number removed.

    Rows go in the caller's transaction, files once it has committed (they may serve another row of the same bytes).
    """
    kept = timedelta(days=rulebook().setting("media_unattached_days"))
    old = Q(attached_at=None, received_at__lt=now - kept)
    rows = list(Media.objects.filter(old).select_for_update(skip_locked=True).values_list("id", "sha256"))
    Media.objects.filter(id__in=[id for id, _ in rows]).delete()
    contents, code = {sha256 for _, sha256 in rows}, current()
    transaction.on_commit(lambda: remove_files(code, contents))
    return len(rows)


def remove_files(code: str, contents: Iterable[str]) -> None:
    """Remove stored contents that no row names any more."""
    for sha256 in sorted(contents):
        with jurisdiction(code):
            store.hold(sha256)
            if not Media.objects.filter(sha256=sha256).exists():
                store.remove(sha256)


def remove_expired_uploads(now: datetime) -> int:
    """Remove resumable uploads past their date with their parts, and parts, a day old or older, whose upload never
    committed; the number of uploads removed."""
    old = list(Upload.objects.filter(expires__lt=now).select_for_update(skip_locked=True).values_list("id", flat=True))
    Upload.objects.filter(id__in=old).delete()
    for upload_id in old:
        store.part(upload_id).unlink(missing_ok=True)
    remove_lost_parts((now - ORPHAN_AGE).timestamp())
    return len(old)


def remove_lost_parts(before: float) -> None:
    parts = {path.stem: path for path in store.parts() if path.stat().st_mtime < before}
    known = {str(name) for name in Upload.objects.filter(id__in=parts).values_list("id", flat=True)}
    for name in set(parts) - known:
        parts[name].unlink(missing_ok=True)


def remove_orphans(now: datetime) -> int:
    """Remove stored files, a day old or older, that no row names (their transaction never committed); the number
    removed. Walks the whole store: for once a day."""
    before, removed = (now - ORPHAN_AGE).timestamp(), 0
    for folder in store.folders_of_originals():
        old = {f.name: f for f in folder.iterdir() if f.stat().st_mtime < before}
        crashed = [f for name, f in old.items() if name.startswith(store.UNFINISHED)]
        for file in crashed:
            file.unlink(missing_ok=True)
        named = Media.objects.filter(sha256__in=old).values_list("sha256", flat=True)
        orphans = set(old) - set(named) - {f.name for f in crashed}
        remove_files(current(), orphans)
        removed += len(orphans) + len(crashed)
    return removed

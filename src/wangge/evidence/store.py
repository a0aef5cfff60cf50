"""The bytes of evidence, one file per content, named by its SHA-256, a jurisdiction's own folder each.

<WANGGE_STORAGE>/<county>/ab/cd/abcd…      originals, never changed
<WANGGE_STORAGE>/<county>/thumbs/ab/cd/…   small copies, made when first asked for
<WANGGE_STORAGE>/<county>/uploads/…        parts of resumable uploads
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from wangge.basedata.jurisdiction import current

CHUNK = 256 * 1024
UNFINISHED = ".new-"


def root() -> Path:
    if "://" in settings.WANGGE_STORAGE:
        raise ImproperlyConfigured("WANGGE_STORAGE: only a file path is supported so far")
    return Path(settings.WANGGE_STORAGE) / current()


def folders(base: Path, sha256: str) -> Path:
    return base / sha256[:2] / sha256[2:4]


def folders_of_originals() -> Iterator[Path]:
    """Every folder that holds originals."""
    hexadecimal = "[0-9a-f]"
    yield from root().glob(f"{hexadecimal * 2}/{hexadecimal * 2}")


def original(sha256: str) -> Path:
    return folders(root(), sha256) / sha256


def thumbnail(sha256: str, size: int) -> Path:
    return folders(root() / "thumbs", sha256) / f"{sha256}_{size}.jpg"


def part(upload_id: object) -> Path:
    return root() / "uploads" / f"{upload_id}.part"


def parts() -> list[Path]:
    return list((root() / "uploads").glob("*.part"))


def digest(file: BinaryIO) -> str:
    running = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        running.update(chunk)
    return running.hexdigest()


def hold(sha256: str) -> None:
    """Nobody else adds or removes this content until the transaction ends; call before `put` and `remove`."""
    lock(f"media:{sha256}")


def lock(name: str) -> None:
    """One at a time on `name` in this jurisdiction, until the transaction ends."""
    key = int.from_bytes(hashlib.sha256(f"{current()}:{name}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def put(file: BinaryIO, sha256: str) -> Path:
    """Keep the content of `file` (whose digest is `sha256`); it is on the disk, whole, when this returns."""
    target = original(sha256)
    if target.exists():
        return target

    def copy(out: BinaryIO) -> None:
        file.seek(0)
        while chunk := file.read(CHUNK):
            out.write(chunk)

    write(target, copy)
    return target


def write(target: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Make `target` whole or not at all: written beside it, synced, renamed, not executable."""
    target.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    try:
        with open(number, "wb") as out:
            fill(out)
            out.flush()
            os.fsync(number)
            os.fchmod(number, 0o640)
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove(sha256: str) -> None:
    """Remove a content and its small copies (the caller `hold`s it and knows that no row names it)."""
    original(sha256).unlink(missing_ok=True)
    for copy in folders(root() / "thumbs", sha256).glob(f"{sha256}_*.jpg"):
        copy.unlink(missing_ok=True)

"""A backup: an uncompressed tar of manifest.json, database.dump (pg_dump's custom format) and media/….

The dump comes first and the media after it: media are stored by content and never change, so every file that the dump
speaks of is there. Secrets of the home (passwords of the roles, secret.key) are not in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

import wangge
from wangge.basedata.jurisdiction import current
from wangge.standards.errors import Refused
from wangge.web.embedded import Urls
from wangge.web.embedded.binaries import tool

FORMAT = 1
PG_NAMES = {"dbname": "database"}  # libpq's variable is PGDATABASE; the others are called like the parameter


def backup(urls: Urls, target: Path) -> dict[str, Any]:
    """The manifest. The file (0600) appears under its name only when it is whole. Raises Refused."""
    if target.exists():
        raise Refused("file_exists", f"{target} 已存在", "请换一个文件名，没有改动任何文件。")
    fresh = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
            dump = Path(folder) / "database.dump"
            _dump(owner_of(urls), dump)
            made = _manifest(dump)
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                _write(file, made, dump)
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)
    return made


def owner_of(urls: Urls) -> str:
    if urls.owner is None:
        raise Refused("no_owner", "缺少属主角色", "请设置 WANGGE_OWNER_DATABASE_URL。", status=500)
    return urls.owner


def media_folder() -> Path | None:
    """None where media lie in an object store, which has backups of its own."""
    return None if settings.WANGGE_STORAGE.startswith("s3://") else Path(settings.WANGGE_STORAGE)


def run_tool(name: str, url: str, *words: str) -> None:
    """The connection goes by the environment, where other users cannot read the password."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    told = {"PG" + PG_NAMES.get(key, key).upper(): value for key, value in parts.items()}
    command = [str(tool(name)), f"--dbname={parts['dbname']}", *words]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **told})
    if done.returncode:
        raise Refused("tool_failed", f"{name} 未能完成", " ".join(done.stderr.split())[-800:], status=500)


def _dump(url: str, dump: Path) -> None:
    run_tool("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--file={dump}")


def _manifest(dump: Path) -> dict[str, Any]:
    files = list(_media())
    with dump.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "format": FORMAT,
        "wangge": wangge.__version__,
        "jurisdiction": current(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "dump_sha256": digest,
        "media": settings.WANGGE_STORAGE if media_folder() is None else "media/",
        "media_files": len(files),
    }


def _media() -> Iterator[Path]:
    folder = media_folder()
    if folder is not None and folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _write(file: Any, made: dict[str, Any], dump: Path) -> None:
    with (
        tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        tempfile.TemporaryDirectory() as folder,
    ):
        note = Path(folder) / "manifest.json"
        note.write_text(json.dumps(made, ensure_ascii=False, indent=2))
        tar.add(note, "manifest.json")
        tar.add(dump, "database.dump")
        for path in _media():
            tar.add(path, f"media/{path.relative_to(media_folder() or path)}")

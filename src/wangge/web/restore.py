"""Brings a backup back, as the owner: checks it whole, empties the database, loads, upgrades, grants."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from wangge.basedata.jurisdiction import current
from wangge.standards.errors import Refused
from wangge.web.backup import FORMAT, media_folder, owner_of, run_tool
from wangge.web.embedded import Urls
from wangge.web.migrate import migrate
from wangge.web.privileges import app_role


def restore(urls: Urls, source: Path, *, replace: bool) -> dict[str, Any]:
    """The backup's manifest. Raises Refused before anything is changed where the file or the database is not fit."""
    url = owner_of(urls)
    with tempfile.TemporaryDirectory(dir=source.absolute().parent) as folder:
        manifest = _unpacked(source, Path(folder))
        _refuse_unfit(url, manifest, replace=replace)
        _empty(url)
        dump = Path(folder) / "database.dump"
        run_tool(
            "pg_restore", url, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(dump)
        )
        migrate()
        _put_media(source)
    return manifest


def _unpacked(source: Path, folder: Path) -> dict[str, Any]:
    """Manifest and dump, the dump proved by its hash."""
    try:
        with tarfile.open(source) as tar:
            for name in ("manifest.json", "database.dump"):
                tar.extract(name, folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        with (folder / "database.dump").open("rb") as file:
            sound = hashlib.file_digest(file, "sha256").hexdigest() == manifest["dump_sha256"]
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise Refused("bad_backup", f"{source} 不是完整的备份文件", f"{error}。没有改动任何数据。") from error
    if not sound or manifest["format"] > FORMAT:
        raise Refused("bad_backup", f"{source} 已损坏或来自更新的版本", "没有改动任何数据。")
    return manifest


def _refuse_unfit(url: str, manifest: dict[str, Any], *, replace: bool) -> None:
    if manifest["jurisdiction"] != current():
        told = f"备份属于 {manifest['jurisdiction']}，当前是 {current()}（WANGGE_JURISDICTION）。没有改动任何数据。"
        raise Refused("other_jurisdiction", "备份属于另一个地区", told)
    with psycopg.connect(url) as connection:
        users = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", [app_role()]).fetchone()
        filled = _schemas(connection)
    if users and users[0]:
        raise Refused(
            "database_in_use", "数据库正在使用中", "请先停止所有服务和后台任务。没有改动任何数据。", status=409
        )
    if filled and not replace:
        raise Refused("database_not_empty", "数据库中已有数据", "要覆盖全部数据请加 --replace。没有改动任何数据。")


def _schemas(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(r"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'j\_%'").fetchall()
    return [row[0] for row in rows]


def _empty(url: str) -> None:
    """Everything of the owner's: the jurisdictions, the queue, the extension; `public` itself is not his and stays."""
    with psycopg.connect(url) as connection:
        connection.execute("DROP OWNED BY CURRENT_USER CASCADE")


def _put_media(source: Path) -> None:
    folder = media_folder()
    if folder is None:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(source) as tar:
        for member in tar:
            if member.isfile() and member.name.startswith("media/"):
                member.name = member.name.removeprefix("media/")
                tar.extract(member, folder, filter="data")

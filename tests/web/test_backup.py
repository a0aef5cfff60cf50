"""A backup holds everything, and comes back whole or not at all."""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import psycopg
import pytest

from tests.web.processes import wangge
from wangge.web.embedded import Cluster

TABLE = "j_411328.organisation_department"


@pytest.fixture
def county(home: Path) -> Path:
    """A home with one department and one photo."""
    assert wangge(home, "init").returncode == 0
    sql(home, f"INSERT INTO {TABLE} VALUES ('A', '城管局', '城管', 'unit', 'bureau', 1, '', true, NULL)")
    (home / "media" / "ab").mkdir(parents=True)
    (home / "media" / "ab" / "photo").write_bytes(b"jpeg")
    return home


def sql(home: Path, query: str) -> list[tuple[object, ...]]:
    cluster = Cluster(home)
    try:
        with psycopg.connect(cluster.open().app) as connection:
            done = connection.execute(query.encode())
            return done.fetchall() if done.description else []
    finally:
        cluster.close()


def test_what_was_backed_up_comes_back_in_place_of_what_is_there(county: Path) -> None:
    file = county / "all.tar"
    assert wangge(county, "backup", str(file)).returncode == 0
    sql(county, f"DELETE FROM {TABLE}")
    (county / "media" / "ab" / "photo").unlink()
    refused = wangge(county, "restore", str(file))
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert wangge(county, "restore", str(file), "--replace").returncode == 0
    assert sql(county, f"SELECT code, name FROM {TABLE}") == [("A", "城管局")]
    assert (county / "media" / "ab" / "photo").read_bytes() == b"jpeg"
    assert wangge(county, "init", "--json").stdout.endswith('"applied": []}\n')


def test_a_restored_database_protects_its_events_again(county: Path) -> None:
    file = county / "all.tar"
    wangge(county, "backup", str(file))
    assert wangge(county, "restore", str(file), "--replace").returncode == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sql(county, "DELETE FROM j_411328.cases_event")


def test_a_backup_is_for_its_owner_and_overwrites_nothing(county: Path) -> None:
    file = county / "all.tar"
    made = json.loads(wangge(county, "backup", str(file), "--json").stdout)
    assert (made["jurisdiction"], made["media_files"]) == ("411328", 1)
    assert os.stat(file).st_mode & 0o777 == 0o600
    with tarfile.open(file) as tar:
        assert tar.getnames() == ["manifest.json", "database.dump", "media/ab/photo"]
    before = file.read_bytes()
    again = wangge(county, "backup", str(file))
    assert (again.returncode, "已存在" in again.stderr, file.read_bytes() == before) == (1, True, True)


def test_a_damaged_backup_changes_nothing(county: Path) -> None:
    file = county / "all.tar"
    wangge(county, "backup", str(file))
    body = bytearray(file.read_bytes())
    at = body.index(b"PGDMP") + 2000
    body[at] ^= 0xFF
    file.write_bytes(body)
    refused = wangge(county, "restore", str(file), "--replace")
    assert (refused.returncode, "没有改动任何数据" in refused.stderr) == (1, True)
    file.write_bytes(b"something else")
    assert "不是完整的备份文件" in wangge(county, "restore", str(file), "--replace").stderr
    assert sql(county, f"SELECT code FROM {TABLE}") == [("A",)]

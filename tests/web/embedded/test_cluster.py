"""The embedded PostgreSQL, with the real binaries."""

from __future__ import annotations

import json
import os
import pwd
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wangge.standards.errors import Refused
from wangge.web.embedded import Cluster, Urls, database, sole_server


@pytest.fixture(scope="module")
def urls(database_urls: Urls) -> Urls:
    """The test process's own cluster, for what only looks."""
    return database_urls


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    made = Cluster(home, lasting=True, durable=False)
    yield made
    made.close()


def data_of(home: Path) -> Path:
    return Path(json.loads((home / "database.json").read_text())["root"]) / "data"


def one(url: str | None, query: str) -> object:
    assert url
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def test_a_first_start_gives_three_roles_with_passwords_and_a_database_of_the_owners(urls: Urls) -> None:
    assert one(urls.app, "SELECT current_user || ' in ' || current_database()") == "wangge_app in wangge"
    assert one(urls.owner, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'wangge'") == "wangge_owner"
    assert one(urls.superuser, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True


def test_the_application_owns_nothing_and_is_member_of_nothing(urls: Urls) -> None:
    assert one(urls.app, "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole") == 0
    assert (
        one(urls.app, "SELECT count(*) FROM pg_shdepend WHERE refobjid = current_user::regrole AND deptype = 'o'") == 0
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one(urls.app, "CREATE TABLE public.mine (id int)")


def test_nobody_enters_without_the_password(urls: Urls) -> None:
    for url in urls.app, urls.superuser or "":
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            one(make_conninfo(url, password="wrong"), "SELECT 1")
    rules = one(urls.superuser, "SELECT array_agg(DISTINCT auth_method) FROM pg_hba_file_rules")
    assert rules == ["scram-sha-256"]


def test_secrets_and_data_are_closed_to_others(home: Path, cluster: Cluster) -> None:
    urls = cluster.open()
    sockets = Path(str(conninfo_to_dict(urls.app)["host"]))
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home / "database.json", data_of(home), sockets)}
    assert list(modes.values()) == [0o600, 0o700, 0o700]
    assert len(str(sockets / ".s.PGSQL.5432")) < 107


def test_tcp_is_off_unless_asked_for(home: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = cluster.open()
    assert one(urls.app, "SHOW listen_addresses") == ""
    cluster.close()
    monkeypatch.setenv("WANGGE_PG_PORT", str(free_port()))
    again = Cluster(home, lasting=True, durable=False)
    try:
        urls = again.open()
        assert one(make_conninfo(urls.app, host="127.0.0.1"), "SHOW listen_addresses") == "127.0.0.1"
    finally:
        again.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_chinese_has_trigrams_and_sorts_by_code_point(urls: Urls) -> None:
    assert urls.owner
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        assert connection.execute("SELECT cardinality(show_trgm('唐河县文峰街道'))").fetchone() == (8,)
        assert connection.execute("SELECT 'Z' < 'a', upper('é')").fetchone() == (True, "É")


def test_rows_are_there_after_a_stop_and_a_start(home: Path, cluster: Cluster) -> None:
    urls = cluster.open()
    assert urls.owner
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE public.kept AS SELECT 42 AS value")
    cluster.close()
    assert not (data_of(home) / "postmaster.pid").exists()
    again = Cluster(home, lasting=True, durable=False)
    try:
        assert one(again.open().owner, "SELECT value FROM public.kept") == 42
    finally:
        again.close()


def test_a_second_one_attaches_and_only_the_starter_stops_it(home: Path, cluster: Cluster) -> None:
    urls = cluster.open()
    second = Cluster(home, durable=False)
    assert second.open() == urls
    second.close()
    assert one(urls.app, "SELECT 1") == 1


def test_a_short_starter_waits_for_the_one_who_attached(home: Path) -> None:
    first, second = Cluster(home, durable=False), Cluster(home, durable=False)
    urls = first.open()
    second.open()
    waiting = threading.Thread(target=first.close)
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    assert one(urls.app, "SELECT 1") == 1
    second.close()
    waiting.join(30)
    assert not waiting.is_alive()


STARTER = """
import sys
from pathlib import Path
from wangge.web.embedded import Cluster
cluster = Cluster(Path(sys.argv[1]), lasting=sys.argv[2] == "lasting", durable=False)
print(cluster.open().app, flush=True)
sys.stdin.read()
cluster.close()
"""


def starter(home: Path, kind: str = "short") -> subprocess.Popen[str]:
    words = [sys.executable, "-c", STARTER, str(home), kind]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ))


def test_of_many_that_start_at_once_one_starts_and_all_are_served(home: Path) -> None:
    started = [starter(home) for _ in range(4)]
    urls = {process.stdout.readline() for process in started if process.stdout}
    assert len(urls) == 1
    assert one(urls.pop().strip(), "SELECT 1") == 1
    for process in started:
        assert process.stdin
        process.stdin.close()
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    for process in started:
        assert process.stdout
        process.stdout.close()


def test_another_versions_folder_is_refused_and_not_touched(home: Path, cluster: Cluster) -> None:
    cluster.open()
    cluster.close()
    version = data_of(home) / "PG_VERSION"
    version.write_text("14\n")
    before = sorted(path.name for path in data_of(home).iterdir())
    with pytest.raises(Refused, match="数据目录属于 PostgreSQL 14") as refused:
        Cluster(home, durable=False).open()
    assert refused.value.code == "database_version"
    assert sorted(path.name for path in data_of(home).iterdir()) == before


def test_data_whose_passwords_are_lost_is_not_touched(home: Path, cluster: Cluster) -> None:
    cluster.open()
    cluster.close()
    (home / "database.json").unlink()
    with pytest.raises(Refused, match=r"database\.json 丢失"):
        Cluster(home, durable=False).open()
    assert not (home / "database.json").exists()


def test_a_first_start_that_was_interrupted_is_done_again(home: Path, cluster: Cluster) -> None:
    cluster.open()
    cluster.close()
    data_of(home).rename(data_of(home).with_name("data.new"))
    (data_of(home).with_name("data.new") / "PG_VERSION").unlink()
    again = Cluster(home, lasting=True, durable=False)
    try:
        assert one(again.open().app, "SELECT 1") == 1
    finally:
        again.close()


def test_database_url_replaces_the_embedded_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/county")
    with database(home) as urls:
        assert urls == Urls("postgresql://app@db.example/county", None)
    assert not (home / "database.json").exists()


def test_two_servers_on_one_home_are_refused(home: Path) -> None:
    with sole_server(home), pytest.raises(Refused, match="已有服务在运行"), sole_server(home):
        pass
    with sole_server(home):
        assert (home / "server.lock").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_roots_data_below_a_closed_parent_goes_where_the_account_may_go(tmp_path: Path) -> None:
    home = tmp_path / "closed"
    home.mkdir(mode=0o700)
    cluster = Cluster(home, lasting=True, durable=False)
    try:
        urls = cluster.open()
        root = Path(json.loads((home / "database.json").read_text())["root"])
        assert root.parent == Path("/var/lib/wangge")
        assert root.stat().st_uid != 0
        assert one(urls.app, "SELECT 1") == 1
    finally:
        cluster.close()
    subprocess.run(["rm", "-r", str(root)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_postgres_runs_as_nobody_with_no_further_groups(home: Path, cluster: Cluster) -> None:
    cluster.open()
    pid = (data_of(home) / "postmaster.pid").read_text().splitlines()[0]
    facts = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    assert set(facts["Uid"].split()) == {str(pwd.getpwnam("nobody").pw_uid)}
    assert facts["Groups"].split() == []

"""The command line: usage, refusals, and one home used by several commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.web.processes import answered, children, environment, free_port, gone, running, wangge
from wangge.web.cli import commands
from wangge.web.embedded import Urls


def test_help_names_every_command(home: Path) -> None:
    told = wangge(home, "--help")
    assert told.returncode == 0
    assert {"backup", "demo", "doctor", "init", "restore", "serve", "worker"} <= set(commands())
    assert all(f"\n    {name} " in told.stdout for name in commands())


@pytest.mark.parametrize(
    "words", [[], ["nothing"], ["serve", "--port", "many"], ["init", "more"], ["demo", "--days", "-1"]]
)
def test_wrong_usage_is_code_2_and_one_line(home: Path, words: list[str]) -> None:
    told = wangge(home, *words)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "用法错误" in told.stderr
    assert not list(home.iterdir())


def test_a_refusal_is_code_1_and_one_line(home: Path) -> None:
    told = wangge(home, "worker")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert "请先运行 wangge init" in told.stderr


@pytest.mark.parametrize(
    ("words", "more", "told"),
    [
        (["worker"], {"DATABASE_URL": "mysql://u"}, "以 postgresql:// 开头"),
        (["serve", "--port", "70000"], {}, "端口应在 0 到 65535 之间"),
        (["--home", "/proc/version/x", "worker"], {}, "路径中有一段不是目录"),
    ],
)
def test_what_the_world_says_is_said_in_chinese(home: Path, words: list[str], more: dict[str, str], told: str) -> None:
    found = wangge(home, *words, more=more)
    assert (found.returncode, found.stderr.count("\n"), told in found.stderr) == (1, 1, True), found.stderr


def test_a_database_that_does_not_answer_is_one_line(home: Path) -> None:
    url = f"postgresql://wangge_app@127.0.0.1:{free_port()}/wangge"
    told = wangge(home, "doctor", more={"DATABASE_URL": url})
    assert told.returncode == 1
    assert "Connection refused" in told.stdout
    told = wangge(home, "worker", more={"DATABASE_URL": url})
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)


def test_init_needs_the_owner_where_the_database_is_somebody_elses(home: Path, committed: Urls) -> None:
    told = wangge(home, "init", more={"DATABASE_URL": committed.app})
    assert (told.returncode, "WANGGE_OWNER_DATABASE_URL" in told.stderr) == (1, True)


def test_init_takes_back_rights_given_by_mistake(home: Path, committed: Urls) -> None:
    assert committed.superuser
    assert committed.owner
    with psycopg.connect(committed.superuser) as connection:
        connection.execute("GRANT UPDATE, DELETE ON j_411328.cases_event TO wangge_app")
    both = {"DATABASE_URL": committed.app, "WANGGE_OWNER_DATABASE_URL": committed.owner}
    told = wangge(home, "init", "--json", more=both)
    assert json.loads(told.stdout) == {"jurisdiction": "411328", "schema": "j_411328", "applied": []}
    with psycopg.connect(committed.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM j_411328.cases_event")


def test_two_jurisdictions_share_a_database_and_nothing_else(home: Path, committed: Urls) -> None:
    assert committed.owner
    both = {"DATABASE_URL": committed.app, "WANGGE_OWNER_DATABASE_URL": committed.owner}
    told = wangge(home, "init", "--json", more={**both, "WANGGE_JURISDICTION": "411329"})
    try:
        assert json.loads(told.stdout)["schema"] == "j_411329"
        with psycopg.connect(committed.app) as connection:
            rows = connection.execute(
                "SELECT schemaname, count(*) FROM pg_tables WHERE schemaname LIKE 'j\\_%' GROUP BY 1 ORDER BY 1"
            ).fetchall()
        assert [row[0] for row in rows] == ["j_411328", "j_411329"]
        assert rows[0][1] == rows[1][1]
    finally:
        with psycopg.connect(committed.owner) as connection:
            connection.execute("DROP SCHEMA j_411329 CASCADE")


HALF = (  # what a first start leaves that ends before the application got its rights
    "DROP TABLE j_411329.web_mark",
    "DELETE FROM j_411329.django_migrations WHERE app = 'web'",
    "REVOKE ALL ON ALL TABLES IN SCHEMA j_411329 FROM wangge_app",
    "REVOKE ALL ON SCHEMA j_411329 FROM wangge_app",
)
NOT_ENTERED = ("REVOKE ALL ON public.django_migrations FROM wangge_app",)


@pytest.mark.parametrize("left", [(*HALF, *NOT_ENTERED), HALF[2:3]])
def test_an_interrupted_first_start_is_carried_on(home: Path, committed: Urls, left: tuple[str, ...]) -> None:
    assert committed.owner
    both = {"DATABASE_URL": committed.app, "WANGGE_OWNER_DATABASE_URL": committed.owner}
    there = {**both, "WANGGE_JURISDICTION": "411329"}
    assert wangge(home, "init", more=there).returncode == 0
    try:
        with psycopg.connect(committed.owner) as connection:
            for statement in left:
                connection.execute(statement.encode())
        found = json.loads(wangge(home, "doctor", "--json", more=there).stdout)
        assert ["wangge init" in one["detail"] for one in found if one["code"] == "structure"] == [True]
        told = wangge(home, "init", more=there)
        assert (told.returncode, told.stderr) == (0, "")
        with psycopg.connect(committed.app) as connection:
            assert connection.execute("SELECT count(*) FROM j_411329.web_mark").fetchone() == (0,)
    finally:
        with psycopg.connect(committed.owner) as connection:
            connection.execute("DROP SCHEMA j_411329 CASCADE")
            connection.execute("GRANT SELECT ON public.django_migrations TO wangge_app")


def test_a_first_start_killed_at_any_moment_is_made_good_by_the_next(home: Path) -> None:
    for moment in (1, 3):
        with running(home, "init") as first:
            while not (home / "pg" / "data" / "postmaster.pid").exists():
                assert first.poll() is None
            time.sleep(moment)
            first.kill()
            first.wait(10)
    told = wangge(home, "init")
    assert (told.returncode, told.stderr) == (0, "")
    found = json.loads(wangge(home, "doctor", "--json").stdout)
    assert [one["ok"] for one in found if one["code"] in {"structure", "role"}] == [True, True]


def test_serving_from_nothing_to_a_clean_stop(home: Path) -> None:
    port = free_port()
    with running(home, "serve", "--port", str(port), "--workers", "1") as server:
        assert answered(f"http://127.0.0.1:{port}/readyz").text == "ready\n"
        assert "text/css" in answered(f"http://127.0.0.1:{port}/static/admin/css/base.css").headers["content-type"]
        assert "csrfmiddlewaretoken" in answered(f"http://127.0.0.1:{port}/admin/login/").text
        second = wangge(home, "serve", "--port", str(free_port()))
        assert (second.returncode, "已有服务在运行" in second.stderr) == (1, True)
        assert "端口" in wangge(home, "serve", "--help").stdout
        taken = wangge(home, "serve", "--port", str(port))
        assert (taken.returncode, "请用 --port" in taken.stderr) == (1, True)
        found = json.loads(wangge(home, "doctor", "--json").stdout)
        assert {one["code"]: one["ok"] for one in found if one["code"] != "pages"} == dict.fromkeys(
            [
                *("disk", "storage", "secret", "server_version", "structure", "role", "chinese", "clock"),
                *("filing_rules", "calendar_years"),
            ],
            True,
        )
        os.killpg(server.pid, signal.SIGTERM)  # as a service manager or a closing shell does
        assert server.wait(30) == 0
    assert not list((home / "pg" / "data").glob("postmaster.pid"))


def test_nothing_is_left_of_a_killed_server(home: Path) -> None:
    """Database and pages' processes end with it, and so do those that were still starting."""
    port = free_port()
    with running(home, "serve", "--port", str(port), "--workers", "2") as server:
        answered(f"http://127.0.0.1:{port}/readyz")
        below = children(server.pid)
        server.kill()
        assert [gone(pid) for pid in below] == [True] * 3
    with running(home, "serve", "--port", str(port), "--workers", "2") as server:
        while len(below := children(server.pid)) < 3:
            assert server.poll() is None
        server.kill()
        assert [gone(pid) for pid in below] == [True] * 3


def test_a_step_of_a_killed_demo_ends_with_it(home: Path) -> None:
    """It would go on in the database of the next start, and fill it."""
    step = home / "step"
    step.write_text("#!/bin/sh\nexec sleep 60\n")
    step.chmod(0o755)
    code = f"import sys; from wangge.web import serving; sys.executable = {str(step)!r}; serving.command('simulate')"
    with subprocess.Popen([sys.executable, "-c", code], env=environment(home)) as demo:
        while not (below := children(demo.pid)):
            assert demo.poll() is None
        demo.kill()
        assert [gone(pid, 5) for pid in below] == [True]


def test_a_worker_stops_when_told(home: Path) -> None:
    assert wangge(home, "init").returncode == 0
    with running(home, "worker") as worker:
        pid_file = home / "pg" / "data" / "postmaster.pid"
        while not pid_file.exists():
            assert worker.poll() is None
        assert wangge(home, "doctor").returncode in {0, 1}
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0

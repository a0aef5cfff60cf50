"""What the database survives: killed servers, killed starters, lies in its lock file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from wangge.web.embedded import Cluster, Urls

STARTER = """
import sys
from pathlib import Path
from wangge.web.embedded import Cluster
urls = Cluster(Path(sys.argv[1]), lasting=True).open()
print(urls.owner, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def starter(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has started the home's database; its first line is the owner's URL."""
    words = [sys.executable, "-c", STARTER, str(home)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture
def reopened(home: Path) -> Iterator[Callable[[], Urls]]:
    """Starts (or attaches to) the home's database anew; everything opened is closed after the test."""
    opened: list[Cluster] = []

    def again() -> Urls:
        opened.append(Cluster(home, lasting=True))
        return opened[-1].open()

    yield again
    for cluster in reversed(opened):
        cluster.close()


def data_of(home: Path) -> Path:
    return Path(json.loads((home / "database.json").read_text())["root"]) / "data"


def write(url: str | None) -> None:
    assert url
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE public.kept AS SELECT 42 AS value")


def kept(url: str | None) -> object:
    assert url
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT value FROM public.kept").fetchone()


def url_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def pid_of(home: Path) -> int:
    return int((data_of(home) / "postmaster.pid").read_text().splitlines()[0])


def wait_until(told: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def test_a_killed_starter_takes_its_database_down_cleanly(
    home: Path, starter: subprocess.Popen[str], reopened: Callable[[], Urls]
) -> None:
    write(url_of(starter))
    starter.kill()
    wait_until(lambda: not (data_of(home) / "postmaster.pid").exists())
    # PostgreSQL takes its pid file away a moment before it says so.
    wait_until(lambda: "database system is shut down" in (home / "postgres.log").read_text())
    assert kept(reopened().owner) == (42,)


def test_committed_rows_survive_a_killed_server(
    home: Path, starter: subprocess.Popen[str], reopened: Callable[[], Urls]
) -> None:
    write(url_of(starter))
    os.kill(pid_of(home), signal.SIGKILL)
    assert kept(reopened().owner) == (42,)
    assert "automatic recovery in progress" in (home / "postgres.log").read_text()


def test_a_lock_file_naming_an_innocent_process_is_not_believed(home: Path, reopened: Callable[[], Urls]) -> None:
    write(reopened().owner)
    lock = data_of(home) / "postmaster.pid"
    lines = lock.read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)
    with subprocess.Popen(["sleep", "60"]) as innocent:
        lock.write_text("\n".join([str(innocent.pid), *lines[1:]]) + "\n")
        assert kept(reopened().owner) == (42,)
        assert innocent.poll() is None
        assert pid_of(home) != innocent.pid
        innocent.kill()


def test_an_unreadable_lock_file_of_a_full_disk_is_not_believed(home: Path, reopened: Callable[[], Urls]) -> None:
    write(reopened().owner)
    os.kill(pid_of(home), signal.SIGKILL)
    (data_of(home) / "postmaster.pid").write_text("")
    assert kept(reopened().owner) == (42,)


def test_a_server_whose_starter_is_gone_but_which_still_works_is_not_started_twice(
    home: Path, starter: subprocess.Popen[str], reopened: Callable[[], Urls]
) -> None:
    """Killed in the middle of a long shutdown: the next start waits for the old server's end."""
    write(url_of(starter))
    old = pid_of(home)
    os.kill(old, signal.SIGSTOP)
    starter.kill()
    resume = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {old}"])
    began = time.monotonic()
    assert kept(reopened().owner) == (42,)
    assert resume.wait() == 0
    assert time.monotonic() - began > 0.5
    assert pid_of(home) != old

"""One embedded PostgreSQL a test process, migrated once; tests run as the application's role, in the jurisdiction.

`db` (or `@pytest.mark.django_db`) keeps a test in one transaction that is rolled back. `committed` is for tests that
need real commits and several connections; the owner empties the tables afterwards. `django_db(transaction=True)` is
not for this project: it empties tables as the application's role, which may not.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from tests import prepared
from wangge.basedata.jurisdiction import schema
from wangge.web.embedded import Cluster, Urls

NO_BROWSER = "browser tests left out: no Chromium found (Debian: apt-get install chromium)"
KEPT: set[tuple[str, str]] = set()  # (schema, table) that migrations filled


def chromium() -> str | None:
    """The browser for tests marked `browser`."""
    named = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, named) if path), None)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        prepared.offer()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        prepared.withdraw()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are left out where there is no browser; in CI (WANGGE_REQUIRE_BROWSER=1) they fail instead."""
    if chromium() or os.environ.get("WANGGE_REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not chromium():
        terminalreporter.write_line(NO_BROWSER, yellow=True)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder for WANGGE_HOME that PostgreSQL's account may pass, unlike pytest's own temporary folders."""
    folder = Path(tempfile.mkdtemp(prefix="wangge-home-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def database_urls() -> Iterator[Urls]:
    """URLs of the application's, the owner's and the superuser's role of an empty database of this test process."""
    home = Path(tempfile.mkdtemp(prefix="wangge-test-"))
    home.chmod(0o711)
    cluster = Cluster(home, lasting=True, durable=False)
    try:
        yield cluster.open()
    finally:
        cluster.close()
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, database_urls: Urls) -> Iterator[None]:
    from wangge.web.migrate import migrate
    from wangge.web.settings import database

    assert database_urls.owner
    with django_db_blocker.unblock():
        _use("default", database(database_urls.app))
        _use("owner", database(database_urls.owner, ATOMIC_REQUESTS=False))
        _use("public", database(database_urls.owner, ATOMIC_REQUESTS=False, WANGGE_PUBLIC=True))
        migrate()
        with psycopg.connect(database_urls.owner) as connection:
            KEPT.update(_filled_tables(connection))
        for alias in ("owner", "public"):
            del connections[alias], connections.settings[alias]
        yield
        connections.close_all()


def _use(alias: str, parts: dict[str, Any]) -> None:
    """Point a connection at the test database; settings were read before it existed."""
    connections.settings[alias] = connections.configure_settings({**settings.DATABASES, alias: parts})[alias]
    connections[alias].close()
    connections[alias].settings_dict = connections.settings[alias]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any, database_urls: Urls) -> Iterator[Urls]:
    """Real commits, any number of connections and threads. Gives the database's URLs."""
    with django_db_blocker.unblock():
        try:
            yield database_urls
        finally:
            connections.close_all()
            _empty(database_urls)


def _empty(urls: Urls) -> None:
    """Empties what the test filled, and what refers to it; truncating every table would take six times as long."""
    assert urls.owner
    with psycopg.connect(urls.owner, options="-c lock_timeout=10s") as connection:
        if filled := _filled_tables(connection) - KEPT:
            names = sql.SQL(", ").join(sql.Identifier(*table) for table in sorted(filled))
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))


def _filled_tables(connection: psycopg.Connection) -> set[tuple[str, str]]:
    rows = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', %s)", [schema()]
    ).fetchall()
    return {row for row in rows if _filled(connection, sql.Identifier(*row))}


def _filled(connection: psycopg.Connection, table: sql.Identifier) -> bool:
    row = connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table)).fetchone()
    return bool(row and row[0])


@pytest.fixture(autouse=True)
def _no_outside_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the caller's environment decides where a test writes."""
    for name in [name for name in os.environ if name.startswith("WANGGE_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)

"""Events are protected by the database itself: the application's role may read and append them, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from wangge.standards.errors import Refused
from wangge.web.embedded import Urls
from wangge.web.privileges import append_only_tables, refuse_unsafe_role, rights

EVENTS, ORDER = "j_411328.cases_event", "j_411328.cases_eventorder"


def run(url: str | None, *statements: str) -> None:
    assert url
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@contextmanager
def granted(urls: Urls, grant: str, revoke: str) -> Iterator[None]:
    run(urls.superuser, grant)
    try:
        yield
    finally:
        run(urls.superuser, revoke)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {EVENTS} SET action = 'file'",
        f"DELETE FROM {EVENTS}",
        f"TRUNCATE {EVENTS}",
        f"UPDATE {ORDER} SET position = position + 1",
        f"DELETE FROM {ORDER}",
        f"ALTER TABLE {EVENTS} ADD COLUMN more int",
        f"DROP TABLE {EVENTS}",
        f"GRANT DELETE ON {EVENTS} TO wangge_app; DELETE FROM {EVENTS}",
        f"CREATE TRIGGER quiet BEFORE INSERT ON {EVENTS} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SET ROLE wangge_owner",
    ],
)
def test_the_application_cannot_change_events(committed: Urls, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(committed.app, statement)


def test_the_application_reads_and_appends_events(committed: Urls) -> None:
    with psycopg.connect(committed.app) as connection:
        rights_now = connection.execute(
            "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT')", [EVENTS, EVENTS]
        ).fetchone()
    assert rights_now == (True, True)


def test_no_deletion_reaches_an_append_only_table_by_cascade(committed: Urls) -> None:
    with psycopg.connect(committed.app) as connection:
        rows = connection.execute(
            "SELECT c.relname, k.confdeltype FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
            " WHERE k.contype = 'f' AND c.relname = ANY(%s)",
            [sorted(append_only_tables())],
        ).fetchall()
    assert {table for table, _ in rows} >= {"cases_event", "organisation_devicelock"}
    assert {deleting for _, deleting in rows} == {"a"}


def test_the_record_of_migrations_is_only_read() -> None:
    assert rights("django_migrations") == ("SELECT",)
    assert rights("cases_event") == ("SELECT", "INSERT")
    assert rights("cases_case") == ("SELECT", "INSERT", "UPDATE", "DELETE")


def test_a_sound_role_is_accepted(committed: Urls) -> None:
    refuse_unsafe_role()
    assert "cases_event" in append_only_tables()


@pytest.mark.parametrize(
    ("grant", "revoke"),
    [
        (f"GRANT UPDATE ON {EVENTS} TO wangge_app", f"REVOKE UPDATE ON {EVENTS} FROM wangge_app"),
        (f"GRANT UPDATE (data) ON {EVENTS} TO wangge_app", f"REVOKE UPDATE (data) ON {EVENTS} FROM wangge_app"),
        (f"GRANT DELETE ON {EVENTS} TO PUBLIC", f"REVOKE DELETE ON {EVENTS} FROM PUBLIC"),
        (f"GRANT TRUNCATE ON {EVENTS} TO wangge_app", f"REVOKE TRUNCATE ON {EVENTS} FROM wangge_app"),
        ("GRANT wangge_owner TO wangge_app WITH INHERIT FALSE", "REVOKE wangge_owner FROM wangge_app"),
        ("ALTER ROLE wangge_app SUPERUSER", "ALTER ROLE wangge_app NOSUPERUSER"),
    ],
)
def test_a_role_that_could_change_events_is_refused(committed: Urls, grant: str, revoke: str) -> None:
    with granted(committed, grant, revoke), pytest.raises(Refused, match="角色权限过大"):
        refuse_unsafe_role()
    refuse_unsafe_role()

"""The database `wangge` and its two roles: the owner migrates, the application owns nothing."""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER, APP, DATABASE = "wangge_owner", "wangge_app", "wangge"


def prepare(superuser_url: str, owner_password: str, app_password: str) -> None:
    """Idempotent, run at each start: a first start that was interrupted is finished by the next."""
    with psycopg.connect(superuser_url, dbname="postgres", autocommit=True) as connection:
        _role(connection, OWNER, owner_password)
        _role(connection, APP, app_password)
        if _missing(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            connection.execute(_sql("CREATE DATABASE {} OWNER {}", DATABASE, OWNER))
        connection.execute(_sql("REVOKE ALL ON DATABASE {} FROM PUBLIC", DATABASE))
        connection.execute(_sql("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", DATABASE, APP))


def _role(connection: psycopg.Connection, name: str, password: str) -> None:
    if _missing(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", name):
        create = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
        connection.execute(create.format(sql.Identifier(name), sql.Literal(password)))


def _missing(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is None


def _sql(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))

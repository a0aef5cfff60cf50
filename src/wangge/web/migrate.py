"""Brings the shared tables and one jurisdiction's schema up to date, as the owner, and gives the application its rights."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from wangge.basedata.jurisdiction import current, jurisdiction, named, schema
from wangge.standards.errors import Refused
from wangge.web.privileges import grant, may_read


def migrate(code: str | None = None) -> None:
    """Idempotent. Needs WANGGE_OWNER_DATABASE_URL; raises Refused without it.

    A jurisdiction's changes and the rights to them are one transaction: an interruption leaves all or nothing.
    """
    if "owner" not in connections:
        raise Refused("no_owner", "缺少属主角色", "请设置 WANGGE_OWNER_DATABASE_URL。", status=500)
    with named(code or current()) as entered:
        try:
            _migrate_public()
            with transaction.atomic(using="owner"):
                _migrate_jurisdiction(entered)
                grant(entered)
        finally:
            connections["owner"].close()
            connections["public"].close()


def pending() -> list[str]:
    """Migrations that the current jurisdiction lacks; asked as the application's role.

    All of them where that role may not read which there are: somebody was interrupted before it got its rights.
    """
    with jurisdiction():
        executor = MigrationExecutor(connection if may_read("django_migrations") else None)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _migrate_public() -> None:
    """Only procrastinate: other apps' migrations must not count as done here."""
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('wangge migrate'))")
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
    call_command("migrate", "procrastinate", database="public", verbosity=0)


def _migrate_jurisdiction(code: str) -> None:
    """The schema's own record of migrations is made first, or Django would take public's for it."""
    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema(code)}"')
        cursor.execute(f'SET search_path TO "{schema(code)}", public')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks put off cannot be altered
        cursor.execute("SELECT to_regclass(%s)", [f"{schema(code)}.django_migrations"])
        if cursor.fetchone() == (None,):
            with connection.schema_editor() as editor:
                editor.create_model(MigrationRecorder(connection).Migration)
    call_command("migrate", database="owner", verbosity=0)

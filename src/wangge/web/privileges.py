"""What the application's role may do. Append-only tables (events) are protected by rights, not by triggers."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from wangge.basedata.jurisdiction import jurisdiction, schema
from wangge.standards.errors import Refused

_TABLES = """
SELECT c.relname, COALESCE(root.relname, c.relname)
FROM pg_class c
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
LEFT JOIN pg_class root ON root.oid = i.inhparent
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p')
"""
_CAN_CHANGE = """
SELECT string_agg(DISTINCT c.relname, '、')
FROM pg_class c
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p') AND c.relname = ANY(%s)
  AND (has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
    OR has_any_column_privilege(c.oid, 'UPDATE')
    OR pg_has_role(c.relowner, 'MEMBER'))
"""
_UNREADABLE = """
SELECT EXISTS (
  SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN (%s, 'public') AND c.relname = %s AND c.relkind IN ('r', 'p')
    AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
)
"""


def append_only_tables() -> set[str]:
    """Tables of the models whose class says `append_only = True`."""
    return {model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)}


def app_role() -> str:
    """The application's role: whoever DATABASE_URL names."""
    return str(connections["default"].settings_dict["USER"])


def grant(code: str) -> None:
    """Gives the application's role its rights in one jurisdiction and on what all share, table by table."""
    connection, role = connections["owner"], app_role()
    home = schema(code)
    with transaction.atomic(using="owner"), connection.cursor() as cursor:
        for name in (home, "public"):
            cursor.execute(f'GRANT USAGE ON SCHEMA "{name}" TO "{role}"')
            cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{name}" TO "{role}"')
            for table, root in _tables(connection, name):
                for statement in statements(f'"{name}"."{table}"', rights(root), role):
                    cursor.execute(statement)


def statements(table: str, granted: Iterable[str], role: str) -> list[str]:
    """Takes everything first: rights given by mistake do not survive the next migration."""
    return [f'REVOKE ALL ON {table} FROM "{role}"', f'GRANT {", ".join(granted)} ON {table} TO "{role}"']


def rights(table: str) -> tuple[str, ...]:
    if table == "django_migrations":
        return ("SELECT",)
    if table in append_only_tables():
        return ("SELECT", "INSERT")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def _tables(connection: BaseDatabaseWrapper, name: str) -> list[tuple[str, str]]:
    """(table, the table whose rights it has: its own, or its partitioned root's)."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [name])
        return list(cursor.fetchall())


def may_read(table: str) -> bool:
    """Whether the application's role may read this table wherever it exists: of the jurisdiction, of all."""
    with connections["default"].cursor() as cursor:
        cursor.execute(_UNREADABLE, [schema(), table])
        return bool(cursor.fetchone() == (False,))


def refuse_unsafe_role() -> None:
    """Raises Refused where the role of DATABASE_URL could change what must only grow, or owns it."""
    with jurisdiction(), connections["default"].cursor() as cursor:
        cursor.execute(_CAN_CHANGE, [schema(), sorted(append_only_tables())])
        row = cursor.fetchone()
    if row and row[0]:
        raise Refused(
            "unsafe_role",
            "DATABASE_URL 的角色权限过大",
            f"它可以修改或清空只增的表（{row[0]}）。请改用只有 SELECT、INSERT 权限的应用角色，"
            "属主角色只用于 WANGGE_OWNER_DATABASE_URL。",
            status=500,
        )

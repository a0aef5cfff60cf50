"""Every transaction opens in its jurisdiction's schema; schema changes are sent one command a statement."""

from __future__ import annotations

from django.db.backends.postgresql import base, schema

from wangge.basedata import jurisdiction


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    # Django appends `; SET CONSTRAINTS … IMMEDIATE` to these; Citus takes one command a statement and we need none.
    sql_update_with_default = "UPDATE %(table)s SET %(column)s = %(default)s WHERE %(column)s IS NULL"
    sql_create_column_inline_fk = "CONSTRAINT %(name)s REFERENCES %(to_table)s(%(to_column)s)%(deferrable)s"
    sql_delete_fk = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute(f'SET LOCAL search_path TO "{self._schema()}", public')

    def _schema(self) -> str:
        return "public" if self.settings_dict.get("WANGGE_PUBLIC") else jurisdiction.schema()

"""docs/data-model.md, drawn from Django's models; Django must be set up.

`python -m wangge.web.docs_tables > docs/data-model.md` writes it anew; a test holds the committed page against it.
"""

from __future__ import annotations

import inspect
import os
import sys

from django.apps import AppConfig, apps
from django.db.models import Field, Model

from wangge.web.privileges import append_only_tables

HEAD = """# The tables

Drawn from the models; do not edit it. Write it anew by `python -m wangge.web.docs_tables > docs/data-model.md`.

All stand in the jurisdiction's schema `j_<code>` ([decision 002](decisions/002-one-schema-per-jurisdiction.md)); each app
refers only to those before it. → is a foreign key, ✎ a table that the application's role may only append to. Columns are
explained at the models, `src/wangge/<app>/models`. Django's own tables and those of the job queue are left out.
"""


def page() -> str:
    return "\n".join([HEAD, *map(_app, ours())])


def ours() -> list[AppConfig]:
    """Apps of this project that have tables, in the order of the floors."""
    return [app for app in apps.get_app_configs() if app.name.startswith("wangge.") and list(app.get_models())]


def told(model: type[Model]) -> str:
    """The first line of the model's docstring; Django's own `Name(field, …)` counts as none."""
    first = inspect.cleandoc(model.__doc__ or "").partition("\n")[0]
    return "" if first.startswith(f"{model.__name__}(") else first


def _app(app: AppConfig) -> str:
    rows = "".join(map(_row, app.get_models()))
    return f"## {app.label}\n\n| table | what a row is | columns |\n|---|---|---|\n{rows}"


def _row(model: type[Model]) -> str:
    mark = " ✎" if model._meta.db_table in append_only_tables() else ""
    columns = " ".join(map(_column, model._meta.concrete_fields))
    return f"| `{model._meta.db_table}`{mark} | {told(model)} | {columns} |\n"


def _column(field: Field) -> str:  # type: ignore[type-arg]
    target = field.related_model
    return f"`{field.column}`→{target._meta.db_table}" if isinstance(target, type) else f"`{field.column}`"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangge.web.settings")
    django.setup()
    sys.stdout.write(page())

"""procrastinate's tables (they have triggers) live once in `public`; everything else lives in each county's schema."""

from __future__ import annotations

from typing import Any

SHARED = {"procrastinate"}


class SchemaRouter:
    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        if db == "public":
            return app_label in SHARED
        return app_label not in SHARED

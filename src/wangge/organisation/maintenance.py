"""What the maintenance pages (/admin) of all rooms share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

admin.site.site_title = admin.site.site_header = "网格 应用维护"
admin.site.index_title = "应用维护"


class Maintained(admin.ModelAdmin):  # type: ignore[type-arg]  # the class is generic for the type checker only
    """Rows an administrator may add, change and delete."""

    list_per_page = 50


class Kept(Maintained):
    """Rows that cases and events name: put out of use, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Fixed(Kept):
    """A given set of rows, each of which may be changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class Shown(Fixed):
    """A record that nobody writes by hand."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

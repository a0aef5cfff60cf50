"""Maintenance of evaluation schemes: versions are added, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wangge.evaluation.forms import SchemeForm
from wangge.evaluation.models import SchemeVersion
from wangge.organisation.maintenance import Kept
from wangge.standards.evaluation.defaults import UNIT
from wangge.standards.evaluation.scheme_json import to_json


@admin.register(SchemeVersion)
class SchemeAdmin(Kept):
    form = SchemeForm
    list_display = ("code", "version", "starts", "note", "made_at")
    list_filter = ("code",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The standard's unit scheme to begin from."""
        body = {k: v for k, v in to_json(UNIT).items() if k not in ("code", "version", "target")}
        return {"code": UNIT.code, "body": body}

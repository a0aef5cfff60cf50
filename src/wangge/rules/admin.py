"""Maintenance of the rule books: classes, filing rules, limits, calendar, routing, settings, phrases."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wangge.organisation.maintenance import Fixed, Kept, Maintained
from wangge.organisation.models import Department
from wangge.organisation.queries import lead_units
from wangge.rules import forms, models
from wangge.rules.registry import SPECS


@admin.register(models.ClassRow)
class ClassAdmin(Kept):
    list_display = ("edition", "code", "name", "kind", "major_name", "local", "active")
    list_filter = ("edition", "kind", "local", "active", "major_name")
    search_fields = ("code", "name")


@admin.register(models.FilingRuleRow)
class FilingRuleAdmin(Kept):
    form = forms.FilingRuleForm
    list_display = ("class_code", "class_name", "condition", "amount", "unit", "urgent", "is_default", "active")
    list_filter = ("edition", "kind", "unit", "urgent", "is_default", "active")
    search_fields = ("class_code", "class_name", "condition", "condition_id")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("condition_id", "edition", "class_code", "class_name", "is_default") if obj else ()


@admin.register(models.StageLimit)
class StageLimitAdmin(Fixed):
    list_display = ("name", "amount", "unit")
    readonly_fields = ("stage", "name")


@admin.register(models.DayOverride)
class DayOverrideAdmin(Maintained):
    list_display = ("date", "working", "name")
    list_filter = ("working",)
    date_hierarchy = "date"


@admin.register(models.PublishedYear)
class PublishedYearAdmin(Maintained):
    list_display = ("year", "notice")


@admin.register(models.WorkPlanRow)
class WorkPlanAdmin(Maintained):
    form = forms.WorkPlanForm
    list_display = ("whose", "name", "first", "last", "periods")
    list_filter = ("whose",)


@admin.register(models.Route)
class RouteAdmin(Maintained):
    form = forms.RouteForm
    list_display = ("class_prefix", "condition_id", "grid_prefix", "leads", "reason", "priority", "active")
    list_filter = ("edition", "active", "unit")
    list_select_related = ("unit",)
    search_fields = ("class_prefix", "grid_prefix", "unit__name", "reason")

    @admin.display(description="责任单位", ordering="unit")
    def leads(self, route: models.Route) -> str:
        return route.unit.short_name if route.unit else "属地街道"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.queryset = Department.objects.filter(code__in=lead_units())
            field.empty_label = "属地街道"
        return field


@admin.register(models.Setting)
class SettingAdmin(Fixed):
    form = forms.SettingForm
    list_display = ("key", "explanation", "value", "default")
    search_fields = ("key",)
    readonly_fields = ("key", "explanation", "default")

    @admin.display(description="说明")
    def explanation(self, setting: models.Setting) -> str:
        found = SPECS.get(setting.key)
        return found.explanation if found else "已不再使用"

    @admin.display(description="默认值")
    def default(self, setting: models.Setting) -> str:
        found = SPECS.get(setting.key)
        return json.dumps(found.default, ensure_ascii=False) if found else ""


@admin.register(models.StockPhrase)
class StockPhraseAdmin(Maintained):
    list_display = ("action", "text", "order", "active")
    list_filter = ("action", "active")
    search_fields = ("text",)

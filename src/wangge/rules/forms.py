"""Checks of what an administrator enters into the rule books."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from wangge.rules import models
from wangge.rules.reading import work_plan
from wangge.rules.registry import spec
from wangge.standards.errors import Refused
from wangge.standards.filing import condition_id
from wangge.standards.worktime import Limit, LimitUnit


class SettingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = models.Setting
        fields = ("value",)

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        try:
            spec(self.instance.key).clean(value)
        except Refused as refused:
            raise forms.ValidationError(refused.detail) from refused
        return value


class WorkPlanForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = models.WorkPlanRow
        fields = ("whose", "name", "first", "last", "periods")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            _check_plan(models.WorkPlanRow(**data))
        return data


def _check_plan(row: models.WorkPlanRow) -> None:
    try:
        plan = work_plan(row)
    except Refused as refused:
        raise forms.ValidationError(refused.detail) from refused
    except (ValueError, TypeError) as error:
        text = "起止应为 MM-DD 或 YYYY-MM-DD，时段应如 [[“08:00”,“12:00”],[“14:00”,“18:00”]]。"
        raise forms.ValidationError(text) from error
    if not plan.periods:
        raise forms.ValidationError("至少应有一个工作时段。")


class FilingRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """`condition_id` is made from the rule when it is entered, and stays."""

    class Meta:
        model = models.FilingRuleRow
        exclude = ("condition_id", "kind", "class_name", "is_default")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.instance.condition_id:
            self._identify(data)
        return data

    def _identify(self, data: dict[str, Any]) -> None:
        found = models.ClassRow.objects.filter(edition=data["edition"], code=data["class_code"]).first()
        if found is None:
            raise forms.ValidationError({"class_code": f"{data['edition']} 中没有类别代码 {data['class_code']}。"})
        kind: Any = found.kind
        limit = Limit(Decimal(data["amount"]), LimitUnit(data["unit"]))
        made = condition_id(found.edition, kind, found.code, data["condition"], limit)
        if models.FilingRuleRow.objects.filter(condition_id=made).exists():
            raise forms.ValidationError("同一类别已有相同条件和时限的立案规则。")
        self.instance.condition_id, self.instance.kind, self.instance.class_name = made, found.kind, found.name


class RouteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = models.Route
        fields = ("edition", "class_prefix", "condition_id", "grid_prefix", "unit", "reason", "priority", "active")

    def clean_grid_prefix(self) -> str:
        return _matching(r"\d{0,15}", self.cleaned_data["grid_prefix"], "网格前缀应为数字，最多 15 位。")

    def clean_class_prefix(self) -> str:
        form = "类别代码前缀应为 C 或 E 加数字，例如 C01、E0110。"
        return _matching(r"([CE]\d{0,5})?", self.cleaned_data["class_prefix"], form)


def _matching(pattern: str, text: str, otherwise: str) -> str:
    if not re.fullmatch(pattern, text):
        raise forms.ValidationError(otherwise)
    return text

"""Checks of a scheme version that an administrator enters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Max

from wangge.evaluation.models import SchemeVersion
from wangge.evaluation.schemes import read
from wangge.standards.errors import Refused


class SchemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The version's number is the next one of its scheme."""

    class Meta:
        model = SchemeVersion
        fields = ("code", "starts", "body", "note")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.instance.version = _next(data["code"])
            _check(data, self.instance.version)
        return data


def _next(code: str) -> int:
    last = SchemeVersion.objects.filter(code=code).aggregate(last=Max("version"))["last"]
    return (last or 1) + 1


def _check(data: dict[str, Any], version: int) -> None:
    if not isinstance(data["body"], dict):
        raise forms.ValidationError({"body": "方案内容应为 JSON 对象。"})
    try:
        read(SchemeVersion(code=data["code"], version=version, body=data["body"]))
    except Refused as refused:
        raise forms.ValidationError({"body": refused.detail}) from refused

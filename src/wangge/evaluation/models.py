"""Versions of evaluation schemes that the county has made its own."""

from __future__ import annotations

from django.db import models

from wangge.standards.evaluation.schemes import Target

NAMES = {
    Target.AREA: "区域",
    Target.UNIT: "部门",
    Target.COLLECTOR: "信息采集员",
    Target.OPERATOR: "坐席员",
    Target.SHIFT_LEAD: "值班长",
    Target.DISPATCHER: "派遣员",
}


class SchemeVersion(models.Model):
    """A version after the standard's own, which is number 1. Never changed: published scores name it.

    `body` is standards.evaluation.scheme_json without code, version and target. It scores periods that begin on
    `starts` (a local day) or later, until a version that starts later still.
    """

    code = models.CharField("方案", max_length=16, choices=[(target.value, name) for target, name in NAMES.items()])
    version = models.PositiveIntegerField("版本")
    starts = models.DateField("启用日期", help_text="起始日在这一天及以后的考评时段使用本版本")
    body = models.JSONField("内容")
    note = models.CharField("说明", max_length=200, blank=True)
    made_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "评价方案"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="scheme_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=2), name="scheme_version_own"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}评价 第 {self.version} 版"

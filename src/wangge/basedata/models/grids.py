"""Divisions, unit grids (单元网格), duty grids (责任网格) and the revision that tells readers of a change."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from .shape import OptionalShape, Shape


class AreaClass(models.IntegerChoices):
    FIRST = 1, "一类区域"
    SECOND = 2, "二类区域"
    THIRD = 3, "三类区域"


class Division(OptionalShape):
    """A county (6 digits), street or town (9), community or village (12)."""

    class Level(models.TextChoices):
        COUNTY = "county", "县"
        STREET = "street", "街道（乡镇）"
        COMMUNITY = "community", "社区（村）"

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    name = models.CharField("名称", max_length=60)
    parent_code = models.CharField("上级代码", max_length=12, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"

    def __str__(self) -> str:
        return self.name


class DutyGrid(Shape):
    """A union of adjacent unit grids that one collector patrols; its people are posts in `organisation`."""

    code = models.CharField("责任网格编码", max_length=20, primary_key=True)
    name = models.CharField("名称", max_length=60)
    area_class = models.PositiveSmallIntegerField("区域类别", choices=AreaClass.choices, default=AreaClass.SECOND)

    class Meta:
        verbose_name = verbose_name_plural = "责任网格"

    def __str__(self) -> str:
        return self.name


class UnitGrid(Shape):
    """About 10,000 m² inside one community; `code` is county 6 + street 3 + community 3 + sequence 3.

    A grid taken out of use keeps its row with `end_date`; its code is never given again.
    """

    code = models.CharField("单元网格编码", max_length=15, primary_key=True)
    community_code = models.CharField("社区代码", max_length=12, db_index=True)
    street_code = models.CharField("街道代码", max_length=9, db_index=True)
    duty_grid = models.ForeignKey(DutyGrid, models.PROTECT, null=True, blank=True, verbose_name="责任网格")
    area_m2 = models.DecimalField("面积（平方米）", max_digits=12, decimal_places=2)
    area_class = models.PositiveSmallIntegerField("区域类别", choices=AreaClass.choices, default=AreaClass.SECOND)
    initial_date = models.DateField("初始时间")
    end_date = models.DateField("终止时间", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单元网格"

    def __str__(self) -> str:
        return self.code


class GridRevision(models.Model):
    """One row for each change of grids or base map; the highest number is what indexes and cached layers follow."""

    number = models.BigIntegerField("版本号", primary_key=True)
    token = models.UUIDField("标识", default=uuid4)
    at = models.DateTimeField("时间")
    source = models.CharField("来源", max_length=80)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "网格版本"

    def __str__(self) -> str:
        return str(self.number)

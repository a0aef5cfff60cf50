"""管理部件: lamps, covers, trees, bins, as fields of GB/T 47678.5-2026 (which contain those of 2013)."""

from __future__ import annotations

from django.db import models


class Component(models.Model):
    """One thing of the city; `id` is its identification code, lon/lat are CGCS2000 degrees."""

    class State(models.TextChoices):
        INTACT = "intact", "完好"
        DAMAGED = "damaged", "破损"
        LOST = "lost", "丢失"
        ABANDONED = "abandoned", "废弃"
        REMOVED = "removed", "移除"

    class Source(models.TextChoices):
        SURVEYED = "surveyed", "实测"
        TOPOGRAPHIC = "topographic", "地形图"
        BASIC = "basic", "基础地理数据"
        OTHER = "other", "其他"

    id = models.CharField("部件标识码", max_length=17, primary_key=True)
    class_code = models.CharField("类别代码", max_length=8)
    name = models.CharField("名称", max_length=60)
    department_code = models.CharField("主管部门代码", max_length=18, blank=True)
    owner = models.CharField("权属单位", max_length=60, blank=True)
    maintainer = models.CharField("养护单位", max_length=60, blank=True)
    unit_grid_code = models.CharField("单元网格编码", max_length=15, db_index=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.INTACT)
    lon = models.DecimalField("经度", max_digits=10, decimal_places=7)
    lat = models.DecimalField("纬度", max_digits=10, decimal_places=7)
    initial_date = models.DateField("初始时间")
    change_date = models.DateField("变更时间", null=True, blank=True)
    data_source = models.CharField("数据来源", max_length=12, choices=Source.choices, default=Source.SURVEYED)
    remark = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "管理部件"
        indexes = [
            models.Index(fields=["lon", "lat"], name="component_position"),
            models.Index(fields=["class_code", "lon", "lat"], name="component_class_position"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"

"""地名地址: places with names people use; each belongs to a unit grid."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .shape import OptionalShape


class Place(OptionalShape):
    """`lon`, `lat` is the point to show (a gate, a middle); the shape, where known, is a line or an area.

    `search` is what is searched: the address and, where they differ from it, name and aliases.
    """

    class Kind(models.TextChoices):
        DIVISION = "division", "行政区划"
        AREA = "area", "地片、小区"
        ROAD = "road", "街巷"
        NUMBER = "number", "门（楼）牌"
        LANDMARK = "landmark", "标志物"
        POI = "poi", "兴趣点"

    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    category = models.CharField("小类", max_length=20, blank=True)
    name = models.CharField("名称", max_length=80)
    aliases = models.JSONField("别名", default=list, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="上级地名")
    address = models.CharField("标准地址", max_length=160)
    search = models.CharField("检索文字", max_length=300, blank=True, default="")
    lon = models.DecimalField("经度", max_digits=10, decimal_places=7)
    lat = models.DecimalField("纬度", max_digits=10, decimal_places=7)
    unit_grid_code = models.CharField("单元网格编码", max_length=15, blank=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "地名地址"
        indexes = [
            models.Index(fields=["kind", "name"], name="place_kind_name"),
            models.Index(fields=["lon", "lat"], name="place_position"),
            GinIndex(fields=["search"], name="place_search", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name

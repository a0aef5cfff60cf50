"""The quiet base map: roads as centre lines with a width, and areas of water, green, blocks and buildings."""

from __future__ import annotations

from django.db import models

from .shape import Shape


class Road(Shape):
    """A street's centre line; `width` is between its red lines (metres)."""

    class Kind(models.TextChoices):
        MAIN = "main", "主干路"
        SECONDARY = "secondary", "次干路"
        BRANCH = "branch", "支路"
        LANE = "lane", "街巷"

    name = models.CharField("路名", max_length=40, blank=True, db_index=True)
    kind = models.CharField("等级", max_length=10, choices=Kind.choices)
    width = models.DecimalField("红线宽（米）", max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = verbose_name_plural = "道路"

    def __str__(self) -> str:
        return self.name or "无名路"


class MapFeature(Shape):
    """An area of the base map, for looking at only: no rule hangs on it."""

    class Kind(models.TextChoices):
        WATER = "water", "水域"
        GREEN = "green", "绿地"
        BLOCK = "block", "街坊"
        BUILDING = "building", "建筑"

    kind = models.CharField("类型", max_length=10, choices=Kind.choices, db_index=True)
    name = models.CharField("名称", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "底图要素"

    def __str__(self) -> str:
        return self.name or self.get_kind_display()

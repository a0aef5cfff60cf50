from __future__ import annotations

from django.db import models


class Mark(models.Model):
    """What this jurisdiction's database is, as a key and a value. `demo`: made by `wangge demo`; value: its options."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "安装标记"

    def __str__(self) -> str:
        return self.name

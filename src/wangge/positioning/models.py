"""Where people were, while their app was in front. A gap is 未观测: nobody looked, which says nothing about the person."""

from __future__ import annotations

from django.db import models

from wangge.organisation.models import User


class Position(models.Model):
    """One measured position, once a person and moment: CGCS2000 degrees, accuracy in metres, speed in decimetres/s.

    The primary key is the only index: a person's day is one short range of it, his latest the end of his.
    """

    pk = models.CompositePrimaryKey("user_id", "at")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name="人员")
    at = models.DateTimeField("时间")
    lon = models.FloatField("经度")
    lat = models.FloatField("纬度")
    accuracy = models.PositiveSmallIntegerField("精度（米）", null=True)
    speed = models.PositiveSmallIntegerField("速度（分米每秒）", null=True)
    mock = models.BooleanField("终端提示为模拟定位", default=False)
    simulated = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "定位"


class PositionBatch(models.Model):
    """What a phone sent in one go, so that sending it again adds nothing."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    batch_id = models.UUIDField("编号")
    body_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField("收到时间")
    kept = models.PositiveSmallIntegerField("存入")
    left_out = models.PositiveSmallIntegerField("未存")

    class Meta:
        verbose_name = verbose_name_plural = "定位批次"
        indexes = [models.Index(fields=["received_at"], name="position_batch_received")]
        constraints = [models.UniqueConstraint(fields=["user", "batch_id"], name="position_batch_once")]

"""Phones that people sign in from, and the record of who locked which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Device(models.Model):
    """A phone that people sign in from; `device_id` is made by the app and kept on it.

    `locks` counts: a sign-in from before the last lock is over for good, also after unlocking. `told_at`: the phone
    heard that it is locked; `wiped_at`: it said that it emptied itself, giving up `waiting` things not sent yet.
    """

    device_id = models.CharField("设备标识", max_length=64, unique=True)
    name = models.CharField("名称", max_length=60, blank=True)
    user_agent = models.CharField("浏览器", max_length=300, blank=True)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, through="DeviceUser", related_name="devices")
    first_seen = models.DateTimeField("首次登录", default=timezone.now)
    last_seen = models.DateTimeField("最近联系", default=timezone.now)
    locks = models.PositiveIntegerField("锁定次数", default=0)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    told_at = models.DateTimeField("手机得知锁定", null=True, blank=True)
    wiped_at = models.DateTimeField("手机已清除", null=True, blank=True)
    waiting = models.PositiveIntegerField("清除时未上传件数", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "手机"
        ordering = ["-last_seen"]

    def __str__(self) -> str:
        return self.name or self.device_id


class DeviceUser(models.Model):
    """Who signed in from a phone, and when last."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="uses", verbose_name="手机")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="device_uses", verbose_name="人员")
    last_used = models.DateTimeField("最近登录", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "手机使用人"
        ordering = ["-last_used"]
        constraints = [models.UniqueConstraint(fields=["device", "user"], name="device_user_once")]


class DeviceLock(models.Model):
    """One line each time a phone was locked or unlocked; lines are never changed."""

    append_only = True

    device = models.ForeignKey(Device, models.PROTECT, related_name="record", verbose_name="手机")
    locked = models.BooleanField("锁定")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    at = models.DateTimeField("时间", default=timezone.now)
    reason = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "手机锁定记录"
        ordering = ["-at", "-id"]

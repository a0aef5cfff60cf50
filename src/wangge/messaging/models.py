"""通知: what one person tells many, who it was for, and who has read it.

Ways to bring a message to somebody (web push, SMS, e-mail) hang on Receipt: a line for each way tried, none needed here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wangge.organisation.models import User


class Notice(models.Model):
    """A notice as it was sent. `audience` keeps the posts, units and people that were named: {roles, units, people}."""

    id = models.UUIDField(primary_key=True)
    sender = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="发送人")
    sender_title = models.CharField("发送人岗位", max_length=40)
    notice_id = models.UUIDField("编号")
    body_hash = models.CharField(max_length=64)
    title = models.CharField("标题", max_length=60)
    text = models.TextField("内容", blank=True)
    urgent = models.BooleanField("紧急", default=False)
    audience = models.JSONField("发送范围")
    sent_at = models.DateTimeField("发送时间")
    recalled_at = models.DateTimeField("撤回时间", null=True)
    origin = models.CharField(max_length=10, default="live")

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        indexes = [models.Index(fields=["-sent_at"], name="notice_newest")]
        constraints = [models.UniqueConstraint(fields=["sender", "notice_id"], name="notice_once")]

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """One reader of a notice: whoever held one of its posts when it was sent. `read_at` is the device's corrected time."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts", verbose_name="通知")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="收件人")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知收件"
        indexes = [
            models.Index(fields=["user", "-id"], name="receipt_mine"),
            models.Index(fields=["user"], name="receipt_unread", condition=Q(read_at=None)),
        ]
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="receipt_once")]


class SeenUpTo(models.Model):
    """How far in the event log a person has looked through what happened to his cases."""

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="+", verbose_name="人员")
    position = models.BigIntegerField("位置")

    class Meta:
        verbose_name = verbose_name_plural = "案件动态已读"

"""A collector's shift: 上下班打卡, 请假, 点名. No score hangs on any of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wangge.organisation.models import Leave, Post, User


class Origin(models.TextChoices):
    LIVE = "live", "实际"
    SIMULATION = "simulation", "模拟"


class Kind(models.TextChoices):
    ON = "on", "上班"
    OFF = "off", "下班"


class Where(models.TextChoices):
    """Against the person's own duty grids; a position less exact than its distance from them counts as inside."""

    INSIDE = "inside", "责任网格内"
    OUTSIDE = "outside", "责任网格外"
    UNKNOWN = "unknown", "位置未知"


class Placed(models.Model):
    """Where somebody was: CGCS2000 degrees, `accuracy` and `metres_off` (from the nearest own duty grid) in metres."""

    lon = models.DecimalField("经度", max_digits=10, decimal_places=7, null=True)
    lat = models.DecimalField("纬度", max_digits=10, decimal_places=7, null=True)
    accuracy = models.FloatField("精度（米）", null=True)
    duty_grid = models.ForeignKey(
        "basedata.DutyGrid", models.SET_NULL, null=True, related_name="+", verbose_name="责任网格"
    )
    place = models.CharField("位置", max_length=8, choices=Where, default=Where.UNKNOWN)
    metres_off = models.PositiveIntegerField("距责任网格（米）", null=True)

    class Meta:
        abstract = True


class Attendance(Placed):
    """One 打卡. A fact, never refused and never changed: a day has its first 上班 and its last 下班.

    `at` is the device's time corrected by its clock's skew, `received_at` the server's.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    record_id = models.UUIDField("编号")
    body_hash = models.CharField(max_length=64)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    kind = models.CharField("事项", max_length=3, choices=Kind)
    at = models.DateTimeField("时间")
    received_at = models.DateTimeField("收到时间")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.LIVE)

    class Meta:
        verbose_name = verbose_name_plural = "考勤"
        indexes = [
            models.Index(fields=["user", "-at"], name="attendance_mine"),
            models.Index(fields=["at"], name="attendance_at"),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "record_id"], name="attendance_once")]


class LeaveRequest(models.Model):
    """请假: what was asked and what became of it; one that is granted makes an absence (organisation.Leave)."""

    class Sort(models.TextChoices):
        PRIVATE = "private", "事假"
        SICK = "sick", "病假"
        ANNUAL = "annual", "年休假"
        SWAP = "swap", "调休"
        OTHER = "other", "其他"

    class Status(models.TextChoices):
        ASKED = "asked", "待审批"
        GRANTED = "granted", "已批准"
        REFUSED = "refused", "未批准"
        WITHDRAWN = "withdrawn", "已撤回"
        ENDED = "ended", "已销假"

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    request_id = models.UUIDField("编号")
    body_hash = models.CharField(max_length=64)
    sort = models.CharField("假别", max_length=8, choices=Sort)
    starts = models.DateTimeField("开始")
    ends = models.DateTimeField("结束")
    reason = models.CharField("事由", max_length=200, blank=True)
    status = models.CharField("状态", max_length=9, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField("申请时间")
    decided_at = models.DateTimeField("审批时间", null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="审批人")
    opinion = models.CharField("审批意见", max_length=200, blank=True)
    absence = models.OneToOneField(Leave, models.SET_NULL, null=True, related_name="+", verbose_name="请假时段")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.LIVE)

    class Meta:
        verbose_name = verbose_name_plural = "请假申请"
        indexes = [
            models.Index(fields=["user", "-starts"], name="leave_mine"),
            models.Index(fields=["starts"], name="leave_asked", condition=Q(status="asked")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "request_id"], name="leave_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="leave_request_ends_after_start"),
        ]


class RollCall(models.Model):
    """点名: people are asked to say, by `until`, where they are."""

    id = models.UUIDField(primary_key=True)
    caller = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="发起人")
    call_id = models.UUIDField("编号")
    body_hash = models.CharField(max_length=64)
    note = models.CharField("说明", max_length=100, blank=True)
    called_at = models.DateTimeField("发起时间")
    until = models.DateTimeField("截止时间")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.LIVE)

    class Meta:
        verbose_name = verbose_name_plural = "点名"
        indexes = [models.Index(fields=["-called_at"], name="roll_call_newest")]
        constraints = [
            models.UniqueConstraint(fields=["caller", "call_id"], name="roll_call_once"),
            models.CheckConstraint(condition=Q(until__gt=F("called_at")), name="roll_call_until_later"),
        ]


class RollCallLine(Placed):
    """One person of a 点名; without `answered_at` he is 未应答, which says nothing about where he was."""

    call = models.ForeignKey(RollCall, models.CASCADE, related_name="lines", verbose_name="点名")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="人员")
    answered_at = models.DateTimeField("应答时间", null=True)
    received_at = models.DateTimeField("收到时间", null=True)
    body_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "点名应答"
        indexes = [models.Index(fields=["user", "-id"], name="roll_call_mine")]
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="roll_call_line_once")]

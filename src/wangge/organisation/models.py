"""Departments, people, and the posts that join them (domain/base-data.md, Departments and people)."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wangge.organisation.devices.models import Device, DeviceLock, DeviceUser

__all__ = [
    "AccessToken",
    "Department",
    "DepartmentGroup",
    "DepartmentKind",
    "Device",
    "DeviceLock",
    "DeviceUser",
    "Leave",
    "Post",
    "Role",
    "SignIn",
    "User",
]


class DepartmentKind(models.TextChoices):
    UNIT = "unit", "责任单位"
    TEAM = "team", "下属单位"
    SUPERVISION = "supervision", "监督中心"
    COMMAND = "command", "指挥中心"
    GOVERNMENT = "government", "政府部门"


class DepartmentGroup(models.TextChoices):
    """Evaluation groups: units are ranked inside their group."""

    STREET = "street", "街道"
    BUREAU = "bureau", "县直部门"
    UTILITY = "utility", "公共企业"
    CENTRE = "centre", "中心"


class Role(models.TextChoices):
    COLLECTOR = "collector", "信息采集员"
    OPERATOR = "operator", "坐席员"
    SHIFT_LEAD = "shift_lead", "值班长"
    DISPATCHER = "dispatcher", "派遣员"
    UNIT = "unit", "责任单位经办人"
    LEADER = "leader", "领导"
    EVALUATOR = "evaluator", "考评员"
    DATA_MANAGER = "data_manager", "数据管理员"
    ADMIN = "admin", "系统管理员"
    UPPER = "upper", "上级平台"


class Department(models.Model):
    """`code` is the 18-character unified social credit code or a local code; `level` 1 leads cases, 2 is a sub-unit."""

    code = models.CharField("编码", max_length=18, primary_key=True)
    name = models.CharField("名称", max_length=60, unique=True)
    short_name = models.CharField("简称", max_length=20)
    kind = models.CharField("性质", max_length=16, choices=DepartmentKind)
    group = models.CharField("考评分组", max_length=16, choices=DepartmentGroup)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    level = models.PositiveSmallIntegerField("级别", default=1)
    phone = models.CharField("值班电话", max_length=20, blank=True)
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="department_level")]

    def __str__(self) -> str:
        return self.short_name


class User(AbstractUser):
    """A person; what he may do comes from his posts. People are deactivated, never deleted: events name them."""

    name = models.CharField("姓名", max_length=30)
    phone = models.CharField("手机", max_length=20, blank=True)
    employee_no = models.CharField("工号", max_length=20, null=True, blank=True, unique=True)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name


class Post(models.Model):
    """One role of one person in a department; a collector's post has his duty grids."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="人员")
    role = models.CharField("角色", max_length=16, choices=Role)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    title = models.CharField("岗位名称", max_length=40, blank=True)
    duty_grids = models.ManyToManyField("basedata.DutyGrid", blank=True, related_name="posts", verbose_name="责任网格")
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "department"], nulls_distinct=False, name="post_once_per_department"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT.value) | Q(department__isnull=False), name="post_of_unit_has_department"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_role_display()


class Leave(models.Model):
    """A granted absence: no field task goes to the person between `starts` and `ends`."""

    user = models.ForeignKey(User, models.PROTECT, related_name="leaves", verbose_name="人员")
    starts = models.DateTimeField("开始")
    ends = models.DateTimeField("结束")
    reason = models.CharField("事由", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "请假"
        ordering = ["-starts"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="leave_ends_after_start")]


class AccessToken(models.Model):
    """A program's or a phone's log-in. Only the token's SHA-256 (hex) is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens", verbose_name="人员")
    sha256 = models.CharField(max_length=64, unique=True)
    device_id = models.CharField("设备", max_length=64, blank=True)
    created = models.DateTimeField("签发", auto_now_add=True)
    expires = models.DateTimeField("到期")
    revoked = models.DateTimeField("注销", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "访问令牌"
        ordering = ["-created"]


class SignIn(models.Model):
    """The log-in book. `username` is as typed; failures are what the next attempt is judged by (see signins)."""

    class Kind(models.TextChoices):
        IN = "in", "登录"
        OUT = "out", "退出"
        TOKEN = "token", "签发令牌"
        WRONG = "wrong", "密码错误"

    at = models.DateTimeField("时间", default=timezone.now)
    kind = models.CharField("事项", max_length=8, choices=Kind)
    username = models.CharField("用户名", max_length=150)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    address = models.CharField("网络地址", max_length=45)
    device = models.CharField("设备", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "登录记录"
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["username", "at"], name="sign_in_by_name"),
            models.Index(fields=["address", "at"], name="sign_in_by_address"),
        ]

"""The county's rule books as rows: what an administrator keeps without a programmer."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

UNITS = [
    ("urgent_hour", "紧急工作时"),
    ("natural_day", "自然日"),
    ("work_hour", "工作时"),
    ("work_day", "工作日"),
    ("minute", "分钟"),
]
KINDS = [("event", "事件"), ("component", "部件")]


class ClassRow(models.Model):
    """A minor class of one edition; `code` is the short form (C0101, E01001); `local` marks the county's extensions."""

    edition = models.CharField("标准", max_length=40)
    kind = models.CharField("类型", max_length=10, choices=KINDS)
    major_code = models.CharField("大类代码", max_length=2)
    major_name = models.CharField("大类", max_length=40)
    minor_code = models.CharField("小类代码", max_length=3)
    name = models.CharField("小类", max_length=60)
    code = models.CharField("代码", max_length=6)
    local = models.BooleanField("地方扩展", default=False)
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "类别"
        ordering = ["edition", "code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="class_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FilingRuleRow(models.Model):
    """立案条件: a class's condition with its disposal limit and closing condition."""

    condition_id = models.CharField("条件编号", max_length=32, primary_key=True)
    edition = models.CharField("标准", max_length=40)
    kind = models.CharField("类型", max_length=10, choices=KINDS)
    class_code = models.CharField("类别代码", max_length=6)
    class_name = models.CharField("类别", max_length=60)
    condition = models.CharField("立案条件", max_length=300)
    amount = models.DecimalField("时限", max_digits=7, decimal_places=2)
    unit = models.CharField("时限单位", max_length=12, choices=UNITS)
    closing_condition = models.CharField("结案条件", max_length=300, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    tags = models.JSONField("标签", default=list, blank=True)
    responsible = models.JSONField("责任主体", default=list, blank=True)
    is_default = models.BooleanField("通用规则", default=False)
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "立案规则"
        ordering = ["edition", "class_code", "condition_id"]
        indexes = [models.Index(fields=["edition", "class_code"], name="filing_rule_class")]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="filing_limit_positive")]

    def __str__(self) -> str:
        return f"{self.class_name} {self.condition}"


class StageLimit(models.Model):
    """阶段时限 of the centre's, the collectors' and the units' own steps (time-limits.md, Stage limits)."""

    stage = models.CharField("环节", max_length=20, primary_key=True)
    name = models.CharField("名称", max_length=20)
    amount = models.DecimalField("时限", max_digits=7, decimal_places=2)
    unit = models.CharField("时限单位", max_length=12, choices=UNITS)

    class Meta:
        verbose_name = verbose_name_plural = "阶段时限"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="stage_limit_positive")]

    def __str__(self) -> str:
        return self.name


class DayOverride(models.Model):
    """A day that differs from its weekday: a holiday, or a make-up working day (调休)."""

    date = models.DateField("日期", primary_key=True)
    working = models.BooleanField("上班")
    name = models.CharField("说明", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "节假日与调休"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class PublishedYear(models.Model):
    """A year whose holiday notice has been entered; deadlines in other years are provisional."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    notice = models.CharField("依据", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已公布年度"
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class WorkPlanRow(models.Model):
    """Working periods of a group of people in a season; `first` and `last` are MM-DD (every year) or YYYY-MM-DD."""

    class Whose(models.TextChoices):
        UNITS = "units", "责任单位"
        CENTRE = "centre", "中心值班"
        COLLECTORS = "collectors", "采集员班次"

    whose = models.CharField("适用", max_length=12, choices=Whose)
    name = models.CharField("名称", max_length=40)
    first = models.CharField("起", max_length=10)
    last = models.CharField("止", max_length=10)
    periods = models.JSONField("工作时段", help_text='例如 [["08:00","12:00"],["14:00","18:00"]]')

    class Meta:
        verbose_name = verbose_name_plural = "工作时间"
        ordering = ["whose", "id"]
        constraints = [models.UniqueConstraint(fields=["whose", "name"], name="work_plan_once")]

    def __str__(self) -> str:
        return f"{self.get_whose_display()} {self.name}"


class Route(models.Model):
    """A line of the responsibility table. Empty fields match anything; the most particular line wins (see rulebook).

    `unit` empty means the territorial street (属地街道): the line without class whose grid prefix is the street.
    """

    edition = models.CharField("标准", max_length=40, blank=True)
    class_prefix = models.CharField("类别代码前缀", max_length=6, blank=True)
    condition_id = models.CharField("条件编号", max_length=32, blank=True)
    grid_prefix = models.CharField("网格前缀", max_length=15, blank=True)
    unit = models.ForeignKey(
        "organisation.Department", models.PROTECT, null=True, blank=True, db_column="unit_code", verbose_name="责任单位"
    )
    reason = models.CharField("依据", max_length=200)
    priority = models.SmallIntegerField("优先级", default=0, help_text="大者优先，先于其他比较")
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "派遣规则"
        ordering = ["edition", "class_prefix", "condition_id", "grid_prefix"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "class_prefix", "condition_id", "grid_prefix"], name="route_once"
            )
        ]


class Setting(models.Model):
    """A value that differs from its default in `rules.registry`."""

    key = models.CharField("键", max_length=60, primary_key=True)
    value = models.JSONField("值")

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class StockPhrase(models.Model):
    """常用语: text offered where `action` asks for a reason, opinion or note (`*` = everywhere)."""

    action = models.CharField("动作", max_length=40)
    text = models.CharField("内容", max_length=200)
    order = models.PositiveSmallIntegerField("次序", default=0)
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "常用语"
        ordering = ["action", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["action", "text"], name="phrase_once")]

    def __str__(self) -> str:
        return self.text


class Revision(models.Model):
    """One row. `token` is new at every change of any rules table, so a rolled-back change can never be taken for another."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_one_row")]

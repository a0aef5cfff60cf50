"""The case row: what lists and decisions read. Its fields carry the names of standards.lifecycle.values.CaseFile."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from wangge.standards.lifecycle.names import SOURCE_LABELS, STATE_LABELS


def codes(length: int = 18) -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


def numbers() -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.BigIntegerField(), default=list, blank=True)


class Person(models.Model):
    """A citizen who reported. The only place of his name and phone; a tombstone overwrites them (`erased_at`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField("姓名", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    contact_ok = models.BooleanField("可联系", default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone"], name="person_phone")]


class Case(models.Model):
    """lon/lat: CGCS2000 degrees, empty only in legacy records. `deadline`, `warn_at`: the lead unit's clock; `stage_*`: the running stage's."""

    case_no = models.CharField("案卷号", max_length=20, unique=True)
    state = models.CharField("状态", max_length=16, choices=list(STATE_LABELS.items()))
    kind = models.CharField("类型", max_length=10)
    source = models.CharField("来源", max_length=16, choices=list(SOURCE_LABELS.items()))
    lon = models.DecimalField(max_digits=10, decimal_places=7, null=True)
    lat = models.DecimalField(max_digits=10, decimal_places=7, null=True)
    reported_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    edition = models.CharField(max_length=40, blank=True)
    class_code = models.CharField("类别", max_length=6, null=True)
    condition_id = models.CharField("立案条件", max_length=32, null=True)
    closing_condition = models.CharField("结案条件", max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=12, null=True)
    limit_default = models.BooleanField(default=False)
    grid = models.CharField("单元网格", max_length=15, null=True)
    duty_grid = models.CharField("责任网格", max_length=20, null=True)
    component_id = models.CharField(max_length=17, null=True)
    reporter = models.BigIntegerField(null=True)
    reporter_unit = models.CharField(max_length=18, null=True)
    person = models.UUIDField(null=True)
    photo_by_staff = models.BooleanField(default=False)
    lead_unit = models.CharField("主办单位", max_length=18, null=True)
    assisting_units = codes()
    assisted = codes()
    units = codes()
    assigned_unit = models.CharField(max_length=18, null=True)
    assigned_user = models.BigIntegerField(null=True)
    submitted = models.BooleanField(default=False)
    collectors = numbers()
    disposed_by = numbers()
    accepted_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    stage_since = models.DateTimeField(null=True)
    stage_deadline = models.DateTimeField(null=True)
    stage_warn_at = models.DateTimeField(null=True)
    stage_left = models.DurationField(null=True)
    intake_left = models.DurationField(null=True)
    rework_times = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    suspended_from = models.CharField(max_length=16, null=True)
    suspended_until = models.DateTimeField(null=True)
    suspended_units = codes()
    recalls = models.PositiveSmallIntegerField(default=0)
    picked = models.BooleanField(default=False)
    check_round = models.PositiveSmallIntegerField(default=0)
    excluded_checkers = numbers()
    merged_into = models.CharField(max_length=20, null=True)
    merged_at = models.DateTimeField(null=True)
    reopened_from = models.CharField(max_length=20, null=True)
    upper_ref = models.CharField(max_length=64, null=True)
    upper_deadline = models.DateTimeField(null=True)
    satisfaction = models.CharField(max_length=16, null=True)

    # Beside the file: what people wrote, what only lists need, who has it open.
    description = models.TextField("问题描述", blank=True)
    address = models.CharField("地点描述", max_length=300, blank=True)
    origin = models.CharField(max_length=10, default="live")
    last_seq = models.PositiveIntegerField(default=0)
    words = SearchVectorField(null=True)
    claimed_by = models.BigIntegerField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        indexes = [
            models.Index(fields=["-id"], name="case_newest"),
            models.Index(fields=["state", "-id"], name="case_state"),
            models.Index(fields=["lead_unit", "state", "-id"], name="case_lead"),
            models.Index(fields=["class_code", "-id"], name="case_class"),
            models.Index(fields=["grid", "-id"], name="case_grid", opclasses=["text_pattern_ops", "int8_ops"]),
            models.Index(fields=["duty_grid", "state"], name="case_duty"),
            models.Index(fields=["reporter", "-id"], name="case_reporter"),
            models.Index(fields=["reported_at"], name="case_reported"),
            models.Index(fields=["ended_at"], name="case_ended", condition=models.Q(ended_at__isnull=False)),
            models.Index(fields=["deadline"], name="case_deadline", condition=models.Q(deadline__isnull=False)),
            models.Index(fields=["stage_deadline"], name="case_stage_due", condition=models.Q(ended_at__isnull=True)),
            models.Index(
                fields=["suspended_until"], name="case_suspended", condition=models.Q(suspended_until__isnull=False)
            ),
            models.Index(fields=["merged_into"], name="case_merged", condition=models.Q(merged_into__isnull=False)),
            models.Index(
                fields=["reopened_from"], name="case_reopened", condition=models.Q(reopened_from__isnull=False)
            ),
            models.Index(fields=["lon", "lat"], name="case_place"),
            GinIndex(fields=["words"], name="case_words"),
            GinIndex(fields=["units"], name="case_units"),
        ]

    def __str__(self) -> str:
        return self.case_no


class CaseMedia(models.Model):
    """A photo or recording of a case; role: near far before after other. `step` says at which action it came."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="media")
    media = models.ForeignKey("evidence.Media", models.PROTECT, related_name="+")
    role = models.CharField(max_length=8)
    step = models.CharField(max_length=24)
    event = models.UUIDField()
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["media"], name="case_media_media")]
        constraints = [models.UniqueConstraint(fields=["case", "media"], name="case_media_once")]


class DayNumber(models.Model):
    """The last number given to a case of a day (Asia/Shanghai); gaps are allowed."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

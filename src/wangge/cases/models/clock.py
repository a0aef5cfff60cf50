"""The disposal clocks, their history, and the posts' steps: what evaluation counts."""

from __future__ import annotations

from django.db import models

from wangge.cases.models.case import Case
from wangge.standards.worktime import LimitUnit

UNITS = [(u.value, u.value) for u in LimitUnit]


class ClockRow(models.Model):
    """One per case and unit; fields as in standards.clock.Clock. total, used, extended: in the limit's own measure."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clock_rows")
    unit = models.CharField(max_length=18)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2)
    limit_unit = models.CharField(max_length=12, choices=UNITS)
    total = models.DurationField()
    used = models.DurationField()
    started_at = models.DateTimeField()
    running_since = models.DateTimeField(null=True)
    deadline = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    extensions = models.PositiveSmallIntegerField(default=0)
    extended = models.DurationField()
    completed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="clock_once")]
        indexes = [
            models.Index(fields=["unit", "deadline"], name="clock_unit_due"),
            models.Index(fields=["deadline"], name="clock_running", condition=models.Q(state="running")),
        ]


class ClockMove(models.Model):
    """One change of a clock, so that it can be read as of any moment: the last with known_at ≤ as-of is what was known.

    kind: start go_on complete rework return recall suspend resume extend void appeal reopened assist assist_done redate.
    `at` is the moment that counts, `known_at` when the centre learned of it; `note` = `late` on a return or void of
    a clock that was late when it was asked, `granted` on an appeal.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="clock_moves")
    event = models.UUIDField()
    seq = models.PositiveIntegerField()
    unit = models.CharField(max_length=18)
    role = models.CharField(max_length=10, default="lead")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    known_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    deadline = models.DateTimeField()
    total = models.DurationField()
    used = models.DurationField()
    late = models.BooleanField()
    completed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "unit", "seq"], name="move_case_unit"),
            models.Index(fields=["known_at"], name="move_known"),
            models.Index(fields=["deadline"], name="move_deadline"),
        ]


class StepRow(models.Model):
    """One act a post is judged by; in_time NULL: unknown (a legacy record)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    event = models.UUIDField()
    code = models.CharField(max_length=24)
    done_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    actor = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    role = models.CharField(max_length=16)
    unit = models.CharField(max_length=18, null=True)
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["code", "done_at"], name="step_code"),
            models.Index(fields=["actor", "done_at"], name="step_actor"),
            models.Index(fields=["case"], name="step_case"),
        ]

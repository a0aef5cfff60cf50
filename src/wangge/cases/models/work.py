"""Field tasks, requests and supervisions of a case."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wangge.cases.models.case import Case


class TaskRow(models.Model):
    """A collector's field task (standards.lifecycle.values.Task)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="task_rows")
    kind = models.CharField(max_length=8)
    collector = models.BigIntegerField()
    state = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    deadline = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    drawn = models.BooleanField(default=False)
    blind = models.CharField(max_length=10)
    result = models.CharField(max_length=12, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["collector", "deadline"], name="task_mine", condition=Q(state="open")),
            models.Index(fields=["deadline"], name="task_open", condition=Q(state="open")),
            models.Index(fields=["case"], name="task_case"),
        ]


class RequestRow(models.Model):
    """A unit's or dispatcher's request (standards.lifecycle.values.Request)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="request_rows")
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10)
    unit = models.CharField(max_length=18, null=True)
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    until = models.DateTimeField(null=True)
    decided_by = ArrayField(models.BigIntegerField(), default=list)
    decided_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="request_open", condition=Q(status__in=["open", "half"])),
            models.Index(fields=["case"], name="request_case"),
        ]


class SupervisionRow(models.Model):
    """督办 (standards.lifecycle.values.Supervision)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="supervision_rows")
    by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    unit = models.CharField(max_length=18, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["answer_by"], name="supervision_open", condition=Q(answered_at__isnull=True)),
            models.Index(fields=["case"], name="supervision_case"),
        ]

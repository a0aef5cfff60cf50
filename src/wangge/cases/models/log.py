"""The event log, its order, its free texts, and the ids that make repetition harmless."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wangge.cases.models.case import Case


class Event(models.Model):
    """One act. Appended, never changed or removed: the application's role has no right to (see web.migrate).

    `at` is the moment that counts, `changes` what the act changed (standards.lifecycle.codec), `data` what readers
    show; what a person wrote is in EventText, here only its salted hash. No personal datum of a citizen stands here.
    """

    append_only = True

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="events")
    case_no = models.CharField(max_length=20)
    seq = models.PositiveIntegerField()
    action = models.CharField(max_length=32)
    actor = models.BigIntegerField(null=True)
    role = models.CharField(max_length=16)
    post = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=18, null=True)
    from_state = models.CharField(max_length=16, null=True)
    to_state = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    acted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    media = ArrayField(models.UUIDField(), default=list)
    device = models.CharField(max_length=64, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=10, default="live")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="event_seq_once")]
        indexes = [
            models.Index(fields=["received_at"], name="event_received"),
            models.Index(fields=["actor", "received_at"], name="event_actor"),
        ]


class EventText(models.Model):
    """What was written with an act (opinion, reason, note, description, address); erasable."""

    event = models.UUIDField(primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.JSONField(default=dict)


class InboxRow(models.Model):
    """A committed event that the relay has not ordered yet."""

    id = models.BigAutoField(primary_key=True)
    event = models.UUIDField()


class EventOrder(models.Model):
    """Positions without gaps, never running backwards; what every consumer's cursor counts in.

    Appended by the relay, never changed or removed.
    """

    append_only = True

    position = models.BigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)


class ReportKey(models.Model):
    """A person's report_id, once: the same body again gives the same case. person is the user, or 0 for the system."""

    user = models.BigIntegerField()
    report_id = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "report_id"], name="report_once")]


class ActionKey(models.Model):
    """A person's action_id, once."""

    user = models.BigIntegerField()
    action_id = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "action_id"], name="action_once")]

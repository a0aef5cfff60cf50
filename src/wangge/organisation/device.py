"""The clock of whoever asks: how far it is off, and when something was done by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from wangge.standards.errors import Refused


def skew_of(request: HttpRequest, now: datetime) -> timedelta:
    """How far the device's clock is off, from its own time in the header X-Device-Time (ISO 8601 with zone)."""
    told = request.headers.get("X-Device-Time", "").strip()
    at = _moment(told) if told else None
    return at - now if at is not None and at.tzinfo else timedelta(0)


def done_at(told: datetime | None, request: HttpRequest, now: datetime) -> datetime:
    """When it was done: the device's time corrected by its skew, never later than `now`; `now` where nothing was told.

    Raises Refused `time_without_zone`.
    """
    if told is None:
        return now
    if told.tzinfo is None:
        raise Refused("time_without_zone", "时间缺少时区", "时间应带时区，例如 +08:00。没有保存任何改动。")
    try:
        return min(told - skew_of(request, now), now)
    except OverflowError:  # a clock thousands of years off
        return now


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None

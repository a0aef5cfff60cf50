"""Jobs of the cases, by the minute and on a change of the calendar. Registered by importing this module."""

from __future__ import annotations

import contextlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wangge.basedata import jurisdiction
from wangge.cases import sweeps
from wangge.rules.signals import calendar_changed


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="cases-sweep", name="cases.sweep")
def sweep(timestamp: int) -> None:
    """Suspensions that end, tasks nobody answers, checks to be sent."""
    with jurisdiction.named(jurisdiction.current()):
        sweeps.sweep(timezone.now())


@app.task(name="cases.move_deadlines")
def move_deadlines(code: str) -> None:
    """Deadlines still open follow the calendar."""
    with jurisdiction.named(code):
        sweeps.move_open_deadlines(timezone.now())


def follow_calendar(sender: Any, **_: Any) -> None:
    """In the changing transaction: the job exists only if the change does; one that waits already is enough."""
    code = jurisdiction.current()
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        move_deadlines.configure(queueing_lock=f"move-{code}").defer(code=code)


def connect() -> None:
    calendar_changed.connect(follow_calendar, dispatch_uid="cases_follow_calendar")

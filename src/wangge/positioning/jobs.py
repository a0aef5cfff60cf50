"""The job of the positions, once a night. Registered by importing this module."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.basedata.jurisdiction import jurisdiction
from wangge.positioning import sweep


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="positioning-sweep", name="positioning.sweep")
def sweep_positions(timestamp: int) -> None:
    """Positions older than the county keeps them."""
    now, removed = timezone.now(), sweep.SLICE
    while removed == sweep.SLICE:
        with jurisdiction():
            removed = sweep.remove_old(now)

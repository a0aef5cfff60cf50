"""Jobs of the evidence store, once a night. Registered by importing this module."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.basedata.jurisdiction import jurisdiction
from wangge.evidence import sweep


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="evidence-sweep", name="evidence.sweep")
def sweep_evidence(timestamp: int) -> None:
    """Uploads nobody attached, uploads nobody finished, files that no row names."""
    now = timezone.now()
    with jurisdiction():
        sweep.remove_unattached(now)
        sweep.remove_expired_uploads(now)
    with jurisdiction():
        sweep.remove_orphans(now)

"""Lamps are computed when read: green up to the warning share of the limit, yellow up to the deadline, red after."""

from __future__ import annotations

from datetime import datetime


def lamp(deadline: datetime | None, warn_at: datetime | None, judged_at: datetime) -> str:
    """judged_at: now for a running clock, the moment it stopped for any other. `none` without a deadline."""
    if deadline is None:
        return "none"
    if judged_at > deadline:
        return "red"
    return "yellow" if warn_at is not None and judged_at > warn_at else "green"

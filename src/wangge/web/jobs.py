"""The job queue: procrastinate's application and what runs by the clock."""

from __future__ import annotations

import procrastinate


def on_app_ready(app: procrastinate.App) -> None:
    """Called once Django is ready; subsystems add their tasks by importing their `jobs` modules."""

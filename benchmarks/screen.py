"""The big screen's questions on 90 days of the county, some 13,000 cases: what is asked after each change, and the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from benchmarks._county import county
from benchmarks.county import simulated, tell, timed


def main() -> None:
    with county():
        simulated()
        figures()
        standing()
        yesterday()


def figures() -> None:
    from django.utils import timezone

    from wangge.command.queries import ground, late, recent, spots, summary

    now = timezone.now()
    asked: dict[str, Callable[[], object]] = {
        "summary": lambda: summary.summary(now),
        "recent": lambda: recent.recent(None, 12, now),
        "late": lambda: late.late(now, 40),
        "heat": lambda: ground.heat(now, 7),
        "classes": lambda: ground.classes(now, 7),
        "spots": lambda: spots.hot_spots(now, 12),
    }
    for name, job in asked.items():
        tell("screen", asks=name, **timed(_inside(job)))


def standing() -> None:
    """Reckoned anew each time, as the screen asks for it once a minute and once in ten."""
    from django.utils import timezone

    from wangge.command import kept
    from wangge.command.queries import standing

    def anew(job: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            kept.forget()
            job()

        return run

    now = timezone.now()
    tell("screen", asks="units, reckoned anew", **timed(_inside(anew(lambda: standing.units(now))), turns=5))
    tell("screen", asks="grades, reckoned anew", **timed(_inside(anew(lambda: standing.grades(now))), turns=5))


def yesterday() -> None:
    from django.utils import timezone

    from wangge.command.days import past_day
    from wangge.command.queries.playback import playback
    from wangge.standards.workcalendar import ZONE

    now = timezone.now()
    day = past_day(now.astimezone(ZONE).date() - timedelta(days=1), now)
    with_events = _inside(lambda: playback(day, "", 5000))
    tell("screen", asks="playback of yesterday", **timed(with_events, turns=10))


def _inside(job: Callable[[], object]) -> Callable[[], object]:
    """Each turn in a transaction of its own, as a request is."""
    from wangge.basedata.jurisdiction import jurisdiction

    def run() -> None:
        with jurisdiction():
            job()

    return run


if __name__ == "__main__":
    main()

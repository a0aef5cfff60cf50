"""Who patrols a duty grid, and who of them is charged with 漏报.

On duty is who has a shift (the collectors' calendar) and no leave in it: the same that tasks are sent by.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from wangge.evaluation.queries.common import OWN, fetch
from wangge.organisation.models import Leave
from wangge.organisation.queries import PostFacts, collectors
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.evaluation.missed import Found, MissedRule, Patrol, Sighting, missed_by
from wangge.standards.evaluation.scope import Scope

ZONE = ZoneInfo("Asia/Shanghai")
SIGHTINGS = """
SELECT c.reporter, c.reported_at, c.lon::float, c.lat::float FROM cases_case c
WHERE c.reported_at >= %(since)s AND c.reported_at < %(until)s AND c.source = ANY(%(own)s)
  AND c.reporter IS NOT NULL AND c.lon IS NOT NULL ORDER BY c.reported_at
"""
Shift = tuple[datetime, datetime]


class Patrols:
    """`since`: the earliest report that may be asked about."""

    def __init__(self, scope: Scope, since: datetime) -> None:
        self._book, self._since, self._until = rulebook(), since, scope.period.end
        self._rule = _rule(self._book)
        self._posts: dict[str, list[PostFacts]] = {}
        for post in collectors():
            for grid in post.duty_grids:
                self._posts.setdefault(grid, []).append(post)
        self._leaves = list(Leave.objects.filter(starts__lte=scope.period.end).values_list("user_id", "starts", "ends"))
        self._shifts = cache(lambda day: tuple(_shifts(self._book, day)))

    def of(self, duty_grid: str | None) -> tuple[str, ...]:
        return tuple(post.username for post in self._posts.get(duty_grid or "", ()))

    def missed(self, found: Found) -> tuple[str, ...]:
        """User names charged with a filed case; nothing is read for a case that a collector reported."""
        posts = self._posts.get(found.duty_grid, [])
        if found.source in OWN or found.merged or not posts or not self._listed(found):
            return ()
        return missed_by(found, [self._patrol(post, found) for post in posts], self._rule)

    def _listed(self, found: Found) -> bool:
        return any(found.class_code.startswith(prefix) for prefix in self._book.setting("missed_classes"))

    def _patrol(self, post: PostFacts, found: Found) -> Patrol:
        shifts = tuple(s for s in self._shifts(_day(found.reported.at)) if not self._away(post.user, s))
        return Patrol(
            collector=post.username,
            duty_grids=frozenset(post.duty_grids),
            classes=frozenset({found.class_code}),
            shifts=shifts,
            sightings=tuple(self._seen_by(post.user, found.reported.at)),
        )

    def _away(self, user: int, shift: Shift) -> bool:
        return any(who == user and starts < shift[1] and ends > shift[0] for who, starts, ends in self._leaves)

    def _seen_by(self, user: int, at: datetime) -> list[Sighting]:
        """His own reports that may excuse him."""
        seen = self._sightings.get(user, [])
        first = bisect_left(seen, at - self._rule.memory, key=_moment)
        return seen[first : bisect_right(seen, at, key=_moment)]

    @cached_property
    def _sightings(self) -> dict[int, list[Sighting]]:
        """By collector, in the order of time."""
        found: dict[int, list[Sighting]] = {}
        since = self._since - self._rule.memory
        for row in fetch(SIGHTINGS, {"since": since, "until": self._until, "own": list(OWN)}):
            found.setdefault(row["reporter"], []).append(Sighting(row["reported_at"], row["lon"], row["lat"]))
        return found


def _moment(seen: Sighting) -> datetime:
    return seen.at


def _rule(book: Rulebook) -> MissedRule:
    return MissedRule(
        on_duty=timedelta(minutes=book.setting("missed_on_duty_minutes")),
        memory=timedelta(hours=book.setting("missed_hours")),
    )


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _shifts(book: Rulebook, day: date) -> Iterator[Shift]:
    for begin, end in book.collectors_calendar.periods(day):
        until = day if end != time() else day + timedelta(days=1)
        yield datetime.combine(day, begin, ZONE), datetime.combine(until, end, ZONE)

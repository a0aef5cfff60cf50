"""From points to a way: what is joined, what is not, what a trembling phone adds."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.positioning.track import STEP, Seen, observed, segments

START = datetime(2026, 6, 10, tzinfo=UTC)
GAP = timedelta(minutes=5)
METRE = 1 / 111_320  # degrees of latitude
FASTEST = 120.0


def seen(seconds: float, north: float = 0.0, accuracy: float | None = 5.0) -> Seen:
    """A point so many metres north of the start, so many seconds after it."""
    return Seen(START + timedelta(seconds=seconds), 112.84, 32.68 + north * METRE, accuracy)


def walked(minutes: int, metres_a_minute: float = 70, since: int = 0) -> list[Seen]:
    return [seen(60 * (since + n), metres_a_minute * (since + n)) for n in range(minutes + 1)]


def test_a_walk_is_one_stretch_of_its_length() -> None:
    (one,) = segments(walked(30), GAP, FASTEST)
    assert one.metres == pytest.approx(2100, rel=0.01)
    assert observed([one]) == timedelta(minutes=30)


def test_a_gap_breaks_the_line_and_counts_neither_time_nor_metres() -> None:
    first, second = segments(walked(10) + walked(10, since=40), GAP, FASTEST)
    assert first.metres + second.metres == pytest.approx(1400, rel=0.01)
    assert observed([first, second]) == timedelta(minutes=20)
    (joined,) = segments(walked(10) + walked(10, since=15), GAP, FASTEST)
    assert observed([joined]) == timedelta(minutes=25)


def test_a_standing_phone_walks_nowhere() -> None:
    chance = random.Random(7)
    points = [seen(20 * n, chance.gauss(0, 3), 20) for n in range(200)]
    assert sum(one.metres for one in segments(points, GAP, FASTEST)) < 60


def test_a_jump_faster_than_any_car_is_no_way() -> None:
    points = [*walked(5), seen(360, 20_000), seen(420, 20_070)]
    assert sum(one.metres for one in segments(points, GAP, FASTEST)) == pytest.approx(350 + 70, rel=0.02)


def test_a_point_that_is_too_unsure_is_left_out_and_one_of_unknown_accuracy_is_not() -> None:
    (one,) = segments([seen(0), seen(60, 5000, 800), seen(120, 100, None)], GAP, FASTEST)
    assert one.metres == pytest.approx(100, rel=0.01)


POINTS = st.lists(
    st.builds(seen, st.integers(0, 20_000), st.floats(-3000, 3000), st.floats(0, 150)),
    max_size=40,
    unique_by=lambda p: p.at,
)


@given(POINTS, st.randoms())
def test_the_order_of_arrival_changes_nothing(points: list[Seen], chance: random.Random) -> None:
    shuffled = list(points)
    chance.shuffle(shuffled)
    assert segments(points, GAP, FASTEST) == segments(shuffled, GAP, FASTEST)


@given(POINTS)
def test_stretches_lie_one_after_the_other_and_no_longer_than_their_points_allow(points: list[Seen]) -> None:
    found = segments(points, GAP, FASTEST)
    for one, after in pairwise(found):
        assert one.last < after.first
    for one in found:
        seconds = (one.last - one.first).total_seconds()
        assert one.metres <= seconds * FASTEST / 3.6 + STEP * len(one.line)

"""What a day's 打卡 add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wangge.collection.days import Day, fold

MORNING = datetime(2026, 6, 10, 0, 0, tzinfo=UTC)
OPEN_FOR = timedelta(hours=16)


@dataclass(frozen=True)
class Mark:
    kind: str
    at: datetime


def marks(*told: tuple[str, int]) -> list[Mark]:
    """(kind, minutes after the morning)."""
    return [Mark(kind, MORNING + timedelta(minutes=minutes)) for kind, minutes in told]


def at(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def test_the_first_on_and_the_last_off_count_and_the_break_between_does_not() -> None:
    found = fold(marks(("on", 0), ("on", 5), ("off", 240), ("on", 360), ("off", 600), ("off", 610)), at(700), OPEN_FOR)
    assert found == Day("off", at(610), at(0), at(610), timedelta(minutes=240 + 240))


def test_who_is_on_works_until_now() -> None:
    assert fold(marks(("on", 10)), at(100), OPEN_FOR) == Day("on", at(10), at(10), None, timedelta(minutes=90))


def test_a_shift_that_nobody_ended_is_not_believed_for_ever() -> None:
    found = fold(marks(("on", 0)), at(17 * 60), OPEN_FOR)
    assert (found.state, found.worked) == ("none", timedelta(0))


def test_an_off_without_an_on_is_kept_and_adds_nothing() -> None:
    assert fold(marks(("off", 600)), at(700), OPEN_FOR) == Day("off", at(600), None, at(600), timedelta(0))


TOLD = st.lists(st.tuples(st.sampled_from(["on", "off"]), st.integers(0, 900)), max_size=12)


@given(TOLD, st.randoms())
def test_the_order_in_which_they_arrive_changes_nothing(told: list[tuple[str, int]], chance: object) -> None:
    late = list(told)
    chance.shuffle(late)  # type: ignore[attr-defined]
    assert fold(marks(*told), at(900), OPEN_FOR) == fold(marks(*late), at(900), OPEN_FOR)


@given(TOLD)
def test_nobody_works_longer_than_from_his_first_mark_to_now(told: list[tuple[str, int]]) -> None:
    found = fold(marks(*told), at(900), OPEN_FOR)
    first = min((minutes for _, minutes in told), default=900)
    assert timedelta(0) <= found.worked <= timedelta(minutes=900 - first)

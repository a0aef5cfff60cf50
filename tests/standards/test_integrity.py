"""Draws of blind checks: repeatable, fair, and not to be steered by the order of names."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.standards.integrity import draw_checker, picked_for_check

NUMBERS = [f"411328260302{n:05d}" for n in range(4000)]
collectors = st.lists(st.integers(1, 10_000), min_size=1, max_size=40)
rounds = st.integers(1, 9)
seeds = st.text(min_size=1, max_size=10)


def drawn(seed: str, case_no: str, round_: int, eligible: list[int]) -> int:
    found = draw_checker(seed, case_no, round_, eligible, 0)
    assert found is not None
    return found.collector


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_the_share_of_picked_cases_is_the_share_that_was_set(share: float) -> None:
    picked = sum(picked_for_check("seed", no, 1, share, risky=False) for no in NUMBERS)
    assert abs(picked / len(NUMBERS) - share) < 0.03  # four standard deviations


def test_none_all_and_the_risky_ones() -> None:
    assert not any(picked_for_check("seed", no, 1, 0.0, risky=False) for no in NUMBERS)
    assert all(picked_for_check("seed", no, 1, 1.0, risky=False) for no in NUMBERS)
    assert all(picked_for_check("seed", no, 1, 0.0, risky=True) for no in NUMBERS)


@given(seed=seeds, case_no=st.sampled_from(NUMBERS), round_=rounds, low=st.floats(0, 1), high=st.floats(0, 1))
def test_who_is_picked_at_a_small_share_is_picked_at_a_greater_one(
    seed: str, case_no: str, round_: int, low: float, high: float
) -> None:
    low, high = sorted((low, high))
    if picked_for_check(seed, case_no, round_, low, risky=False):
        assert picked_for_check(seed, case_no, round_, high, risky=False)


def test_another_round_and_another_seed_pick_anew() -> None:
    first, second, other = (
        [picked_for_check(seed, no, round_, 0.3, risky=False) for no in NUMBERS]
        for seed, round_ in (("seed", 1), ("seed", 2), ("other", 1))
    )
    for again in (second, other):
        both = sum(a and b for a, b in zip(first, again, strict=True))
        assert 0.05 < both / len(NUMBERS) < 0.13, "independent: nine per cent"


@given(seed=seeds, case_no=st.text(max_size=20), round_=rounds, eligible=collectors, data=st.data())
def test_the_draw_is_one_of_the_eligible_whatever_their_order(
    seed: str, case_no: str, round_: int, eligible: list[int], data: st.DataObject
) -> None:
    chosen = drawn(seed, case_no, round_, eligible)
    assert chosen in eligible
    shuffled = data.draw(st.permutations(eligible))
    assert drawn(seed, case_no, round_, shuffled) == chosen
    assert drawn(seed, case_no, round_, [*shuffled, *eligible]) == chosen, "a name twice is one person"


def test_everybody_is_drawn_about_as_often() -> None:
    counts = Counter(drawn("seed", no, 1, [3, 5, 8, 13, 21]) for no in NUMBERS)
    assert counts.keys() == {3, 5, 8, 13, 21}
    assert all(abs(n - 800) < 110 for n in counts.values())  # over four standard deviations


def test_the_pick_says_nothing_about_who_is_drawn() -> None:
    picked = [no for no in NUMBERS if picked_for_check("seed", no, 1, 0.3, risky=False)]
    counts = Counter(drawn("seed", no, 1, [1, 2]) for no in picked)
    assert abs(counts[1] - counts[2]) < 0.12 * len(picked)


def test_a_draw_is_recorded_with_how_many_it_was_among() -> None:
    found = draw_checker("seed", NUMBERS[0], 1, [4, 4, 7], 3)
    assert found is not None
    assert (found.blind, found.pool, found.excluded) == ("drawn", 2, 3)
    assert draw_checker("seed", NUMBERS[0], 1, [], 5) is None


def test_a_known_seed_gives_the_known_draw() -> None:
    """Anyone with the seed repeats a draw of last year, so it may never come out otherwise."""
    assert [drawn("seed", no, 1, [1, 2, 3, 4, 5]) for no in NUMBERS[:8]] == [5, 4, 5, 3, 5, 3, 3, 3]
    picked = [no for no in NUMBERS[:8] if picked_for_check("seed", no, 1, 0.3, risky=False)]
    assert [int(no[-5:]) for no in picked] == [2, 5, 7]

"""Recurrence: the same class within 50 m, three cases or more; hot from ten on five days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wangge.standards.recurrence import METRES_A_DEGREE, Rule, Seen, spots

MONDAY = date(2026, 6, 8)
LON, LAT = 112.84, 32.68


def seen(number: int, north: float = 0.0, code: str = "E0110", day: int = 0) -> Seen:
    """`north` in metres."""
    return Seen(f"{number:05}", code, LON, LAT + north / METRES_A_DEGREE, MONDAY + timedelta(days=day))


def test_three_of_a_class_within_fifty_metres_are_a_spot_two_are_none() -> None:
    assert spots([seen(1), seen(2, 20)]) == []
    (found,) = spots([seen(1), seen(2, 20), seen(3, 40)])
    assert (found.cases, found.days, found.hot) == (("00001", "00002", "00003"), 1, False)


def test_fifty_metres_belong_to_it_and_fifty_one_do_not() -> None:
    assert len(spots([seen(1, -49.9), seen(2), seen(3, 49.9)])) == 1
    assert spots([seen(1, -51), seen(2), seen(3, 51)]) == []


def test_other_classes_do_not_count() -> None:
    assert spots([seen(1), seen(2), seen(3, code="E0101")]) == []


def test_a_long_row_is_several_spots_not_one() -> None:
    found = spots([seen(n, 40.0 * n) for n in range(9)])
    assert [len(spot.cases) for spot in found] == [3, 3, 3]


def test_ten_on_five_days_are_hot_ten_on_four_are_not() -> None:
    hot, cold = ([seen(n, day=n % days) for n in range(10)] for days in (5, 4))
    assert [spot.hot for spot in spots(hot)] == [True]
    assert [spot.hot for spot in spots(cold)] == [False]
    assert [spot.hot for spot in spots(hot[:9])] == [False]


def test_a_county_may_have_its_own_rule() -> None:
    assert len(spots([seen(1), seen(2, 90)], Rule(metres=100, cases=2))) == 1


Drawn = tuple[int, int, bool, int]
cases = st.tuples(st.integers(0, 300), st.integers(0, 300), st.booleans(), st.integers(0, 30))


def made(drawn: list[Drawn]) -> list[Seen]:
    """Hundred-thousandths of a degree east and north, one of two classes, a day."""
    return [
        Seen(f"{n:05}", "E0110" if first else "E0101", LON + x / 1e5, LAT + y / 1e5, MONDAY + timedelta(days=day))
        for n, (x, y, first, day) in enumerate(drawn)
    ]


@given(st.lists(cases, max_size=60))
def test_spots_share_no_case_and_hold_the_rule(drawn: list[Drawn]) -> None:
    every = made(drawn)
    by_number = {one.case_no: one for one in every}
    told = spots(every)
    numbers = [number for spot in told for number in spot.cases]
    assert len(numbers) == len(set(numbers))
    for spot in told:
        assert len(spot.cases) >= 3
        for number in spot.cases:
            one = by_number[number]
            assert one.class_code == spot.centre.class_code
            assert abs(one.lat - spot.centre.lat) * METRES_A_DEGREE <= 50.001
    assert all(len(a.cases) >= len(b.cases) for a, b in pairwise(told))


@given(st.lists(cases, max_size=40), st.randoms())
def test_the_order_in_which_cases_come_changes_nothing(drawn: list[Drawn], random: object) -> None:
    every = made(drawn)
    mixed = list(every)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert spots(mixed) == spots(every)


@given(st.lists(cases, min_size=3, max_size=40))
def test_nothing_that_is_left_over_would_make_a_spot(drawn: list[Drawn]) -> None:
    every = made(drawn)
    taken = {number for spot in spots(every) for number in spot.cases}
    assert spots([one for one in every if one.case_no not in taken]) == []

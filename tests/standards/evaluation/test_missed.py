"""Who is charged with a miss, and who is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.standards.evaluation.world import at
from wangge.standards.evaluation.missed import Found, MissedRule, Patrol, Sighting, metres, missed_by

PLACE = Sighting(at(5, 10), 112.84, 32.68)
FOUND = Found("phone", "E0110", "D1", PLACE, filed=True)
PATROL = Patrol("wang", frozenset({"D1"}), frozenset({"E0110"}), ((at(5, 8), at(5, 18)),))


def test_a_citizens_filed_report_in_his_grid_on_his_shift_is_a_miss() -> None:
    assert missed_by(FOUND, [PATROL, replace(PATROL, collector="li", duty_grids=frozenset({"D2"}))]) == ("wang",)


@pytest.mark.parametrize(
    "found",
    [
        replace(FOUND, filed=False),
        replace(FOUND, merged=True),
        replace(FOUND, source="collector"),
        replace(FOUND, source="self_disposed"),
        replace(FOUND, class_code="E0201"),
        replace(FOUND, duty_grid="D9"),
        replace(FOUND, reported=replace(PLACE, at=at(5, 8) + timedelta(minutes=59))),
        replace(FOUND, reported=replace(PLACE, at=at(5, 19))),
    ],
)
def test_what_is_no_miss(found: Found) -> None:
    assert missed_by(found, [PATROL]) == ()


def test_an_hour_on_duty_is_enough() -> None:
    assert missed_by(replace(FOUND, reported=replace(PLACE, at=at(5, 9))), [PATROL]) == ("wang",)


@pytest.mark.parametrize(
    ("hours", "metres_north", "charged"),
    [(-2, 20, False), (-24, 49, False), (-25, 20, True), (-2, 51, True), (1, 0, True)],
)
def test_his_own_report_at_that_place_in_the_day_before_excuses_him(
    hours: int, metres_north: int, charged: bool
) -> None:
    own = Sighting(PLACE.at + timedelta(hours=hours), PLACE.lon, PLACE.lat + metres_north / 111_195)
    assert bool(missed_by(FOUND, [replace(PATROL, sightings=(own,))])) is charged


def test_the_distances_are_settings() -> None:
    own = Sighting(PLACE.at - timedelta(hours=2), PLACE.lon, PLACE.lat + 80 / 111_195)
    patrol = replace(PATROL, sightings=(own,))
    assert missed_by(FOUND, [patrol]) == ("wang",)
    assert missed_by(FOUND, [patrol], MissedRule(within_m=100)) == ()


def test_distance_in_metres() -> None:
    assert metres(PLACE, replace(PLACE, lat=33.68)) == pytest.approx(111_195, abs=1)

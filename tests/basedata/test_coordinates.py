"""Positions of any accepted system become CGCS2000; distances and areas are metres."""

from __future__ import annotations

import numpy as np
import pytest
from coord_convert.transform import gcj2bd, wgs2bd, wgs2gcj
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from wangge.basedata import coordinates as c
from wangge.standards.errors import Refused

CHINA = {"lon": st.floats(74, 134), "lat": st.floats(18, 53)}
SEAT = (112.84, 32.68)


@given(**CHINA)
def test_gcj02_and_bd09_agree_with_the_oracle_within_a_millimetre(lon: float, lat: float) -> None:
    assert c.distance(c.gcj02_of(lon, lat), wgs2gcj(lon, lat)) < 1e-3
    assert c.distance(c.bd09_of(lon, lat), wgs2bd(lon, lat)) < 1e-3
    assert gcj2bd(*wgs2gcj(lon, lat)) == pytest.approx(c.bd09_of(lon, lat), abs=1e-8)


@given(**CHINA)
def test_round_trips_close_within_a_tenth_of_a_millimetre(lon: float, lat: float) -> None:
    assert c.distance(c.wgs84_of_gcj02(*c.gcj02_of(lon, lat)), (lon, lat)) < 1e-4
    assert c.distance(c.wgs84_of_bd09(*c.bd09_of(lon, lat)), (lon, lat)) < 1e-4


def test_the_shift_at_the_county_seat_is_some_hundreds_of_metres() -> None:
    assert 300 < c.distance(c.gcj02_of(*SEAT), SEAT) < 800
    assert 300 < c.distance(c.bd09_of(*SEAT), SEAT) < 1800


@pytest.mark.parametrize("point", [(2.35, 48.85), (-74.0, 40.7), (151.2, -33.9)])
def test_outside_china_nothing_is_shifted(point: tuple[float, float]) -> None:
    assert not c.in_china(*point)
    assert c.gcj02_of(*point) == point
    assert c.bd09_of(*point) == point
    assert c.wgs84_of_gcj02(*point) == point


@pytest.mark.parametrize(
    ("system", "sent"), [("gcj02", c.gcj02_of(*SEAT)), ("BD09", c.bd09_of(*SEAT)), ("wgs84", SEAT)]
)
def test_what_is_stored_is_the_true_place_whatever_system_was_sent(system: str, sent: tuple[float, float]) -> None:
    assert c.stored(*sent, system) == pytest.approx(SEAT, abs=1e-7)


@pytest.mark.parametrize(
    ("lon", "lat", "system", "code"),
    [
        (112.8, 32.6, "mars", "unknown_coord_sys"),
        (32.68, 112.84, "wgs84", "bad_position"),
        (float("nan"), 32.6, "wgs84", "bad_position"),
        (float("inf"), 32.6, "gcj02", "bad_position"),
    ],
)
def test_bad_positions_are_refused(lon: float, lat: float, system: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        c.stored(lon, lat, system)
    assert refusal.value.code == code


@given(lon=st.floats(112.4, 113.3), lat=st.floats(32.3, 33.1))
def test_metres_go_there_and_back_and_measure_true(lon: float, lat: float) -> None:
    here, there = np.array([[lon, lat]]), np.array([[lon + 0.001, lat + 0.001]])
    assert c.to_degrees(c.to_metres(here)) == pytest.approx(here, abs=1e-9)
    flat = float(np.hypot(*(c.to_metres(there) - c.to_metres(here))[0]))
    assert flat == pytest.approx(c.distance((lon, lat), (lon + 0.001, lat + 0.001)), rel=4e-4)


def test_areas_are_square_metres_on_the_ellipsoid() -> None:
    square = box(112.84, 32.68, 112.841, 32.681)
    assert c.area(square) == pytest.approx(93.8 * 110.9, rel=2e-3)
    assert c.area(square) == pytest.approx(c.metric(square).area, rel=1e-3)

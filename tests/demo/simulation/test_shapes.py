"""Rhythm, delays and words of the simulation; no database."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wangge.demo.simulation import shapes
from wangge.demo.simulation.engine import Clockwork, Script
from wangge.demo.simulation.mix import Matter
from wangge.demo.simulation.words import SLOT, Words
from wangge.standards.workcalendar import ZONE

MONDAY = datetime(2026, 3, 2, tzinfo=ZONE)


def test_a_week_brings_seven_average_days_and_fewer_at_the_weekend() -> None:
    chance = random.Random(1)
    week = [[shapes.of_day(chance, 150, day, False) for _ in range(200)] for day in range(7)]
    assert abs(statistics.mean(sum(day) / len(day) for day in week) - 150) < 5
    assert statistics.mean(week[6]) < 0.85 * statistics.mean(week[0])


def test_collectors_report_on_their_patrols_and_most_in_the_morning() -> None:
    chance = random.Random(1)
    hours = Counter(shapes.moment(chance, MONDAY, True).hour for _ in range(2000))
    assert set(hours) <= set(shapes.PATROL)
    assert hours[9] > 2 * hours[12]


def test_nine_of_ten_reports_come_from_collectors() -> None:
    chance = random.Random(1)
    drawn = Counter(shapes.SOURCE.draw(chance) for _ in range(5000))
    assert 0.90 <= drawn["collector"] / 5000 <= 0.97
    assert 0.02 <= (drawn["phone"] + drawn["wechat"]) / 5000 <= 0.05


@given(st.floats(0.1, 1000), st.floats(0, 2), st.integers())
def test_things_take_some_time(median: float, spread: float, seed: int) -> None:
    assert shapes.Delay(median, spread, late=0.5).draw(random.Random(seed)) >= timedelta(seconds=10)


def test_a_delay_is_around_its_median() -> None:
    chance = random.Random(1)
    drawn = [shapes.Delay(20, 0.5).draw(chance).total_seconds() / 60 for _ in range(2000)]
    assert 18 < statistics.median(drawn) < 22


def test_scripts_go_on_in_the_order_of_their_moments_and_stop_at_the_end() -> None:
    clock = Clockwork(MONDAY, MONDAY + timedelta(hours=5))
    told: list[tuple[str, int]] = []

    def walk(name: str, hours: list[int]) -> Script:
        for hour in hours:
            yield MONDAY + timedelta(hours=hour)
            told.append((name, clock.now.hour))

    clock.start(walk("a", [1, 4, 9]))
    clock.start(walk("b", [2, 3, 5]))
    clock.run()
    assert told == [("a", 1), ("b", 2), ("b", 3), ("a", 4), ("b", 5)]


def test_a_moment_that_has_passed_does_not_turn_the_clock_back() -> None:
    clock = Clockwork(MONDAY, MONDAY + timedelta(hours=5))
    told: list[datetime] = []

    def late() -> Script:
        yield MONDAY + timedelta(hours=3)
        yield MONDAY + timedelta(hours=1)
        told.append(clock.now)

    clock.start(late())
    clock.run()
    assert told == [MONDAY + timedelta(hours=3)]


def test_every_sentence_is_filled_in() -> None:
    words, chance = Words(), random.Random(1)
    for key, family in (("暴露垃圾", "garbage"), ("井盖", "cover"), ("共享单车管理", "bike"), ("路灯", "lamp")):
        for _ in range(60):
            told = words.problem(chance, Matter("E0110", "event", key, key, family), "文峰路12号门前")
            assert not SLOT.search(told)
            assert told.startswith("文峰路12号门前")
            assert told.endswith("。")

"""What the county's rule books hold after loading."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date

import pytest

from wangge.organisation.models import Department
from wangge.rules import models, revision
from wangge.rules.load import load
from wangge.rules.registry import EDITION_2013, EDITION_2026, SPECS
from wangge.standards.errors import Refused

MAKE_UP = {  # 调休上班 of the State Council's notices
    2018: "0211 0224 0408 0428 0929 0930 1229",
    2019: "0202 0203 0428 0505 0929 1012",
    2020: "0119 0426 0509 0628 0927 1010",
    2021: "0207 0220 0425 0508 0918 0926 1009",
    2022: "0129 0130 0402 0424 0507 1008 1009",
    2023: "0128 0129 0423 0506 0625 1007 1008",
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}
FREE = [  # a weekday of each year's National Day and Spring Festival
    *(date(year, 10, 2) for year in MAKE_UP),
    date(2018, 2, 15),
    date(2019, 2, 4),
    date(2020, 1, 24),
    date(2020, 1, 31),  # the epidemic's extension
    date(2021, 2, 11),
    date(2022, 1, 31),
    date(2023, 1, 23),
    date(2024, 2, 12),
    date(2025, 1, 28),
    date(2026, 2, 16),
]


def test_both_editions_and_the_local_extension_are_loaded(rules: None) -> None:
    count = Counter(models.ClassRow.objects.values_list("edition", "kind", "local"))
    assert count == {
        (EDITION_2013, "component", False): 122,
        (EDITION_2013, "event", False): 77,
        (EDITION_2013, "component", True): 26,
        (EDITION_2013, "event", True): 33,
        (EDITION_2026, "component", False): 153,
        (EDITION_2026, "event", False): 250,
    }


def test_every_class_has_a_filing_rule(rules: None) -> None:
    ruled = set(models.FilingRuleRow.objects.values_list("edition", "class_code"))
    assert set(models.ClassRow.objects.values_list("edition", "code")) == ruled


def test_make_up_days_are_those_of_the_notices(rules: None) -> None:
    found: dict[int, list[str]] = {}
    for row in models.DayOverride.objects.filter(working=True).order_by("date"):
        found.setdefault(row.date.year, []).append(f"{row.date:%m%d}")
    assert {year: " ".join(days) for year, days in found.items()} == MAKE_UP


def test_holidays_are_free_and_named_in_chinese(rules: None) -> None:
    free = dict(models.DayOverride.objects.filter(working=False).values_list("date", "name"))
    assert set(FREE) <= set(free)
    assert free[date(2026, 10, 2)] == "国庆节"
    assert free[date(2026, 2, 16)] == "春节"


def test_the_years_of_the_notices_are_published_and_2027_is_not(rules: None) -> None:
    assert set(models.PublishedYear.objects.values_list("year", flat=True)) == set(range(2018, 2027))


def test_every_setting_has_its_row_with_the_default(rules: None) -> None:
    rows = dict(models.Setting.objects.values_list("key", "value"))
    assert rows.keys() == SPECS.keys()
    assert all(spec.clean(rows[spec.key]) == spec.clean(spec.default) for spec in SPECS.values())


def test_a_second_load_changes_nothing(rules: None) -> None:
    models.StageLimit.objects.filter(stage="accept").update(amount=99)
    models.Setting.objects.filter(key="extension_max").update(value=7)
    token = revision.token()
    assert set(load().values()) == {0}
    assert revision.token() == token
    assert models.StageLimit.objects.get(stage="accept").amount == 99
    assert models.Setting.objects.get(key="extension_max").value == 7


def test_loading_is_quick(units: None) -> None:
    begin = time.perf_counter()
    assert load()["ClassRow"] == 661
    assert time.perf_counter() - begin < 5


def test_rules_need_the_units(db: None) -> None:
    Department.objects.create(code="Z01", name="监督中心", short_name="监督", kind="supervision", group="centre")
    with pytest.raises(Refused, match="units_missing"):
        load()
    assert not models.ClassRow.objects.exists()

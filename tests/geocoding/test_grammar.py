"""Places as people write them."""

from __future__ import annotations

import pytest

from wangge.geocoding.grammar import Wanted, read


@pytest.mark.parametrize(
    ("words", "road", "number"),
    [
        ("新春路67号", "新春路", 67),
        ("新春路67", "新春路", 67),
        (" 新春路 ６７ 号 ", "新春路", 67),
        ("唐河县文峰街道新春街社区新春路67号", "新春路", 67),
        ("河南省南阳市唐河县友兰大道12号院", "友兰大道", 12),
        ("刘洼村河堤路3号", "河堤路", 3),
        ("建设路十二巷3号", "建设路十二巷", 3),
        ("新民街8号", "新民街", 8),
    ],
)
def test_doors(words: str, road: str, number: int) -> None:
    wanted = read(words)
    assert (wanted.road, wanted.number, wanted.crossing) == (road, number, None)


@pytest.mark.parametrize(
    "words",
    ["建设路与新春路口", "建设路和新春路交叉口", "建设路 新春路", "建设路、新春路路口", "唐河县建设路与新春路口东南角"],
)
def test_crossings(words: str) -> None:
    assert read(words).crossing == ("建设路", "新春路")


@pytest.mark.parametrize("words", ["县医院", "文峰广场", "411328002001", "建设路", "文峰街道", "新春街社区"])
def test_other_words_are_left_as_they_are(words: str) -> None:
    assert read(words) == Wanted(words)


@pytest.mark.parametrize("words", ["", "  ", "号", "路", "12号"])
def test_scraps_ask_for_nothing_special(words: str) -> None:
    wanted = read(words)
    assert (wanted.road, wanted.number, wanted.crossing) == ("", None, None)

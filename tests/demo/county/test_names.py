from __future__ import annotations

import pytest

from wangge.demo.county.names import numeral


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_numbers_are_written_as_on_signs(n: int, words: str) -> None:
    assert numeral(n) == words

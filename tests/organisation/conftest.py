"""A county small enough to read: duty grids without ground, the real departments and people on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wangge.basedata.models import DutyGrid

Grids = Callable[[int], list[str]]


@pytest.fixture
def duty_grids() -> Grids:
    """Makes that many duty grids and answers their codes in order."""

    def make(count: int) -> list[str]:
        codes = [f"D{i:02}" for i in range(1, count + 1)]
        box = {"wkb": b"", "min_lon": 112.8, "min_lat": 32.6, "max_lon": 112.9, "max_lat": 32.7}
        DutyGrid.objects.bulk_create(DutyGrid(code=code, name=f"责任网格{code}", **box) for code in codes)
        return codes

    return make

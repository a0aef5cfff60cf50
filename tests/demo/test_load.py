"""Loading the sample county."""

from __future__ import annotations

import pytest

from wangge.basedata import revision
from wangge.basedata.index import grid_at
from wangge.basedata.models import Component, DutyGrid, UnitGrid
from wangge.demo.load import tanghe
from wangge.geocoding.forward import search
from wangge.organisation.models import Department, Post
from wangge.standards.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_county_is_loaded_whole_once_and_never_over_another() -> None:
    counts = tanghe(seed=1)
    assert counts["unit_grids"] == UnitGrid.objects.count() > 2_700
    assert 30 <= counts["duty_grids"] <= 40
    assert counts["components"] == Component.objects.count()
    hit = grid_at(112.84, 32.68)
    assert hit is not None
    assert DutyGrid.objects.filter(code=hit.duty_grid).exists()
    assert search("县医院")[0].name == "唐河县人民医院"

    departments = set(Component.objects.values_list("department_code", flat=True))
    assert departments <= set(Department.objects.values_list("code", flat=True))
    assert not Post.objects.filter(role="collector", duty_grids=None).exists()

    before = revision.newest()
    assert not any(tanghe(seed=1).values())
    assert revision.newest() == before

    with pytest.raises(Refused) as refusal:
        tanghe(seed=2)
    assert refusal.value.code == "county_loaded"
    assert UnitGrid.objects.count() == counts["unit_grids"]

"""The index of unit grids follows every change of them."""

from __future__ import annotations

import pytest

from tests.basedata.world import COMMUNITY, DUTY, SIDE, SOUTH, TODAY, WEST, settle
from wangge.basedata import revision
from wangge.basedata.index import GridHit, grid_at, grid_index, many_at
from wangge.basedata.models import UnitGrid

INSIDE = (WEST + SIDE / 2, SOUTH + SIDE / 2)
pytestmark = pytest.mark.django_db


def test_a_point_is_found_with_all_that_is_known_of_its_grid() -> None:
    settle()
    assert grid_at(*INSIDE) == GridHit(f"{COMMUNITY}001", COMMUNITY, COMMUNITY[:9], DUTY, 1)


def test_without_grids_no_point_is_inside() -> None:
    assert grid_at(*INSIDE) is None


def test_many_points_keep_their_order() -> None:
    settle()
    hits = many_at([[WEST + 1.5 * SIDE, SOUTH], [0.0, 0.0], [*INSIDE]])
    assert [hit and hit.code[-3:] for hit in hits] == ["002", None, "001"]


def test_a_grid_taken_out_of_use_is_no_longer_found() -> None:
    settle()
    assert grid_at(*INSIDE)
    grid = UnitGrid.objects.get(code=f"{COMMUNITY}001")
    grid.end_date = TODAY
    grid.save()
    assert grid_at(*INSIDE) is None


def test_bulk_changes_show_once_the_revision_is_raised() -> None:
    settle()
    before = grid_index()
    UnitGrid.objects.filter(code__endswith="001").update(area_class=3)
    assert grid_index() is before
    revision.bump("test")
    hit = grid_at(*INSIDE)
    assert hit is not None
    assert hit.area_class == 3


def test_revisions_are_counted() -> None:
    first = revision.bump("one")
    second = revision.bump("two")
    assert second.number == first.number + 1
    assert revision.newest() == second
    assert revision.has_source("one")
    assert not revision.has_source("three")

"""What `wangge doctor` says of the calendar."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.world import World
from wangge.rules.models import PublishedYear
from wangge.web import doctor

YEAR = datetime.now(doctor.ZONE).year


def years(*published: int) -> None:
    PublishedYear.objects.all().delete()
    PublishedYear.objects.bulk_create(PublishedYear(year=year) for year in published)


def test_a_coming_year_nobody_published_is_named(world: World) -> None:
    years(YEAR - 1, YEAR)
    assert f"{YEAR + 1} 年尚未公布" in doctor.calendar_years()
    years(YEAR, YEAR + 1)
    assert "尚未" not in doctor.calendar_years()


def test_a_present_year_that_is_missing_is_a_finding(world: World) -> None:
    years(YEAR - 1)
    with pytest.raises(doctor.Unsound, match=f"{YEAR} 年、{YEAR + 1} 年"):
        doctor.calendar_years()
    assert [f.ok for f in doctor.examine() if f.code == "calendar_years"] == [False]

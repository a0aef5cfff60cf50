"""`none` is a value in every filter of the list: what has no unit, no place, no deadline, no stage …"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import World
from wangge.cases.models import Case


def listed(world: World, **filters: Any) -> set[str]:
    status, page = world.operator1.get("/cases", limit=200, **filters)
    assert status == 200, page
    return {row["case_no"] for row in page["items"]}


@pytest.fixture
def cases(world: World) -> dict[str, str]:
    """Reported; dispatched in time; late; and one at a unit that has no deadline (a legacy record)."""
    found = {"new": world.collector01.report()["case_no"]}
    found |= {name: world.dispatched()["case_no"] for name in ("running", "late", "endless")}
    Case.objects.filter(case_no=found["late"]).update(deadline=timezone.now() - timedelta(hours=1))
    Case.objects.filter(case_no=found["endless"]).update(deadline=None, warn_at=None, lon=None, lat=None)
    return found


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"overdue": "true"}, {"late"}),
        ({"overdue": "false"}, {"new", "running", "endless"}),
        ({"overdue": "none"}, {"new", "endless"}),
        ({"overdue": ""}, {"new", "running", "late", "endless"}),
        ({"stage": "none"}, set()),
        ({"stage": "none,collect"}, {"new"}),
        ({"state": "none"}, set()),
        ({"kind": "none"}, set()),
        ({"source": "none"}, set()),
        ({"unit": "none"}, {"new"}),
        ({"grid": "none"}, set()),
        ({"class": "none"}, set()),
        ({"lamp": "none"}, {"new", "endless"}),
        ({"since": "none"}, {"new", "running", "late", "endless"}),
        ({"until": "none"}, {"new", "running", "late", "endless"}),
        ({"since": "none", "until": "2001-01-01T00:00:00+08:00"}, set()),
        ({"bbox": "none"}, {"endless"}),
        ({"mine": "none"}, set()),
        ({"list": "none"}, {"new", "running", "late", "endless"}),
    ],
)
def test_none_and_overdue_find_what_they_say(
    world: World, cases: dict[str, str], filters: dict[str, str], names: set[str]
) -> None:
    assert listed(world, **filters) == {cases[name] for name in names}


@pytest.mark.parametrize(
    "filters", [{"overdue": "perhaps"}, {"stage": "nothing"}, {"lamp": "blue"}, {"since": "never"}, {"mine": "2"}]
)
def test_what_is_no_value_of_a_filter_is_refused(world: World, filters: dict[str, str]) -> None:
    assert world.operator1.get("/cases", **filters)[0] == 422


def test_the_document_says_what_none_means(world: World) -> None:
    _, document = world.operator1.get("/openapi.json")
    about = {p["name"]: p["description"] for p in document["paths"]["/api/v1/cases"]["get"]["parameters"]}
    filters = set(about) - {"q", "sort", "cursor", "limit"}
    assert {name for name in filters if "none" not in about[name]} == set()

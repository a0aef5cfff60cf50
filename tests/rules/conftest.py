"""The county's units, and its rule books as they are loaded."""

from __future__ import annotations

import pytest

from wangge.basedata.models import DutyGrid
from wangge.organisation.load import load as load_organisation
from wangge.rules.load import load


@pytest.fixture
def units(db: None) -> None:
    DutyGrid.objects.create(code="D01", name="一号", wkb=b"", min_lon=0, min_lat=0, max_lon=1, max_lat=1)
    load_organisation(None)


@pytest.fixture
def rules(units: None) -> None:
    load()

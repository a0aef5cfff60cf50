from __future__ import annotations

import pytest

from wangge.basedata.load import division_names
from wangge.demo.county import County, generate


@pytest.fixture(scope="package")
def county() -> County:
    return generate(division_names(), seed=1)

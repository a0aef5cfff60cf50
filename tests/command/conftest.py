from collections.abc import Iterator

import pytest

from tests.world import county, world
from wangge.command import kept

__all__ = ["county", "world"]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What an earlier test's world made of the month is not this one's."""
    kept.forget()
    yield
    kept.forget()

"""Settings are what their registry says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from wangge.rules.registry import SPECS, spec
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused


@pytest.mark.parametrize("key", SPECS)
def test_every_setting_is_explained_and_its_default_is_allowed(key: str) -> None:
    found = SPECS[key]
    assert found.clean(found.default) == found.default
    assert found.explanation
    assert found.page in {
        "architecture",
        "base-data",
        "evaluation",
        "integrity",
        "lifecycle",
        "subsystems",
        "numbers",
        "time-limits",
    }


GOOD: list[tuple[str, Any, Any]] = [
    ("extension_max", 0, 0),
    ("reassign_multiple", "2.5", Decimal("2.5")),
    ("self_decision_ban", False, False),
    ("rework_base", "disposed", "disposed"),
    ("two_step_units", ["UNIT06"], ("UNIT06",)),
]


@pytest.mark.parametrize(("key", "stored", "read"), GOOD)
def test_a_stored_value_is_read_in_its_kind(key: str, stored: Any, read: Any) -> None:
    found = spec(key).clean(stored)
    assert (found, type(found)) == (read, type(read))


BAD: list[tuple[str, Any]] = [
    ("extension_max", -1),
    ("extension_max", 21),
    ("extension_max", "2"),
    ("extension_max", True),
    ("extension_max", 1.5),
    ("reassign_multiple", "many"),
    ("reassign_multiple", None),
    ("reassign_multiple", True),
    ("reassign_multiple", "NaN"),
    ("self_decision_ban", 1),
    ("rework_base", "closed"),
    ("two_step_units", "UNIT06"),
    ("two_step_units", ["UNIT06", 7]),
]


@pytest.mark.parametrize(("key", "value"), BAD)
def test_a_value_of_another_kind_or_out_of_range_is_refused(key: str, value: Any) -> None:
    with pytest.raises(Refused, match="setting_invalid") as refused:
        spec(key).clean(value)
    assert key in refused.value.detail


def test_an_unlisted_setting_is_refused(db: None) -> None:
    with pytest.raises(Refused, match="setting_unknown"):
        rulebook().setting("no_such_setting")

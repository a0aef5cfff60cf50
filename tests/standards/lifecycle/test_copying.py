"""A changed copy is what dataclasses.replace makes."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.names import State
from wangge.standards.lifecycle.values import CaseFile, Task

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TASK = Task(UUID(int=1), "check", 7, "open", NOW, NOW)
CASE = CaseFile("1", State.FILED, "event", "collector", Decimal(1), Decimal(2), NOW, tasks=(TASK,), units=("U",))


def test_a_changed_copy_equals_that_of_the_standard_library() -> None:
    assert replace(CASE, version=5, state=State.DISPATCHED) == dataclasses.replace(
        CASE, version=5, state=State.DISPATCHED
    )
    assert replace(TASK, state="answered", result="passed") == dataclasses.replace(
        TASK, state="answered", result="passed"
    )


def test_the_original_stays_as_it_was() -> None:
    copy = replace(CASE, version=5)
    assert (CASE.version, copy.version) == (1, 5)
    assert copy.tasks is CASE.tasks


def test_a_field_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="verison"):
        replace(CASE, verison=2)

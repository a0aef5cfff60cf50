"""The page that shows the life of a case is drawn from the table and shows all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wangge.standards.lifecycle.names import DONE, STATE_LABELS, State
from wangge.standards.lifecycle.table import ACTIONS, ENTRIES, REQUESTS, moves_of
from wangge.web.docs_lifecycle import page

PAGE = page()


def rows_of(code: str) -> list[list[str]]:
    lines = [line for line in PAGE.splitlines() if line.startswith(f"| `{code}` |")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_committed_page_is_the_generated_one() -> None:
    committed = Path(__file__).parents[2] / "docs" / "lifecycle.md"
    assert committed.read_text() == PAGE


@pytest.mark.parametrize("state", State)
def test_every_state_stands_there_with_its_label(state: State) -> None:
    assert [row[1] for row in rows_of(state.value)] == [STATE_LABELS[state]]
    assert f'state "{STATE_LABELS[state]} ' in PAGE


def test_every_action_entry_and_request_stands_there_with_its_label() -> None:
    for action in ACTIONS:
        assert {row[1] for row in rows_of(action.code)} == {action.label}
    for code, (label, _, _) in ENTRIES.items():
        assert [row[1] for row in rows_of(code)] == [label]
    for kind in REQUESTS:
        assert [row[1] for row in rows_of(kind.code)] == [kind.label]


def test_the_drawing_has_every_move_and_no_other() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+): (.+)$", PAGE, re.MULTILINE)
    moves = {(a.value, b.value) for action in ACTIONS for a, b in moves_of(action.code)}
    granted = {(s.value, kind.to.value) for kind in REQUESTS if kind.to for s in kind.at}
    assert {(a, b) for a, b, _ in drawn} == moves | granted
    assert len(drawn) == len(moves | granted)
    words = {(a, b): label for a, b, label in drawn}
    assert words["accepted", "filed"] == "立案 file"
    assert words["verifying", "reported"] == "核实回复 answer verification / 收回任务 recall task"


def test_cases_begin_and_end_in_the_drawing() -> None:
    begins = re.findall(r"^    \[\*\] --> (\w+):", PAGE, re.MULTILINE)
    ends = re.findall(r"^    (\w+) --> \[\*\]$", PAGE, re.MULTILINE)
    assert begins == [state.value for _, state, _ in ENTRIES.values()]
    assert set(ends) == {state.value for state in DONE}


def test_an_action_that_two_posts_have_in_different_places_has_two_rows() -> None:
    refuse = rows_of("refuse")
    assert [(row[2], row[3], row[4]) for row in refuse] == [
        ("坐席员", "待受理 `reported`", "不予受理 `rejected`"),
        ("值班长", "待立案 `accepted`", "不予受理 `rejected`"),
    ]

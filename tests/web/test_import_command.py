"""`wangge import cases` as a command: what it says, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.processes import wangge
from wangge.cases.importing.record import REQUIRED
from wangge.web.embedded import Urls

HEADER = ",".join(REQUIRED)


def line(report_id: str, reported_at: str = "2022-01-10 08:00:00") -> str:
    told = {"report_id": report_id, "reported_at": reported_at, "state": "reported"}
    return ",".join(told.get(name, "") for name in REQUIRED)


@pytest.fixture
def file(home: Path) -> Path:
    return home / "cases.csv"


def test_a_refused_row_is_exit_1_with_one_line_though_the_rest_came_in(home: Path, committed: Urls, file: Path) -> None:
    file.write_text("\n".join([HEADER, line("A"), "B,short", line("C", "2022-01-10T08:00:00+08:00")]) + "\n")
    told = wangge(home, "import", "cases", str(file), more={"DATABASE_URL": committed.app})
    assert (told.returncode, told.stderr) == (1, "wangge: 1 行未导入，原因见上。\n")
    assert "读入 3 行：导入 2，已有 0，未导入 1。" in told.stdout
    assert "有 1 行的时间未写时区，已按北京时间（Asia/Shanghai）理解" in told.stdout
    assert "第 3 行（B）：缺少列" in told.stdout
    file.write_text("\n".join([HEADER, line("A")]) + "\n")
    told = wangge(home, "import", "cases", str(file), "--json", more={"DATABASE_URL": committed.app})
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {
        "read": 1,
        "imported": 0,
        "unchanged": 1,
        "zoneless": 0,
        "unknown_collectors": {},
        "refused": [],
    }

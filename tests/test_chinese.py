"""What people read is written with Chinese punctuation: no half-width comma, colon or bracket beside a Chinese word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = sorted(Path("src/wangge").rglob("*.py"))
HAN = "[\u4e00-\u9fff]"
HALF = re.compile(rf"{HAN} ?[,:;()!?]|[,:;()!?]{HAN}|{HAN}[^\n]*:\s*$", re.MULTILINE)
# How coordinates are written, a term explained in an English text, and regular expressions are not Chinese sentences.
FORMS = re.compile(r"\[[^][]*\]|西,南,东,北|(?<=[a-z] )\([^()]*\)")
PATTERN = re.compile(r"\(\?|\\[ds]|\[0-9\]")


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every string but English docstrings; what is filled in stands as U+0001."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "\u0001" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield from [(node.lineno, node.value)] if id(node) not in about or "。" in node.value else []


def half_width(text: str) -> str | None:
    found = HALF.search(FORMS.sub("", text))
    return None if found is None or PATTERN.search(text) else found.group()


@pytest.mark.parametrize(
    "text", ["已就绪(模式", "完成,请", "口令:见下", "日志 \u0001:\n", "确定吗?", "共 3 件;其中", "模式 (公共)"]
)
def test_half_width_marks_beside_chinese_words_are_found(text: str) -> None:
    assert half_width(text)


@pytest.mark.parametrize(
    "text",
    ["已就绪（模式 j_411328）。", "坐标为 `[经度, 纬度]`", "不能使用 127.0.0.1:8000", "no Chinese: none (at all)"],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert half_width(text) is None


def test_no_text_of_the_program_has_them() -> None:
    found = [
        f"{path}:{line}: {text[:60]!r}"
        for path in SOURCES
        for line, text in texts(path)
        if half_width(text) is not None
    ]
    assert found == []


def test_nor_has_the_script_that_starts_everything() -> None:
    lines = Path("run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if half_width(line)] == []

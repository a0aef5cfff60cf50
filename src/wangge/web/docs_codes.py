"""The codes by which the API says no, read from the sources: every `Refused("code", "title", …, status=…)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import wangge
from wangge.web.docs_parts import table
from wangge.web.problems import GENERIC

PACKAGE = Path(wangge.__file__).parent
NOT_BY_HTTP = ("web/", "demo/", "cases/importing/")  # commands say these on stderr
REFUSALS = {"Refused", "DeviceRefused", "LogInRefused", "ContentRefused", "StreamRefused"}

Code = tuple[int, str, str]


def error_codes() -> str:
    """Status, code, Chinese title; one row for all titles of a code with the same status."""
    titles: dict[tuple[int, str], list[str]] = {}
    for status, code, title in sorted({*_generic(), *_raised()}):
        titles.setdefault((status, code), []).append(title)
    return table(("", "code", "title"), [(str(s), f"`{c}`", " / ".join(t)) for (s, c), t in titles.items()])


def _generic() -> Iterator[Code]:
    yield from ((status, code, title) for status, (code, title, _) in GENERIC.items())


def _raised() -> Iterator[Code]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if not str(path.relative_to(PACKAGE)).startswith(NOT_BY_HTTP):
            yield from codes_in(path.read_text())


def codes_in(source: str) -> Iterator[Code]:
    """Those told in so many words; a code that is put together at run time is none."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            words = [_text(argument) for argument in node.args]
            numbers = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, int)]
            texts = [word for word in words if word]
            if len(texts) >= 2 and "…" not in texts[0]:
                yield _status(node, numbers), texts[0], texts[1]


def _status(call: ast.Call, numbers: list[int]) -> int:
    told = [k.value.value for k in call.keywords if k.arg == "status" and isinstance(k.value, ast.Constant)]
    return int(str([*told, *numbers, 422][0]))


def _text(node: ast.expr) -> str:
    """A string; what an f-string fills in is "…"."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "…"

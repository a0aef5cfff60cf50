"""docs/settings.md: environment variables and the county's own values."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wangge.rules.registry import SPECS, Spec
from wangge.web.docscheck.marks import table
from wangge.web.environment import BY_NAME, VARIABLES

OURS = ("WANGGE_", "DATABASE_URL")


def environment() -> str:
    return table(("变量", "默认", "含义"), ((f"`{v.name}`", v.default, v.meaning) for v in VARIABLES))


def rule_settings() -> str:
    rows = ((f"`{s.key}`", s.explanation, _shown(s.default), _range(s)) for s in SPECS.values())
    return table(("参数", "含义", "默认", "取值"), rows)


def unexplained(source: Path) -> Iterator[str]:
    """Lines for variables that the code reads and nobody explains, and the other way round."""
    read = set(read_in(source.rglob("*.py")))
    yield from (f"{name} is read from the environment and not explained" for name in sorted(read - BY_NAME.keys()))
    yield from (f"{name} is explained and read nowhere" for name in sorted(BY_NAME.keys() - read))


def read_in(files: Iterable[Path]) -> Iterator[str]:
    """Names of ours that stand in `os.environ[…]` or as first argument of one of its methods, or of `os.getenv`."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = _name(node)
            if name.startswith(OURS):
                yield name


def _name(node: ast.AST) -> str:
    match node:
        case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name)), ctx=ast.Load()):
            return name
        case ast.Call(
            func=ast.Attribute(value=ast.Attribute(attr="environ")) | ast.Attribute(attr="getenv"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return name
    return ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(f"`{part}`" for part in value) or "空"
    return f"`{value}`"


def _range(spec: Spec) -> str:
    if spec.kind == "bool":
        return "是、否"
    if spec.kind == "choice":
        return _shown(spec.choices)
    return "代码列表" if spec.kind == "codes" else f"{spec.low}–{spec.high}"

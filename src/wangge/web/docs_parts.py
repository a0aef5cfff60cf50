"""Parts of the docs that are drawn from the program: endpoints, posts and what they may do, the county's settings.

Each function gives Markdown without a heading; `docscheck` holds it against the page, or writes it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import wangge
from wangge.rules import registry
from wangge.rules.registry import SPECS, Spec
from wangge.standards.lifecycle.names import ROLE_LABELS, Role
from wangge.standards.lifecycle.table import ACTIONS, ENTRIES, REQUESTS, Action, Tie

TIES = {
    Tie.NONE: "●",
    Tie.LEAD: "主办",
    Tie.LEAD_OR_ASSIGNED: "主办、受指派",
    Tie.ASSIGNED: "受指派",
    Tie.ASSISTING: "协办",
    Tie.TASK: "本人任务",
    Tie.HOLDER: "案件所在",
    Tie.SEES: "可见",
}


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(heads)]
    lines += [("---",) * len(lines[0]), *map(tuple, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def endpoints() -> str:
    """Every path of the API by its tag, in the order of the OpenAPI document; Django must be set up, as the demo."""
    from wangge.web.api import api

    rows: dict[str, list[tuple[str, str, str]]] = {}
    for path, verbs in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for verb, told in verbs.items():
            tag = told.get("tags", ["其他"])[0]
            rows.setdefault(tag, []).append((verb.upper(), f"`{path}`", told.get("summary", "")))
    heads = ("", "path", "用途")
    return "\n\n".join(f"### {tag}\n\n{table(heads, found)}" for tag, found in sorted(rows.items()))


def _may(action: Action, role: Role) -> str:
    """Every tie by which the post may do it, in the order of the table."""
    return "；".join(dict.fromkeys(TIES[by.tie] for by in action.by if by.role is role))


def permissions() -> str:
    """Action × post. The posts are those of the table that do anything."""
    posts = [r for r in Role if any(by.role is r for a in ACTIONS for by in a.by) or _enters(r)]
    heads = ("操作", "", *(ROLE_LABELS[r] for r in posts))
    entries = [(f"`{c}`", label, *("●" if r in by else "" for r in posts)) for c, (label, _, by) in ENTRIES.items()]
    actions = [(f"`{a.code}`", a.label, *(_may(a, r) for r in posts)) for a in ACTIONS]
    return table(heads, [*entries, *actions])


def _enters(role: Role) -> bool:
    return any(role in by for _, _, by in ENTRIES.values())


def requests() -> str:
    """Who asks for what, and who decides in which order."""
    return table(
        ("申请", "", "提出", "审批"),
        [(f"`{k.code}`", k.label, ROLE_LABELS[k.by], " → ".join(ROLE_LABELS[d] for d in k.deciders)) for k in REQUESTS],
    )


def rule_settings() -> str:
    """Every setting of the county with its default and what it may be; one that no rule reads yet says so."""
    rows = [(f"`{s.key}`", _shown(s.default), _range(s), s.explanation + _unread(s.key)) for s in SPECS.values()]
    return table(("参数", "默认", "可取", "含义"), rows)


def _range(spec: Spec) -> str:
    plain = {"bool": "是、否", "codes": "若干代码", "choice": _shown(spec.choices)}
    return plain.get(spec.kind) or f"{spec.low}–{spec.high}"


def _unread(key: str) -> str:
    return "" if f'"{key}"' in _readers() else "（尚无规则使用）"


@cache
def _readers() -> str:
    """The text of all modules that may read a setting: all but where they are registered."""
    package = Path(wangge.__file__).parent
    return "".join(path.read_text() for path in package.rglob("*.py") if path != Path(registry.__file__))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(f"`{item}`" for item in value) or "空"
    return f"`{value}`"

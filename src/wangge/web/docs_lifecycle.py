"""docs/lifecycle.md, drawn from the one table of states, actions and requests.

`python -m wangge.web.docs_lifecycle > docs/lifecycle.md` writes it anew; a test holds the committed page against it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from wangge.standards.lifecycle.names import (
    DONE,
    OPEN,
    ROLE_LABELS,
    STAGE_LABELS,
    STAGE_LIMIT_OF,
    STAGE_OF,
    STATE_LABELS,
    Role,
    State,
)
from wangge.standards.lifecycle.table import (
    ACTIONS,
    ENTRIES,
    REQUESTS,
    WAITS_FOR,
    Action,
    By,
    RequestKind,
    Tie,
    moves_of,
)

TIES: dict[Tie, str] = {
    Tie.NONE: "",
    Tie.LEAD: "主办单位本级 lead unit",
    Tie.LEAD_OR_ASSIGNED: "主办单位或受指派者 lead unit or whom it assigned",
    Tie.ASSIGNED: "受指派者 assigned",
    Tie.ASSISTING: "协办单位 assisting unit",
    Tie.TASK: "任务执行人 whose task it is",
    Tie.HOLDER: "案件所在者 whoever holds the case",
    Tie.SEES: "能看到案件者 whoever sees it",
}
LIMITS = {
    "accept": "受理",
    "verify": "核实",
    "file": "立案",
    "dispatch": "派遣",
    "sign": "签收",
    "send_check": "发核查",
    "check": "核查",
    "close": "结案",
}
HEAD = """# 案件的一生 The life of a case

本页由程序中的流程表生成，请勿手改。This page is drawn from the table that the server enforces; do not edit it. Write it anew by
`python -m wangge.web.docs_lifecycle > docs/lifecycle.md`.

案件只能通过下列操作和申请改变；表中没有的一律拒绝，案件不变。Only these actions and requests change a case; anything else is
refused and leaves it as it was.
"""
REQUESTS_HEAD = """
申请提出后案件留在原处，批准才生效；同一种申请同时只有一份在批。Asked first, decided later: the case stays where it is until
then, with one open request of a kind at a time. Withdrawn (撤回) and refused (不同意) ones cost nothing.

| 申请 request | 中文 | 提出 by | 环节 asked in | 审批 decided by | 批准后 when granted | 须有 needs |
|---|---|---|---|---|---|---|
"""


def english(code: str) -> str:
    return code.replace("_", " ")


def states(found: Iterable[State]) -> str:
    """Labels with codes; the two great sets by their names."""
    wanted = frozenset(found)
    named = {frozenset(State): "任何状态 any", OPEN: "在办 open"}
    if wanted in named:
        return named[wanted]
    return "、".join(f"{STATE_LABELS[s]} `{s.value}`" for s in State if s in wanted)


def roles(found: Iterable[Role]) -> str:
    return "、".join(ROLE_LABELS[r] for r in found)


def row(*cells: str) -> str:
    return f"| {' | '.join(cell or '—' for cell in cells)} |\n"


def edges() -> dict[tuple[State, State], list[str]]:
    """Every move of the table with the words that bring it about."""
    found: dict[tuple[State, State], list[str]] = {}
    for action in ACTIONS:
        for move in sorted(moves_of(action.code)):
            found.setdefault(move, []).append(f"{action.label} {english(action.code)}")
    for kind in REQUESTS:
        for state in kind.at if kind.to else ():
            assert kind.to is not None
            found.setdefault((state, kind.to), []).append(f"批准{kind.label} {kind.code} granted")
    return found


def drawing() -> str:
    lines = [f'state "{STATE_LABELS[s]} {english(s.value)}" as {s.value}' for s in State]
    lines += [f"[*] --> {state.value}: {label} {english(code)}" for code, (label, state, _) in ENTRIES.items()]
    lines += [f"{a.value} --> {b.value}: {' / '.join(words)}" for (a, b), words in sorted(edges().items())]
    lines += [f"{state.value} --> [*]" for state in State if state in DONE]
    body = "".join(f"    {line}\n" for line in lines)
    return f"```mermaid\nstateDiagram-v2\n{body}```\n"


def state_table() -> str:
    head = "| 状态 state | 中文 | 环节 stage | 等待 waits for | 环节时限 stage limit |\n|---|---|---|---|---|\n"
    return head + "".join(
        row(
            f"`{s.value}`",
            STATE_LABELS[s],
            f"{STAGE_LABELS[STAGE_OF[s]]} `{STAGE_OF[s].value}`",
            roles(WAITS_FOR.get(s, ())),
            LIMITS.get(STAGE_LIMIT_OF.get(s, ""), ""),
        )
        for s in State
    )


def entry_rows() -> str:
    return "".join(
        row(f"`{code}`", label, roles(by), "", f"{STATE_LABELS[state]} `{state.value}`", "")
        for code, (label, state, by) in ENTRIES.items()
    )


def _who(line: By, same: list[By]) -> str:
    tie = TIES[line.tie]
    return roles(by.role for by in same) + (f"（{tie}）" if tie else "")


def action_rows(action: Action) -> str:
    """One row for all posts with the same states, tie and end."""
    groups: dict[tuple[object, ...], list[By]] = {}
    for by in action.by:
        groups.setdefault((by.at, by.tie, by.to), []).append(by)
    return "".join(
        row(
            f"`{action.code}`",
            action.label,
            _who(same[0], same),
            states(same[0].at),
            states(same[0].to or action.to),
            action.needs,
        )
        for same in groups.values()
    )


def action_table() -> str:
    head = "| 操作 action | 中文 | 由谁 by | 从 from | 到 to | 须有 needs |\n|---|---|---|---|---|---|\n"
    return head + entry_rows() + "".join(map(action_rows, ACTIONS))


def request_row(kind: RequestKind) -> str:
    needs = kind.needs + ("；时限内提出 before the deadline" if kind.before_deadline else "")
    granted = f"{STATE_LABELS[kind.to]} `{kind.to.value}`" if kind.to else ""
    deciders = " → ".join(ROLE_LABELS[r] for r in kind.deciders)
    return row(f"`{kind.code}`", kind.label, ROLE_LABELS[kind.by], states(kind.at), deciders, granted, needs)


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [
            HEAD,
            "## 图 Drawing\n",
            drawing(),
            "## 状态 States\n",
            state_table(),
            "## 操作 Actions\n",
            "“—”表示案件不动。A dash: the case stays where it is.\n",
            action_table(),
            "## 申请 Requests",
            REQUESTS_HEAD + "".join(map(request_row, REQUESTS)),
        ]
    ).replace("\n\n\n", "\n\n")


if __name__ == "__main__":
    sys.stdout.write(page())

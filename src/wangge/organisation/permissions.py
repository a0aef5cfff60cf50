"""What a person's posts let him do, read from the lifecycle table, and which pages are his."""

from __future__ import annotations

from collections.abc import Iterable

from wangge.standards.lifecycle.table import ACTIONS, ENTRIES, REQUESTS

PAGES: dict[str, tuple[str, ...]] = {
    "desk": ("operator", "shift_lead", "dispatcher", "unit", "leader", "evaluator", "data_manager", "admin"),
    "field": ("collector", "unit", "leader"),
    "screen": ("operator", "shift_lead", "dispatcher", "leader", "evaluator"),
    "admin": ("data_manager", "admin"),
    "devices": ("shift_lead", "admin"),
}


def permissions(roles: Iterable[str]) -> list[str]:
    """Sorted codes: `page.<page>`, actions by their own code, `request_<kind>` and `decide_<kind>`."""
    held = set(roles)
    return sorted(code for code, allowed in table() if held & set(allowed))


def table() -> Iterable[tuple[str, tuple[str, ...]]]:
    for page, roles in PAGES.items():
        yield f"page.{page}", roles
    for code, (_, _, reporters) in ENTRIES.items():
        yield code, reporters
    for action in ACTIONS:
        yield action.code, tuple(by.role for by in action.by)
    for request in REQUESTS:
        yield f"request_{request.code}", (request.by,)
        yield f"decide_{request.code}", request.deciders

"""What axe-core finds wrong in a page for people who do not see it well or do not use a mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
RUN = """() => axe.run(document, { resultTypes: ['violations'], elementRef: false })"""


def told(fault: dict[str, Any]) -> str:
    nodes = fault["nodes"]
    where = "; ".join(
        f"{' '.join(node['target'])} ({node['any'][0]['message'] if node['any'] else ''})" for node in nodes[:4]
    )
    return f"{fault['impact']} {fault['id']}: {fault['help']} at {len(nodes)}: {where}"


def grave_faults(page: Page) -> list[str]:
    """Serious and critical faults of the page as it stands. Injected past the page's own content policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN)["violations"]
    return [told(fault) for fault in found if fault["impact"] in GRAVE]

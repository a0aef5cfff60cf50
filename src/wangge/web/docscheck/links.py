"""Relative links of Markdown pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ELSEWHERE = re.compile(r"[a-z]+:")


def broken(page: Path) -> Iterator[str]:
    """Targets of links that lead to no file; addresses with a scheme are not looked at."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not ELSEWHERE.match(target) and not (page.parent / target).exists():
            yield target

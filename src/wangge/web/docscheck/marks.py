"""The generated parts of a page: finding them, filling them, saying which differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

PART = re.compile(r"(<!-- generated:([\w-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def names(page: str) -> list[str]:
    return [found[2] for found in PART.finditer(page)]


def filled(page: str, parts: Mapping[str, str]) -> str:
    """`page` with each known part as the code has it; what nobody makes stays as it is."""
    return PART.sub(lambda found: found[1] + parts.get(found[2], found[3]) + found[4], page)


def faults(page: str, parts: Mapping[str, str], wanted: Iterable[str]) -> Iterator[str]:
    """One line for each part that is unknown, stale or missing."""
    for found in PART.finditer(page):
        name, text = found[2], found[3]
        if name not in parts:
            yield f"part {name} is made by nobody"
        elif text != parts[name]:
            yield f"part {name} is not what the code says; write it by --write"
    for name in sorted(set(wanted) - set(names(page))):
        yield f"part {name} is missing: <!-- generated:{name} --> … <!-- end -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar within a cell is escaped, line breaks become spaces."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

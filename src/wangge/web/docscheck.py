"""Holds the docs against the program: `python -m wangge.web.docscheck` prints a line per fault and ends with 1.

`--write` first draws anew what is generated: whole pages, and parts between `<!-- generated:NAME -->` and
`<!-- end -->`. Works in a checkout only, and needs no database.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from wangge.web.docs_names import dead_links, lost_files, unexplained_packages

ROOT = Path(__file__).parents[3]
PART = re.compile(r"(<!-- generated:(\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
SETTING = re.compile(r"\bWANGGE_[A-Z_]*[A-Z]\b|\bDATABASE_URL\b")
PLACES = {
    "api.md": {"endpoints", "error_codes"},
    "permissions.md": {"permissions", "requests"},
    "settings.md": {"rule_settings"},
}
NO_VARIABLES = {"WANGGE_PUBLIC"}  # a key of the database's own settings
NOT_IN_SRC = {"WANGGE_REQUIRE_BROWSER"}  # read by the tests

Draw = Callable[[], str]


def faults(root: Path) -> list[str]:
    """One line per fault, with the page it is in."""
    checks = [stale_pages, missing_parts, untold_settings, dead_links, lost_files, unexplained_packages]
    return [fault for check in checks for fault in check(root)]


def drawn(page: Path) -> str:
    """The page as it should be: all of it drawn, or its generated parts."""
    whole, parts = _drawers()
    if page.name in whole:
        return whole[page.name]()
    return PART.sub(lambda m: f"{m[1]}\n{parts[m[2]]()}\n\n{m[3]}" if m[2] in parts else m[0], page.read_text())


def _drawers() -> tuple[dict[str, Draw], dict[str, Draw]]:
    """Page → its text, part → its text; imported late because Django must be set up."""
    from wangge.web import docs_codes, docs_commands, docs_lifecycle, docs_parts, docs_tables

    names = ("endpoints", "permissions", "requests", "rule_settings")
    whole = {
        "commands.md": docs_commands.page,
        "data-model.md": docs_tables.page,
        "lifecycle.md": docs_lifecycle.page,
    }
    parts = {name: getattr(docs_parts, name) for name in names}
    return whole, parts | {"error_codes": docs_codes.error_codes}


def generated(root: Path) -> list[Path]:
    whole, _ = _drawers()
    return [root / "docs" / name for name in sorted({*whole, *PLACES})]


def stale_pages(root: Path) -> Iterator[str]:
    for page in generated(root):
        if not page.exists():
            yield f"docs/{page.name}: is missing"
        elif page.read_text() != drawn(page):
            yield f"docs/{page.name}: is older than the program (python -m wangge.web.docscheck --write)"


def missing_parts(root: Path) -> Iterator[str]:
    for name, wanted in PLACES.items():
        page = root / "docs" / name
        found = {match[2] for match in PART.finditer(page.read_text())} if page.exists() else wanted
        yield from (f"docs/{name}: has no part generated:{part}" for part in sorted(wanted - found))


def untold_settings(root: Path) -> Iterator[str]:
    """The environment's variables: every one used is told, and none is told that nothing uses."""
    sources = (path for path in (root / "src").rglob("*.py") if path != Path(__file__))
    used = {name for path in sources for name in SETTING.findall(path.read_text())} - NO_VARIABLES
    told = set(re.findall(r"^\| `(\w+)` \|.*", _environment(root), re.MULTILINE))
    yield from (f"docs/settings.md: {name} is not explained" for name in sorted(used - told))
    yield from (f"docs/settings.md: {name} is used nowhere" for name in sorted(told - used - NOT_IN_SRC))


def _environment(root: Path) -> str:
    """What the page of settings says outside its generated part."""
    page = root / "docs" / "settings.md"
    return PART.sub("", page.read_text()) if page.exists() else ""


def write(root: Path) -> None:
    """Draws every generated page and part anew."""
    for page in generated(root):
        page.write_text(drawn(page))


def main() -> int:
    import django

    options = argparse.ArgumentParser(prog="docscheck", description="Holds the docs against the program")
    options.add_argument("--write", action="store_true", help="draw the generated pages and parts anew first")
    args = options.parse_args()
    os.environ["WANGGE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangge.web.settings")
    django.setup()
    if args.write:
        write(ROOT)
    found = faults(ROOT)
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

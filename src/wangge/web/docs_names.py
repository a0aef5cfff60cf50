"""What the docs point at: links with their anchors, files of the program, packages. Each function yields faults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"`([\w./-]+)`")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
LIBRARIES = "docs/decisions/012-libraries.md"


def pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def dead_links(root: Path) -> Iterator[str]:
    """Links to files beside the page and to their headings; those with a scheme are not followed."""
    for page in pages(root):
        near = [link for link in LINK.findall(page.read_text()) if not re.match(r"[a-z]+:", link)]
        dead = [link for link in near if not _leads(page, link)]
        yield from (f"{page.relative_to(root)}: the link {link} leads nowhere" for link in dead)


def _leads(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in _anchors(target.read_text()))


def _anchors(text: str) -> set[str]:
    """The ids that Git forges give to headings: small letters, no punctuation, a hyphen for each space."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def lost_files(root: Path) -> Iterator[str]:
    """Files and folders of the checkout that a page names in backquotes and that are not there."""
    for page in pages(root):
        named = [name for name in QUOTED.findall(page.read_text()) if _is_ours(root, name)]
        lost = sorted({name for name in named if not _is_there(root, name)})
        yield from (f"{page.relative_to(root)}: there is no {name}" for name in lost)


def _is_ours(root: Path, name: str) -> bool:
    """A module, or a path that begins with a folder of the checkout or the package; `.venv/…` is none of it."""
    first, slash, _ = name.partition("/")
    if name.endswith(".py") or name.startswith("wangge."):
        return True
    if not slash or not first or first.startswith("."):
        return False
    return any((base / first).is_dir() for base in _bases(root))


def _is_there(root: Path, name: str) -> bool:
    """As a module, as a path from the root or the package, or as the end of a path in it (`verbs/filing.py`)."""
    wanted = name.rstrip("/")
    if name.startswith("wangge."):
        module = root / "src" / name.replace(".", "/")
        return module.is_dir() or module.with_suffix(".py").exists()
    return any((base / wanted).exists() for base in _bases(root)) or f"/{wanted}\n" in _sources(root)


def _bases(root: Path) -> list[Path]:
    return [root, root / "src" / "wangge"]


@cache
def _sources(root: Path) -> str:
    """Every path of the package, each ended by a line break: what a name must be the end of."""
    return "".join(f"/{path.relative_to(root)}\n" for path in sorted((root / "src").rglob("*.py")))


def unexplained_packages(root: Path) -> Iterator[str]:
    """Packages that pyproject.toml asks for and the page of libraries does not give a reason for, or the other way."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted = {re.split(r"[\[>=<]", line)[0] for line in asked}
    told = set(re.findall(r"^\| `([\w.-]+)`", (root / LIBRARIES).read_text(), re.MULTILINE))
    yield from (f"{LIBRARIES}: gives no reason for {name}" for name in sorted(wanted - told))
    yield from (f"{LIBRARIES}: {name} is not asked for" for name in sorted(told - wanted))

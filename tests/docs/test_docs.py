"""What the docs say exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wangge.web import docs_commands
from wangge.web.cli import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    near = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in near if not (page.parent / link).exists()] == []


def test_every_setting_is_explained() -> None:
    used = {name for path in (ROOT / "src").rglob("*.py") for name in settings_of(path.read_text())}
    told = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert used - told == set()
    assert told - used - {"WANGGE_REQUIRE_BROWSER"} == set()


def settings_of(text: str) -> list[str]:
    """Names read from the environment."""
    return re.findall(r"""environ(?:\.get\(|\.setdefault\(|\[|\.pop\()\s*["'](WANGGE_\w+|DATABASE_URL)["']""", text)


def test_both_readmes_open_with_the_two_commands() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        lines = (ROOT / name).read_text().splitlines()
        assert [line.split()[:2] for line in lines[3:5]] == [["./run", "demo"], ["./run", "test"]]


def test_the_docs_name_only_commands_that_exist() -> None:
    named = {name for page in PAGES for name in re.findall(r"`(?:\S*/)?wangge ([a-z]+)", page.read_text())}
    assert {"backup", "doctor", "restore"} <= named <= set(commands())


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:3] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:03}" for number in range(1, len(numbers) + 1)]


def test_the_page_of_commands_is_made_of_the_commands() -> None:
    assert (ROOT / "docs" / "commands.md").read_text() == docs_commands.page()

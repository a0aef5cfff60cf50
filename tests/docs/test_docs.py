"""What the docs say exists; the rest is in `docscheck`."""

from __future__ import annotations

import re
from pathlib import Path

from wangge.web.cli import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


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


def test_a_page_and_its_chinese_twin_have_the_same_sections() -> None:
    for name in ("README", "docs/operations"):
        english, chinese = ((ROOT / f"{name}{end}").read_text() for end in (".md", ".zh-CN.md"))
        assert english.count("\n## ") == chinese.count("\n## ") > 0
        assert english.count("\n|") == chinese.count("\n|")

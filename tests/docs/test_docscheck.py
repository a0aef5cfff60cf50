"""The docs say what the program does, and the check of it finds what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wangge.web import docscheck


def test_the_docs_agree_with_the_program() -> None:
    done = subprocess.run([sys.executable, "-m", "wangge.web.docscheck"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with only pages and one source."""
    shutil.copytree(docscheck.ROOT / "docs", tmp_path / "docs")
    (tmp_path / "src").mkdir()
    return tmp_path


def test_a_variable_nobody_explains_is_named(copy: Path) -> None:
    (copy / "src" / "one.py").write_text('os.environ["WANGGE_MOOD"]')
    assert "docs/settings.md: WANGGE_MOOD is not explained" in list(docscheck.untold_settings(copy))


def test_a_variable_that_nothing_uses_is_named(copy: Path) -> None:
    assert "docs/settings.md: WANGGE_PORT is used nowhere" in list(docscheck.untold_settings(copy))


def test_a_dead_link_is_named(copy: Path) -> None:
    (copy / "README.md").write_text("[there](docs/nowhere.md) [here](docs/api.md#x) [far](https://example.org/)")
    assert [fault for fault in docscheck.dead_links(copy) if fault.startswith("README")] == [
        "README.md: the link docs/nowhere.md leads nowhere"
    ]


def test_an_old_table_is_named_and_drawn_anew(copy: Path) -> None:
    page = copy / "docs" / "permissions.md"
    right = page.read_text()
    page.write_text(right.replace("`dispatch`", "`despatch`"))
    assert "docs/permissions.md" in [fault.split(":")[0] for fault in docscheck.stale_pages(copy)]
    page.write_text(docscheck.drawn(page))
    assert page.read_text() == right


def test_a_part_taken_out_is_missed(copy: Path) -> None:
    page = copy / "docs" / "settings.md"
    page.write_text(page.read_text().replace("generated:rule_settings", "generated:else"))
    assert list(docscheck.missing_parts(copy)) == ["docs/settings.md: has no part generated:rule_settings"]

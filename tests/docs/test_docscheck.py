"""The docs say what the program does, and the check of it finds what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wangge.web import docs_codes, docs_names, docscheck


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
    (copy / "README.md").write_text("[there](docs/nowhere.md) [here](docs/api.md#errors) [far](https://example.org/)")
    assert [fault for fault in docs_names.dead_links(copy) if fault.startswith("README")] == [
        "README.md: the link docs/nowhere.md leads nowhere"
    ]


def test_a_link_to_a_heading_that_is_gone_is_named(copy: Path) -> None:
    (copy / "README.md").write_text("# 说明, in short\n[up](#说明-in-short) [down](#more) [api](docs/api.md#mistakes)")
    assert [fault for fault in docs_names.dead_links(copy) if fault.startswith("README")] == [
        "README.md: the link #more leads nowhere",
        "README.md: the link docs/api.md#mistakes leads nowhere",
    ]


def test_a_file_that_moved_is_named(copy: Path) -> None:
    (copy / "src" / "wangge" / "cases" / "verbs").mkdir(parents=True)
    (copy / "src" / "wangge" / "cases" / "verbs" / "filing.py").touch()
    shutil.rmtree(copy / "docs")
    named = "`cases/verbs` `verbs/filing.py` `wangge.cases.verbs` `cases/gone.py` `old.py` `wangge.lost` `a/b` `.venv/bin/x`"
    (copy / "README.md").write_text(named)
    assert list(docs_names.lost_files(copy)) == [
        "README.md: there is no cases/gone.py",
        "README.md: there is no old.py",
        "README.md: there is no wangge.lost",
    ]


def test_a_package_without_a_reason_is_named(copy: Path) -> None:
    (copy / "pyproject.toml").write_text(
        '[project]\ndependencies = ["django>=5", "left-pad[x]<2"]\noptional-dependencies = {dev = ["mypy"]}'
    )
    (copy / docs_names.LIBRARIES).write_text("| `django` | x |\n| `mypy` | x |\n| `celery` | x |\n")
    assert [fault.split(": ")[1] for fault in docs_names.unexplained_packages(copy)] == [
        "gives no reason for left-pad",
        "celery is not asked for",
    ]


def test_codes_are_read_from_what_is_raised() -> None:
    source = """
raise Refused("gone", f"没有{what}", "说明", status=404)
raise Refused("bad", "不对")
raise StreamRefused(401, "who", "请登录", "说明")
raise Refused(code, "不能写进表")
raise ValueError("no", "code")
"""
    assert sorted(docs_codes.codes_in(source)) == [(401, "who", "请登录"), (404, "gone", "没有…"), (422, "bad", "不对")]


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

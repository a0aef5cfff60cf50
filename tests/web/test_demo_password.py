"""The demo's one password: given by the environment it is written nowhere, else made once and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from wangge.web.cli import demo
from wangge.web.serving import Address


@pytest.fixture
def kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WANGGE_HOME", str(home))
    return home / demo.KEPT_PASSWORD


def test_one_that_is_made_is_kept_for_its_owner_and_comes_again(kept: Path) -> None:
    made = demo.demo_password()
    assert (kept.read_text().strip(), oct(kept.stat().st_mode & 0o777)) == (made, "0o600")
    assert demo.demo_password() == made
    assert str(kept) in demo._told(Address("127.0.0.1", 8000), made, False)[-1]


def test_one_from_the_environment_is_written_nowhere_and_the_old_one_goes(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.demo_password()
    monkeypatch.setenv("WANGGE_DEMO_PASSWORD", "from-outside-1")
    assert (demo.demo_password(), kept.exists()) == ("from-outside-1", False)
    told = demo._told(Address("127.0.0.1", 8000), "from-outside-1", True)[-1]
    assert ("来自 WANGGE_DEMO_PASSWORD" in told, str(kept) in told) == (True, False)

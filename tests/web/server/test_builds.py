"""A page that was open during an update still finds its own code: the last three builds' assets are served."""

from __future__ import annotations

import os
from pathlib import Path

from wangge.web.server.builds import keep_build, kept_builds
from wangge.web.server.files import Files


def build(dist: Path, home: Path, number: int) -> None:
    """A new build in place of the one before; each is kept a minute later than the last."""
    assets = dist / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    for old in assets.iterdir():
        old.unlink()
    (assets / f"Page-{number:08}.js").write_text(f"// build {number}")
    keep_build(home, dist)
    newest = kept_builds(home)[0]
    os.utime(newest, (number * 60, number * 60))


def test_an_old_pages_code_is_served_for_three_builds(tmp_path: Path) -> None:
    dist, home = tmp_path / "dist", tmp_path / "home"
    for number in range(1, 5):
        build(dist, home, number)
    files = Files(dist, kept_builds(home))

    served = [files.find(f"/assets/Page-{number:08}.js") for number in range(1, 5)]

    assert served[0] is None
    assert [path.read_text() for path in served[1:] if path] == ["// build 2", "// build 3", "// build 4"]


def test_the_same_build_is_kept_once(tmp_path: Path) -> None:
    dist, home = tmp_path / "dist", tmp_path / "home"
    build(dist, home, 1)
    keep_build(home, dist)
    assert len(kept_builds(home)) == 1

"""Assets of the last three builds are kept in WANGGE_HOME: a page opened before an update still finds its own."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

KEPT = 3


def keep_build(home: Path, dist: Path) -> None:
    """Copies this build's assets aside once, and forgets the oldest. Before the workers start: one process does it."""
    assets, store = dist / "assets", home / "builds"
    if not assets.is_dir():
        return
    names = "\n".join(sorted(path.name for path in assets.iterdir()))
    mine = store / hashlib.sha256(names.encode()).hexdigest()[:16]
    if not mine.exists():
        fresh = store / ".new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(assets, fresh / "assets")
        fresh.rename(mine)
    os.utime(mine)
    for old in kept_builds(home)[KEPT:]:
        shutil.rmtree(old)


def kept_builds(home: Path) -> list[Path]:
    """Folders of the kept builds, newest first."""
    builds = [path for path in (home / "builds").glob("[0-9a-f]*") if path.is_dir()]
    return sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)

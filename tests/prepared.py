"""The demo county of the browser tests is loaded once a run; every server of the run starts on a copy of it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "TESTS_PREPARED_COUNTY"  # in the environment, so that the processes of one run share it


def offer() -> None:
    """By the process that began the run."""
    folder = tempfile.mkdtemp(prefix="wangge-prepared-")
    os.environ[FOLDER] = folder


def withdraw() -> None:
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


@contextmanager
def alone() -> Iterator[Path]:
    """The folder of the run; one process at a time."""
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def copied(source: Path, target: Path) -> None:
    """A county's home, with its owners: the database belongs to another account where tests run as root."""
    target.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", "--reflink=auto", f"{source}/.", str(target)], check=True)
    note = target / "database.json"
    told = json.loads(note.read_text())
    note.write_text(
        json.dumps(told | {"root": str(target / "pg")})
    )  # else it would go on with the first one's database

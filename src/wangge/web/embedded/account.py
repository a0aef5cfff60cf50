"""Who PostgreSQL runs as: ourselves, or, since it refuses root, `nobody` or whoever owns the data folder."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Account:
    """None in both fields: the same user as this process."""

    uid: int | None = None
    gid: int | None = None

    @property
    def arguments(self) -> dict[str, object]:
        """For subprocess: drops to the account with no further groups."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, command: Sequence[str | Path], cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        """Raises PermissionError where the account may not enter or execute the program."""
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            [str(part) for part in command],
            cwd=cwd,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            **self.arguments,
        )

    def can_enter(self, folder: Path) -> bool:
        return self.uid is None or self.run(["test", "-x", folder]).returncode == 0

    def own(self, folder: Path) -> None:
        """Make `folder` and give it to the account alone (mode 0700)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


def server_account(data: Path | None = None) -> Account:
    """The account for a data folder; as root an existing folder's owner, so that a home keeps its owner."""
    if os.geteuid() != 0:
        return Account()
    if data is not None and data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)

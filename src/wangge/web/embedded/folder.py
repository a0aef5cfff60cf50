"""Where the database's files are, and its passwords. `WANGGE_HOME/database.json` (0600) says both."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from wangge.standards.errors import Refused
from wangge.web.embedded.account import Account, server_account
from wangge.web.embedded.binaries import SHARED, Binaries


@dataclass(frozen=True, slots=True)
class Folder:
    """`root` is the database's own folder (0700, the server account's); the rest are passwords."""

    root: str
    superuser: str
    owner: str
    app: str

    @property
    def data(self) -> Path:
        return Path(self.root) / "data"

    @property
    def sockets(self) -> Path:
        """Short, since a socket's path ends at 107 bytes."""
        short = hashlib.sha256(f"{os.geteuid()}:{self.root}".encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"wangge-{short}"


def open_folder(home: Path) -> Folder:
    """The folder of this home, made on first use. Raises Refused where another user's home was opened."""
    note = home / "database.json"
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        return Folder(**json.loads(note.read_text())) if note.exists() else _create(home, note)
    except PermissionError as error:
        raise Refused("home_not_ours", f"无权使用数据目录 {home}", f"它属于另一个用户：{error}", status=403) from error


def _create(home: Path, note: Path) -> Folder:
    account = server_account()
    root = home / "pg"
    if not account.can_enter(home):
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        root = SHARED / secrets.token_hex(8)
    if (root / "data").exists():
        raise Refused(
            "passwords_lost",
            f"{note} 丢失",
            f"{root} 中有数据库，而口令文件不在了：请从备份放回 database.json，或移走该目录后重新开始。",
            status=500,
        )
    folder = Folder(str(root), *(secrets.token_urlsafe(24) for _ in range(3)))
    fresh = note.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(folder), file, indent=2)
    fresh.rename(note)
    return folder


def prepare_sockets(folder: Folder, account: Account) -> Path:
    """An empty socket folder of our own; refuses one that another user put in the way."""
    path = folder.sockets
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in {os.geteuid(), account.uid}:
        raise Refused("socket_folder", f"套接字目录 {path} 属于另一个用户", "请删除它后重试。", status=500)
    account.own(path)
    for left in path.iterdir():
        left.unlink()
    return path


def check_version(folder: Folder, binaries: Binaries) -> None:
    """A data folder serves one major version only."""
    found = (folder.data / "PG_VERSION").read_text().strip()
    if found != str(binaries.major):
        raise Refused(
            "database_version",
            f"数据目录属于 PostgreSQL {found}，现有程序是 {binaries.version}",
            f"{folder.data} 未作任何改动。请用 WANGGE_PG_BIN 指定 PostgreSQL {found} 的程序目录，"
            "用它执行 wangge backup 备份，再以新版本恢复。",
            status=500,
        )

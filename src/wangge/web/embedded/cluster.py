"""Attach to a home's database, or start it for one's own time."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from wangge.standards.errors import Refused
from wangge.web.embedded import folder as folders
from wangge.web.embedded import postmaster, roles
from wangge.web.embedded.account import Account, server_account
from wangge.web.embedded.binaries import Binaries, find_binaries
from wangge.web.embedded.locks import Lock, held
from wangge.web.embedded.postmaster import Postmaster


@dataclass(frozen=True, slots=True)
class Urls:
    """libpq URLs; `owner` is None where only the application's role is known. `superuser`: embedded database only."""

    app: str
    owner: str | None
    superuser: str | None = None


@contextmanager
def database(home: Path, *, lasting: bool = False) -> Iterator[Urls]:
    """The database for a command's time: DATABASE_URL, or the embedded one, attached to or started."""
    if url := os.environ.get("DATABASE_URL"):
        for name in ("DATABASE_URL", "WANGGE_OWNER_DATABASE_URL"):
            _refuse_unreadable(name, os.environ.get(name, ""))
        yield Urls(url, os.environ.get("WANGGE_OWNER_DATABASE_URL"))
        return
    cluster = Cluster(home, lasting=lasting)
    try:
        yield cluster.open()
    finally:
        cluster.close()


def _refuse_unreadable(name: str, url: str) -> None:
    """Says nothing of what stands in it: a password may."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        told = "地址以 postgresql:// 开头，依次写用户、口令、主机和库名。"
        raise Refused("bad_database_url", f"{name} 不是 PostgreSQL 的地址", told, status=500) from error


class Cluster:
    """One home's embedded PostgreSQL.

    The starter alone stops it. A `lasting` one (demo, serve) would rather start its own: it waits a while for the
    command that has it, and stops without asking; any other starter stops when nobody else uses it any more. Open it
    from a thread that outlives the use: the server is told to stop when that thread ends.
    """

    def __init__(self, home: Path, *, lasting: bool = False, durable: bool = True) -> None:
        """`durable` off is for tests: nothing is flushed to disk."""
        self.home, self.lasting, self.durable = home.absolute(), lasting, durable
        self._process: subprocess.Popen[bytes] | None = None
        self._users: Lock | None = None

    def open(self, patience: float = 60.0, rather_own: float = 10.0) -> Urls:
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        began = time.monotonic()
        while (waited := time.monotonic() - began) < patience:
            with held(self.home / "database.lock"):
                if urls := self._attach_or_start(attach=not self.lasting or waited > rather_own):
                    return urls
            time.sleep(0.1)
        raise Refused("database_busy", "数据库没有应答", f"数据目录 {self.home}，请稍后重试。", status=503)

    def close(self) -> None:
        if self._process and self._users and not self.lasting:
            with contextlib.suppress(KeyboardInterrupt):
                self._await_others(self._users)
        if self._process:
            postmaster.stop(self._process)
            shutil.rmtree(folders.open_folder(self.home).sockets, ignore_errors=True)
        if self._users:
            self._users.close()
        self._process = self._users = None

    def _attach_or_start(self, *, attach: bool) -> Urls | None:
        folder = folders.open_folder(self.home)
        found = postmaster.find(folder.data)
        if found and not (attach and found.ready):
            return None
        if not found:
            found = self._start(folder)
        self._users = Lock(self.home / "database.users")
        self._users.take(shared=True)
        return _urls(folder, found)

    def _start(self, folder: folders.Folder) -> Postmaster:
        account = server_account(folder.data)
        binaries = find_binaries(account)
        if not (folder.data / "PG_VERSION").exists():
            _initdb(binaries, folder, account, durable=self.durable)
        folders.check_version(folder, binaries)
        postmaster.clear_stale(folder.data)
        sockets = folders.prepare_sockets(folder, account)
        log = self.home / "postgres.log"
        self._process = postmaster.start(binaries, folder.data, account, _options(sockets, durable=self.durable), log)
        found = Postmaster(self._process.pid, str(sockets), _port(), True)
        roles.prepare(_url("postgres", folder.superuser, found), folder.owner, folder.app)
        return found

    def _await_others(self, users: Lock) -> None:
        told = False
        while True:
            with held(self.home / "database.lock"):
                if users.take(wait=False):
                    return
            if not told:
                print("数据库仍被其他命令使用，等它们结束后停止（Ctrl-C 立即停止）…", file=sys.stderr)
                told = True
            time.sleep(0.1)


def _port() -> int:
    return int(os.environ.get("WANGGE_PG_PORT", "5432"))


def _options(sockets: Path, *, durable: bool) -> list[str]:
    """TCP only where WANGGE_PG_PORT asks for it, and then on the loopback."""
    pairs = {
        "listen_addresses": "127.0.0.1" if os.environ.get("WANGGE_PG_PORT") else "",
        "port": str(_port()),
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "Asia/Shanghai",
        "jit": "off",
    }
    if not durable:
        pairs |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
    return [part for name, value in pairs.items() for part in ("-c", f"{name}={value}")]


def _initdb(binaries: Binaries, folder: folders.Folder, account: Account, *, durable: bool) -> None:
    """Into a folder of another name first, so that half a cluster is never taken for one.

    `C` would take Chinese letters for no letters, and pg_trgm would find no trigrams in them: C.UTF-8 of libc.
    """
    root = Path(folder.root)
    account.own(root)
    fresh, password = root / "data.new", root / "password"
    shutil.rmtree(fresh, ignore_errors=True)
    password.write_text(folder.superuser)
    if account.uid is not None and account.gid is not None:
        os.chown(password, account.uid, account.gid)
    locale = ["--encoding=UTF8", "--locale-provider=libc", "--locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8"]
    auth = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions"]
    sync = [] if durable else ["--no-sync"]
    try:
        done = account.run([binaries.folder / "initdb", "-D", fresh, *locale, *auth, *sync], cwd=root)
    finally:
        password.unlink()
    if done.returncode:
        raise Refused("database_init", "数据库未能初始化", done.stderr.strip()[-1500:], status=500)
    fresh.rename(folder.data)


def _urls(folder: folders.Folder, found: Postmaster) -> Urls:
    return Urls(
        _url(roles.APP, folder.app, found),
        _url(roles.OWNER, folder.owner, found),
        _url("postgres", folder.superuser, found),
    )


def _url(user: str, password: str, found: Postmaster) -> str:
    return f"postgresql://{user}:{password}@/{roles.DATABASE}?host={quote(found.sockets, safe='')}&port={found.port}"

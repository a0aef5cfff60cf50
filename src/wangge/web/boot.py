"""From a command line to a Django that has its database: what every command does first."""

from __future__ import annotations

import os
import secrets
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wangge.standards.errors import Refused
from wangge.web.embedded import Urls, database


def home() -> Path:
    return Path(os.environ.get("WANGGE_HOME") or ".wangge").absolute()


@contextmanager
def with_database(args: Namespace, *, owner: bool = False, ready: bool = True) -> Iterator[Urls]:
    """Finds the running database through WANGGE_HOME, or starts it for this command's time; then sets Django up.

    `owner`: the connections `owner` and `public` exist too. `ready`: refuses a jurisdiction that `init` has not made
    or that an older version left behind. Queries need `jurisdiction()` around them.
    """
    with database(home()) as urls:
        set_up(urls if owner else Urls(urls.app, None))
        if ready:
            refuse_unready()
        try:
            yield urls
        finally:
            from django.db import connections

            connections.close_all()


def set_up(urls: Urls) -> None:
    """Django for these URLs. Once a process: settings are read at the first call."""
    import django

    os.environ.update(DATABASE_URL=urls.app, DJANGO_SETTINGS_MODULE="wangge.web.settings")
    os.environ.setdefault("WANGGE_SECRET_KEY", secret_key())
    if urls.owner:
        os.environ["WANGGE_OWNER_DATABASE_URL"] = urls.owner
    else:
        os.environ.pop("WANGGE_OWNER_DATABASE_URL", None)
    django.setup()


def secret_key() -> str:
    """The home's own key (0600), made at first use; WANGGE_SECRET_KEY goes before it."""
    return kept_secret("secret.key", secrets.token_urlsafe(48))


def kept_secret(name: str, fresh: str) -> str:
    """The first line of a 0600 file in the home, which is written with `fresh` when it is missing."""
    path = home() / name
    path.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh + "\n")
    except FileExistsError:
        return path.read_text().splitlines()[0]
    return fresh


def refuse_unready() -> None:
    from wangge.web.migrate import pending

    if missing := pending():
        raise Refused(
            "not_initialised",
            "数据库尚未初始化或版本较旧",
            f"有 {len(missing)} 项结构变更待执行，请先运行 wangge init。",
            status=503,
        )

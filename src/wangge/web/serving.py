"""What `serve` and `demo` have in common."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wangge.standards.errors import Refused
from wangge.standards.faults import in_words
from wangge.web import boot
from wangge.web.embedded import Urls
from wangge.web.process import die_with

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"


def add_arguments(parser: ArgumentParser) -> None:
    workers = max(1, min(os.cpu_count() or 1, 4))
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机 127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("WANGGE_PORT", "8000")), help="端口，默认 8000")
    parser.add_argument("--workers", type=int, default=workers, help="网站进程数，默认与处理器数相同，最多 4")


def free_address(args: Namespace) -> Address:
    """Raises Refused where the port is taken, before anything is started."""
    family = socket.AF_INET6 if ":" in args.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((args.host, args.port))
        except (OSError, OverflowError) as error:
            why = in_words(error) if isinstance(error, OSError) else "端口应在 0 到 65535 之间"
            raise Refused("port_taken", f"不能使用 {args.host}:{args.port}", f"{why}；请用 --port 换一个。") from error
    return Address(args.host, args.port)


def prepare(urls: Urls) -> None:
    """Django as the application's role, on an up-to-date schema.

    An embedded database is brought up to date first, by a process of its own: the web processes never know the owner.
    """
    boot.set_up(Urls(urls.app, None))
    from wangge.web.migrate import pending
    from wangge.web.privileges import refuse_unsafe_role

    if urls.superuser and urls.owner and pending():
        command("init", env={"WANGGE_OWNER_DATABASE_URL": urls.owner})
    boot.refuse_unready()
    refuse_unsafe_role()


def command(*words: str, env: dict[str, str] | None = None) -> None:
    """Another command of ours in its own process on the same database; its failure is ours, and our end is its end:
    what outlived a killed demo would go on in the database of the next."""
    told = [sys.executable, "-m", "wangge.web", *words]
    ending = die_with(os.getpid(), signal.SIGKILL)
    if subprocess.run(told, env={**os.environ, **(env or {})}, preexec_fn=ending).returncode:
        raise Refused("step_failed", f"wangge {words[0]} 未能完成", "原因见上。", status=500)


def demo_mark() -> Any:
    """The options a demo database was made with; None for any other."""
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.web.models import Mark

    with jurisdiction():
        return Mark.objects.filter(name="demo").values_list("value", flat=True).first()


def announce(address: Address, lines: Sequence[str]) -> None:
    """Prints the addresses as soon as the server answers."""
    threading.Thread(target=_announce, args=(address, lines), daemon=True).start()


def _announce(address: Address, lines: Sequence[str]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address.url + "healthz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
            continue
        print(
            "\n".join([f"网格已启动：{address.url}", *(f"  {line}" for line in lines), "按 Ctrl-C 停止。"]), flush=True
        )
        return


def serve(address: Address, workers: int) -> None:
    from django.db import connections

    from wangge.web.server.builds import keep_build
    from wangge.web.server.files import dist
    from wangge.web.server.run import serve as run

    keep_build(boot.home(), dist())
    connections.close_all()
    run(address.host, address.port, workers)

"""granian under our settings: one port, a few processes, a stop that says goodbye to open streams first."""

from __future__ import annotations

import logging
import os
import time

import psycopg
from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from wangge.web.process import MAIN

log = logging.getLogger("wangge.server")

GOODBYE_SECONDS = 0.3
KILL_SECONDS = 3


class GoodbyeServer(Server):  # type: ignore[misc,valid-type]
    """Open event streams hold a worker's stop up: they are told to end a moment before."""

    def _stop_workers(self) -> None:
        try:
            goodbye(os.environ["DATABASE_URL"])
        except (KeyError, psycopg.Error) as error:
            log.info("no goodbye: %s", error)
        super()._stop_workers()

    def shutdown(self, exit_code: int = 0) -> None:
        """A worker that a service manager ended together with us has not failed."""
        if self.interrupt_signal:
            self.interrupt_children.clear()
        super().shutdown(exit_code)


def goodbye(url: str) -> None:
    """Ends the event streams of every server on this database; browsers come back by themselves after 2 s."""
    with psycopg.connect(url, autocommit=True, connect_timeout=1) as connection:
        connection.execute("SELECT pg_notify('wangge_goodbye', '')")
    time.sleep(GOODBYE_SECONDS)


def serve(host: str, port: int, workers: int, *, target: str = "wangge.web.server.app:build") -> None:
    """Serves until SIGINT or SIGTERM. Call it from the main thread, with no open database connection."""
    os.environ[MAIN] = str(os.getpid())
    GoodbyeServer(
        target,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        workers=workers,
        websockets=False,
        backlog=2048,
        backpressure=2048,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
    ).serve()

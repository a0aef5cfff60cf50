"""granian under our settings: one port, a few processes, a stop that says goodbye to open streams first."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from dataclasses import dataclass

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

log = logging.getLogger("wangge.server")

GOODBYE_SECONDS = 0.3
KILL_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Address:
    host: str = "127.0.0.1"
    port: int = 8000


class GoodbyeServer(Server):  # type: ignore[misc,valid-type]
    """Open event streams hold a worker's stop up: they are told to end (SIGUSR1) a moment before."""

    def _stop_workers(self) -> None:
        for worker in self.wrks:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.inner.pid, signal.SIGUSR1)
        time.sleep(GOODBYE_SECONDS)
        super()._stop_workers()


def serve(address: Address, workers: int, *, target: str = "wangge.web.server.app:build") -> None:
    """Serves until SIGINT or SIGTERM. Call it from the main thread, with no open database connection."""
    GoodbyeServer(
        target,
        factory=True,
        address=address.host,
        port=address.port,
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

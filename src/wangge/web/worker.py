"""Jobs by the clock and on request (procrastinate), and the relay that orders events."""

from __future__ import annotations

import asyncio

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from wangge.basedata.jurisdiction import current
from wangge.cases.relay import Relay

CONCURRENCY = 4
GRACE_SECONDS = 10.0


def work(url: str) -> None:
    """Until SIGINT or SIGTERM: running jobs are given GRACE_SECONDS to end."""
    relay = Relay(url, current())
    relay.start()
    try:
        asyncio.run(_jobs())
    finally:
        relay.stop()
        relay.join(GRACE_SECONDS)


async def _jobs() -> None:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as jobs:
        async with jobs.open_async():
            await jobs.run_worker_async(
                concurrency=CONCURRENCY,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=True,
            )

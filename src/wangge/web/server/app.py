"""The ASGI application that granian serves: event stream and pages here, the rest by the bridge to Django."""

from __future__ import annotations

import os
import signal

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.wsgi import get_wsgi_application

from wangge.web.process import MAIN, die_with
from wangge.web.server.bridge import Bridge, Wsgi
from wangge.web.server.builds import kept_builds
from wangge.web.server.files import Files, dist
from wangge.web.server.types import Application, Receive, Scope, Send

STREAM_PATH = "/api/v1/events"


class Server:
    """`stream` answers GET /api/v1/events."""

    def __init__(self, wsgi: Wsgi, files: Files, stream: Application | None, *, threads: int, cap: int) -> None:
        self.files, self.stream = files, stream
        self.bridge = Bridge(wsgi, threads=threads, cap=cap)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif self.stream and scope["method"] == "GET" and scope["path"] == STREAM_PATH:
            await self.stream(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"} or not await self.files.serve(scope, send):
            await self.bridge(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


def build() -> Server:
    """The whole product's server; settings decide threads and the longest body."""
    if main := os.environ.get(MAIN):
        die_with(int(main), signal.SIGKILL)()
        os.setpgid(0, 0)  # who ends the server's process group ends the server, which then stops its workers in order
    django.setup()
    from wangge.cases import stream

    first = "start" if settings.WANGGE_DEMO else "desk"
    files = Files(dist(), kept_builds(settings.WANGGE_HOME), first=first, statics=finders.find)
    threads = int(os.environ.get("WANGGE_THREADS", "12"))
    cap = int(os.environ.get("WANGGE_MAX_BODY_MB", "128")) << 20
    return Server(get_wsgi_application(), files, stream.handle, threads=threads, cap=cap)

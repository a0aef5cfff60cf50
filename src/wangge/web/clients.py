"""Builds of the phone app that are too old to write.

The app says in `X-Wangge-Client` which generation of its queue it is (frontend/src/field/outbox/client.ts). Whoever
changes what the app sends so that an older build's queue can no longer be taken raises CLIENT_MINIMUM: such a build
keeps what it has, asks its person to update, and the new build sends it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wangge.web.problems import generic

HEADER = "X-Wangge-Client"
READS = {"GET", "HEAD", "OPTIONS"}


class ClientMiddleware:
    """Answers 426 `client_too_old` to what an older build wants to change. Who sends no such header is no phone app."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told, least = request.headers.get(HEADER), settings.WANGGE_CLIENT_MINIMUM
        if told is None or request.method in READS or generation(told) >= least:
            return self.get_response(request)
        return generic(426, minimum=least)


def generation(told: str) -> int:
    """0 for what is no number."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0

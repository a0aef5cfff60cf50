"""Every request works in one jurisdiction and one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from wangge.basedata.jurisdiction import jurisdiction


class JurisdictionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with jurisdiction():
            return self.get_response(request)

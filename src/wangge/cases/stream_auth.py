"""Who may open the stream: the browser's session or a Bearer token, judged as everywhere else."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest

from wangge.basedata.jurisdiction import jurisdiction
from wangge.cases.acting import standing
from wangge.cases.feed import changes_after, newest
from wangge.cases.visibility import Sight
from wangge.organisation.auth import AUTH
from wangge.standards.errors import Refused

__all__ = ["StreamRefused", "admitted", "changes_after", "newest"]


class StreamRefused(Exception):
    def __init__(self, status: int, code: str, title: str, detail: str) -> None:
        super().__init__(code)
        self.status = status
        self.problem = {"type": f"urn:wangge:problem:{code}", "title": title, "status": status, "detail": detail}
        self.problem["code"] = code


def _request(scope: Any) -> ASGIRequest:
    request = ASGIRequest(dict(scope) | {"method": "GET"}, BytesIO())
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)
    return request


def admitted(scope: Any) -> Sight:
    """What the asker sees; raises StreamRefused 401 or 403."""
    with jurisdiction():
        request = _request(scope)
        try:
            for way in AUTH:
                if (who := way(request)) is not None:
                    return standing(who).sight
        except Refused as error:
            raise StreamRefused(error.status, error.code, error.title, error.detail) from error
    raise StreamRefused(401, "unauthenticated", "请先登录", "没有登录，或登录已失效。")

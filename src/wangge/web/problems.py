"""Errors as RFC 9457 problem documents: Chinese `title` and `detail`, a stable English `code`.

Whatever an operation raises, its writes are rolled back before the answer is made. The one exception is an error
with `keep_changes = True` (a wrong password is refused and counted).
"""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from wangge.standards.errors import Refused
from wangge.web.invalid import field_errors

log = logging.getLogger("wangge.api")
MEDIA_TYPE = "application/problem+json"
PROGRAMS = ("/api/", "/open311/", "/exchange/")  # below these nobody looks at a page

GENERIC: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "请求无法识别", "请求内容残缺或格式不对，没有保存任何改动。"),
    401: ("unauthenticated", "请先登录", "没有登录，或登录已失效。"),
    403: ("forbidden", "没有权限", "您的岗位不能做这件事。"),
    404: ("not_found", "找不到", "没有这个对象，或您无权查看。"),
    405: ("method_not_allowed", "不支持这种请求方法", "请按接口文档改用允许的方法。"),
    409: ("conflict", "与现有内容冲突", "有人先改了，或编号已用过；请刷新后再试，没有保存任何改动。"),
    412: ("precondition_failed", "前提不成立", "请求头与协议版本不符，没有保存任何改动。"),
    413: ("too_large", "内容太大", "请求内容超过允许的大小，没有保存。"),
    415: ("unsupported_media_type", "不支持的内容类型", "请按接口文档改用允许的内容类型。"),
    416: ("bad_range", "没有这一段", "请求的范围超出了文件。"),
    422: ("invalid", "填写的内容有误", "请按提示改正后重新提交，没有保存任何改动。"),
    423: ("locked", "正被占用", "请稍后再试。"),
    426: ("client_too_old", "应用版本过旧", "请更新后继续，您的内容都在手机里，更新后自动上传。"),
    429: ("too_many_requests", "请求太频繁", "请稍后再试。"),
    460: ("checksum_mismatch", "校验和不符", "这一段在传输中损坏，请重发。"),
    500: ("internal_error", "系统出错了", "没有保存任何改动，请稍后再试。"),
    503: ("unavailable", "服务暂时不可用", "没有保存任何改动，请稍后再试。"),
}


def problem(status: int, code: str, title: str, detail: str = "", **extra: Any) -> HttpResponse:
    """The problem document as a response; `extra` members are added to it, `retry_after` (seconds) to the headers."""
    body = {"type": f"urn:wangge:problem:{code}", "title": title, "status": status, "detail": detail, "code": code}
    text = json.dumps({**body, **extra}, ensure_ascii=False, cls=DjangoJSONEncoder)
    response = HttpResponse(text, status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="wangge"'
    if "retry_after" in extra:
        response["Retry-After"] = str(extra["retry_after"])
    return response


def generic(status: int, **extra: Any) -> HttpResponse:
    """The problem document of a bare HTTP status."""
    code, title, detail = GENERIC.get(status) or GENERIC[500 if status >= 500 else 400]
    return problem(status, code, title, extra.pop("detail", detail), **extra)


def undo() -> None:
    """Give up the writes of the operation that is running (Django's own wrapper rolls them back on leaving)."""
    if connection.in_atomic_block:
        transaction.set_rollback(True)


def request_id(request: HttpRequest) -> str:
    """The caller's `X-Request-ID` if it is a plain word, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if re.fullmatch(r"[\w.-]{1,64}", given) else uuid.uuid4().hex[:12]


def refused(request: HttpRequest, exc: Refused) -> HttpResponse:
    return problem(exc.status, exc.code, exc.title, exc.detail, **exc.extra)


def invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    return generic(422, errors=field_errors(exc.errors))


def http_error(request: HttpRequest, exc: HttpError) -> HttpResponse:
    return generic(exc.status_code)


def unstorable(request: HttpRequest, exc: DataError) -> HttpResponse:
    log.warning("unstorable value at %s: %s", request.path, exc)
    return problem(422, "bad_value", "有内容无法保存", "有取值过长、超出范围或含有不能保存的字符，没有保存任何改动。")


def unavailable(request: HttpRequest, exc: OperationalError) -> HttpResponse:
    log.error("database unavailable at %s: %s", request.path, exc)
    return generic(503, retry_after=5)


def broken(request: HttpRequest, exc: Exception) -> HttpResponse:
    number = request_id(request)
    log.exception("request %s failed: %s %s", number, request.method, request.path, exc_info=exc)
    detail = f"请求编号 {number}。没有保存任何改动，请稍后再试；仍不行请把编号告诉管理员。"
    return generic(500, detail=detail, request_id=number)


def bare(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    return lambda request, exc: generic(status)


HANDLERS: dict[type[Exception], Callable[..., HttpResponse]] = {
    Exception: broken,
    Refused: refused,
    ValidationError: invalid,
    HttpError: http_error,
    Http404: bare(404),
    PermissionDenied: bare(403),
    RequestDataTooBig: bare(413),
    SuspiciousOperation: bare(400),
    MultiPartParserError: bare(400),
    UnreadablePostError: bare(400),
    DataError: unstorable,
    OperationalError: unavailable,
}


def install(api: NinjaAPI) -> None:
    """Make `api` answer every exception with a problem document."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, undoing(handler))


def undoing(handler: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def handle(request: HttpRequest, exc: Exception) -> HttpResponse:
        if not getattr(exc, "keep_changes", False):
            undo()
        return handler(request, exc)

    return handle


class ProblemMiddleware:
    """Turns what Django itself refuses to programs (unknown path, wrong method, no database) into problem documents.

    People get the pages of templates/ instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith(PROGRAMS) or told(response):
            return response
        answer = generic(response.status_code)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer


def told(response: HttpResponseBase) -> bool:
    return str(response.get("Content-Type", "")).startswith(MEDIA_TYPE)

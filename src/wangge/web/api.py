"""The API under /api/v1, assembled from the rooms' routers."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.types import DictStrAny

from wangge.organisation.auth import AUTH
from wangge.standards.errors import Refused
from wangge.web import openapi, problems

# Each room's `api` module has a `router`; its paths are relative to /api/v1.
ROUTERS = [
    "wangge.evaluation.api.router",
    "wangge.collection.api.router",
    "wangge.command.api.router",
    "wangge.positioning.api.router",
    "wangge.messaging.api.router",
    "wangge.cases.api.router",  # before the base data, whose /map/{layer} would take /map/cases
    "wangge.basedata.api.router",
    "wangge.geocoding.api.router",
    "wangge.organisation.api.router",
    "wangge.organisation.devices.api.router",
    "wangge.rules.api.router",
    "wangge.evidence.api.router",
]
DEMO_ROUTERS = ["wangge.web.demo_api.router"]
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN or Infinity, and no text that a database cannot hold."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        value: DictStrAny = json.loads(request.body, parse_constant=no_constant)
        storable(value)
        return value

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> DictStrAny:
        result = super().parse_querydict(data, list_fields, request)
        storable(result)
        return result


class PlainRenderer(JSONRenderer):
    """Chinese as it is, in half the bytes of escapes."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def storable(value: Any) -> None:
    """Raises Refused `bad_text` for text with NUL or half of a surrogate pair, at any depth."""
    if isinstance(value, dict):
        storable(list(value))
        storable(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            storable(item)
    elif isinstance(value, str) and UNSTORABLE.search(value):
        raise Refused("bad_text", "文字中有不能保存的字符", "请删去不可见的特殊字符后重试，没有保存任何改动。")


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        return self._described

    @cached_property
    def _described(self) -> OpenAPISchema:
        return openapi.described(super().get_openapi_schema())


def build() -> Api:
    found = Api(
        title="网格",
        version="1.0",
        description=openapi.DESCRIPTION,
        auth=AUTH,
        parser=StrictParser(),
        renderer=PlainRenderer(),
        urls_namespace="api",
    )
    problems.install(found)
    for path in [*ROUTERS, *(DEMO_ROUTERS if settings.WANGGE_DEMO else [])]:
        found.add_router("", path)
    return found


api = build()

"""GET /map/{layer}: the county's ground as GeoJSON."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Field, Query, Router, Schema

from wangge.basedata import layers
from wangge.basedata.asked import Asked, read_bbox

router = Router()
GEOJSON = "application/geo+json; charset=utf-8"
ANSWER: dict[str, Any] = {
    "responses": {
        200: {
            "description": "GeoJSON FeatureCollection，坐标为 [经度, 纬度]（CGCS2000）",
            "content": {
                "application/geo+json": {
                    "schema": {"type": "object"},
                    "example": {"type": "FeatureCollection", "features": []},
                }
            },
        },
        304: {"description": "没有变化（If-None-Match 与 ETag 相同）"},
        404: {"$ref": "#/components/responses/Problem404"},
    }
}


class View(Schema):
    bbox: str | None = Field(None, description="西,南,东,北", examples=["112.82,32.66,112.86,32.70"])
    zoom: float = Field(20.0, ge=0, le=24, description="地图级别；远处只给主要的要素")


@router.get("/map/{layer}", tags=["地图"], summary="地图图层", openapi_extra=ANSWER)
def map_layer(
    request: HttpRequest,
    layer: str,
    view: Query[View],
) -> HttpResponse:
    """底图与网格：streets communities grids duty_grids roads water green blocks labels places；部件：components（须给 bbox，
    远处成团）；采集员最近位置：collectors（仅中心各岗位）。带 `If-None-Match` 时没有变化答 304。"""
    asked = Asked(read_bbox(view.bbox), view.zoom, getattr(request, "auth", None))
    stamp = layers.stamp(layer)
    if stamp is not None and _same(request, _tag(f"{stamp} {asked.bbox} {asked.zoom}".encode())):
        return HttpResponseNotModified()
    body = layers.features(layer, asked)
    tag = _tag(body if stamp is None else f"{stamp} {asked.bbox} {asked.zoom}".encode())
    if _same(request, tag):
        return HttpResponseNotModified()
    return HttpResponse(body, content_type=GEOJSON, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:24]}"'


def _same(request: HttpRequest, tag: str) -> bool:
    return request.headers.get("If-None-Match", "").removeprefix("W/") == tag

"""GET /geocode and /geocode/reverse."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wangge.basedata import coordinates
from wangge.basedata.asked import Box, read_bbox
from wangge.basedata.index import GridHit
from wangge.basedata.models import DutyGrid
from wangge.geocoding import area, forward, reverse

router = Router(tags=["地理编码"])


class Words(Schema):
    q: str = Field(min_length=1, max_length=100, description="地址、路口、地名、网格编码", examples=["新春路67号"])
    limit: int = Field(10, ge=1, le=forward.MOST, description="至多多少个")


class At(Schema):
    lon: float = Field(description="经度", examples=[112.84])
    lat: float = Field(description="纬度", examples=[32.68])
    coord_sys: str = Field("cgcs2000", max_length=20, description="坐标系：cgcs2000、wgs84、gcj02、bd09")


class Place(Schema):
    kind: str = Field(description="number road landmark area poi division crossing grid")
    category: str = ""
    name: str
    address: str
    lon: float
    lat: float
    grid: str = Field(description="单元网格编码，不在网格内为空")
    exact: bool = Field(description="false 表示只是相近：同路最近的门牌或相似的名称")


class Places(Schema):
    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "items": [
                        {
                            "kind": "number",
                            "category": "",
                            "name": "新春路67号",
                            "address": "唐河县文峰街道新春街社区新春路67号",
                            "lon": 112.8401235,
                            "lat": 32.6801235,
                            "grid": "411328002001047",
                            "exact": True,
                        }
                    ]
                }
            ]
        }
    }
    items: list[Place]


class Named(Schema):
    code: str
    name: str


class WhereAnswer(Schema):
    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "inside": True,
                    "address": "建设路与新春路口东南角",
                    "standard": "文峰街道新春街社区建设路与新春路口东南角",
                    "street": "文峰街道",
                    "community": "新春街社区",
                    "grid": "411328002001047",
                    "duty_grid": {"code": "411328002Z01", "name": "文峰街道第一责任网格"},
                    "area_class": 1,
                    "lon": 112.84,
                    "lat": 32.68,
                }
            ]
        }
    }
    inside: bool = Field(description="是否在本县单元网格内")
    address: str = Field(description="简短说法")
    standard: str = Field(description="带街道、社区的说法")
    street: str
    community: str
    grid: str | None
    duty_grid: Named | None
    area_class: int | None = Field(description="区域类别 1 2 3")
    lon: float = Field(description="换算为 CGCS2000 后的经度")
    lat: float


class Street(Schema):
    name: str = Field(description="路名", examples=["建设路"])
    kind: str = Field(description="main secondary branch lane")
    width: float = Field(description="红线宽（米）")
    lines: list[list[tuple[float, float]]] = Field(description="中心线，[经度, 纬度]")


STREET: dict[str, Any] = {
    "name": "建设路",
    "kind": "main",
    "width": 30.0,
    "lines": [[[112.8401, 32.6802], [112.8455, 32.6803]]],
}


class Area(Schema):
    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "streets": [STREET],
                    "doors": [["建设路67号", 112.8412, 32.6803]],
                    "compounds": [["县医院", 112.8436, 32.6811]],
                    "divisions": {"411328001": "滨河街道"},
                }
            ]
        }
    }
    streets: list[Street]
    doors: list[tuple[str, float, float]] = Field(description="门牌：名称、经度、纬度")
    compounds: list[tuple[str, float, float]] = Field(description="标志物与小区：常用名、经度、纬度")
    divisions: dict[str, str] = Field(description="区划代码与名称，单元网格编码的前 9、12 位即街道、社区")


class Around(Schema):
    bbox: str = Field(description="西,南,东,北", examples=["112.83,32.67,112.85,32.69"])


@router.get("/geocode", response=Places, summary="按文字找地点")
def geocode(request: HttpRequest, asked: Query[Words]) -> dict[str, Any]:
    """门牌（新春路67号）、路口（建设路与新春路口）、地名与别名（县医院）、网格编码；写错一两个字也能找到。"""
    return {"items": [asdict(found) for found in forward.search(asked.q, asked.limit)]}


@router.get("/geocode/reverse", response=WhereAnswer, summary="一点的地址与网格")
def reverse_geocode(request: HttpRequest, asked: Query[At]) -> dict[str, Any]:
    """手机和网络地图的坐标（gcj02、bd09）先换算再查。"""
    lon, lat = coordinates.stored(asked.lon, asked.lat, asked.coord_sys)
    found = reverse.where(lon, lat)
    words = {key: getattr(found, key) for key in ("address", "standard", "street", "community")}
    return words | _grid(found.grid) | {"lon": lon, "lat": lat}


@router.get("/geocode/area", response=Area, summary="一片地方的地名")
def geocode_area(request: HttpRequest, asked: Query[Around]) -> dict[str, Any]:
    """手机预先存下责任网格一带的街巷、门牌和标志物，断网时也能说出地址。没有变化时按 `If-None-Match` 答 304。"""
    return area.area(read_bbox(asked.bbox) or Box(0, 0, 0, 0))


def _grid(hit: GridHit | None) -> dict[str, Any]:
    if hit is None:
        return {"inside": False, "grid": None, "duty_grid": None, "area_class": None}
    duty = DutyGrid.objects.filter(code=hit.duty_grid).values("code", "name").first()
    return {"inside": True, "grid": hit.code, "duty_grid": duty, "area_class": hit.area_class}

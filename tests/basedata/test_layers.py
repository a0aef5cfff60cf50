"""Layers answer what lies in a box at a zoom, and follow changes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ninja.testing import TestClient
from shapely import LineString
from shapely.geometry import shape

from tests.basedata.world import COMMUNITY, SIDE, SOUTH, SQUARES, TODAY, WEST, component, settle, square
from wangge.basedata import layers, load, revision
from wangge.basedata.api import router
from wangge.basedata.asked import Asked, Box, read_bbox
from wangge.basedata.models import Component, DutyGrid
from wangge.standards.errors import Refused

EVERYWHERE = Box(112, 32, 113, 33)
pytestmark = pytest.mark.django_db


def features(layer: str, box: Box | None = EVERYWHERE, zoom: float = 18) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(layers.features(layer, Asked(box, zoom)))["features"]
    return found


def names(layer: str, zoom: float) -> list[str]:
    return [feature["properties"]["name"] for feature in features(layer, zoom=zoom)]


def test_grids_are_drawn_exactly_and_say_their_duty_grid() -> None:
    settle()
    found = {feature["properties"]["code"]: feature for feature in features("grids")}
    assert found.keys() == SQUARES.keys()
    assert all(shape(found[code]["geometry"]).equals(SQUARES[code]) for code in SQUARES)
    assert found[f"{COMMUNITY}001"]["properties"]["area_class"] == 1


def test_a_box_picks_what_touches_it() -> None:
    settle()
    west = Box(WEST - SIDE, SOUTH - SIDE, WEST + SIDE / 2, SOUTH + SIDE)
    assert {f["properties"]["code"][-3:] for f in features("grids", west)} == {"001", "003"}
    assert features("grids", Box(0, 0, 1, 1)) == []


def test_lanes_show_only_from_near() -> None:
    line = LineString([(WEST, SOUTH), (WEST + SIDE, SOUTH)])
    load.load_roads([("建设路", "main", 38.0, line), ("马道巷", "lane", 7.0, line)])
    revision.bump("test")
    assert names("roads", 11) == ["建设路"]
    assert names("roads", 16) == ["建设路", "马道巷"]


def test_buildings_come_together_and_large_ones_first() -> None:
    large, small = square(0, 0), square(1, 0).centroid.buffer(0.00005, quad_segs=1)
    load.load_features([("building", "", large), ("building", "", small), ("green", "人民公园", square(0, 1))])
    revision.bump("test")
    assert [shape(f["geometry"]).area for f in features("blocks", zoom=14)] == [pytest.approx(large.area)]
    assert len(features("blocks", zoom=17)) == 2
    assert names("green", 14) == ["人民公园"]


def test_labels_use_the_short_name_and_small_places_wait_for_a_near_view() -> None:
    hospital = load.PlaceRow("landmark", "唐河县人民医院", "唐河县", WEST, SOUTH, "hospital", aliases=["县医院"])
    shop = load.PlaceRow("poi", "便民超市", "唐河县", WEST, SOUTH, "shop")
    load.load_places([hospital, shop])
    load.load_features([("water", "唐河", square(0, 1))])
    revision.bump("test")
    assert names("labels", 14) == ["唐河", "县医院"]
    assert names("labels", 17) == ["唐河", "县医院", "便民超市"]


def test_only_surveyed_divisions_are_drawn() -> None:
    load.load_divisions({"411328002": square(0, 0), COMMUNITY: square(0, 0)})
    revision.bump("test")
    assert names("streets", 12) == ["文峰街道"]
    assert names("communities", 12) == ["新春街社区居民委员会"]
    assert features("divisions") == []


def test_a_layer_follows_an_edit_at_once() -> None:
    settle()
    assert names("duty_grids", 14) == ["文峰街道第一责任网格"]
    grid = DutyGrid.objects.get()
    grid.name = "新名"
    grid.save()
    assert names("duty_grids", 14) == ["新名"]


def test_components_are_points_near_and_clusters_far_and_none_from_afar() -> None:
    load.load_components([component(n, WEST + n * 1e-5, SOUTH) for n in range(1, 11)], TODAY)
    Component.objects.filter(id__endswith="010").update(state="removed")
    near = features("components", zoom=18)
    assert len(near) == 9
    assert near[0]["properties"]["class_code"] == "C0137"
    far = features("components", zoom=14)
    assert sum(feature["properties"]["count"] for feature in far) == 9
    assert len(far) < 9
    assert features("components", zoom=10) == []


def test_a_crowd_of_components_is_clustered_even_near() -> None:
    load.load_components([component(n, WEST + n * 1e-6, SOUTH) for n in range(1, 2102)], TODAY)
    found = features("components", zoom=18)
    assert sum(feature["properties"]["count"] for feature in found) == 2101
    assert len(found) < 50


def test_components_are_never_given_without_a_box() -> None:
    with pytest.raises(Refused) as refusal:
        layers.features("components", Asked(None, 18))
    assert refusal.value.code == "bbox_needed"


def test_an_unknown_layer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused) as refusal:
        layers.features("dragons", Asked(None, 18))
    assert (refusal.value.code, refusal.value.status) == ("unknown_layer", 404)
    assert "grids" in refusal.value.detail


def test_other_rooms_register_their_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "_layers", {})
    layers.register("cameras", lambda asked: {"type": "FeatureCollection", "features": [{"zoom": asked.zoom}]})
    assert features("cameras", zoom=15) == [{"zoom": 15}]
    assert "cameras" in layers.names()


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,4,5", "a,b,c,d", "3,2,1,4", "1,4,3,2", "nan,1,2,3", "1,2,inf,3"])
def test_bad_boxes_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_bbox(text)
    assert refusal.value.code == "bad_bbox"


def test_a_missing_box_is_everything() -> None:
    assert read_bbox(None) is None
    assert read_bbox("") is None
    assert read_bbox("112,32,113,33") == EVERYWHERE


@pytest.mark.parametrize("path", ["/map/grids?zoom=15", "/map/components?bbox=112,32,113,33&zoom=18"])
def test_the_endpoint_answers_once_and_then_not_modified(path: str) -> None:
    settle()
    load.load_components([component(1, WEST, SOUTH)], TODAY)
    client = TestClient(router)
    first = client.get(path)
    assert first.status_code == 200
    assert first["Content-Type"].startswith("application/geo+json")
    assert first.json()["features"]
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    revision.bump("test")
    Component.objects.update(state="damaged")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200

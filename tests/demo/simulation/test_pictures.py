"""Drawn stand-ins for photographs."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest
from PIL import Image

from wangge.demo.simulation.pictures import SIZE, VARIANTS, View, scene, variant_of
from wangge.demo.simulation.pictures.scenes import SET_OF
from wangge.evidence.pictures import inspect


def families() -> set[str]:
    text = (files("wangge.demo.simulation") / "data" / "mix.csv").read_text(encoding="utf-8")
    return {row["family"] for row in csv.DictReader(text.splitlines())}


def pixel(content: bytes, x: int, y: int) -> tuple[int, ...]:
    found = Image.open(io.BytesIO(content)).convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def test_every_family_of_classes_has_its_pictures() -> None:
    assert families() <= set(SET_OF)


@pytest.mark.parametrize("view", ["near", "far", "after"])
def test_a_scene_is_a_photo_that_the_evidence_store_takes(view: View) -> None:
    content = scene("vendor", 0, view)
    picture = inspect(io.BytesIO(content))
    assert (picture.width, picture.height) == SIZE
    assert len(content) < 120_000


def test_before_and_after_show_one_place_and_only_the_problem_is_gone() -> None:
    before, after = scene("garbage", 1, "near"), scene("garbage", 1, "after")
    assert all(abs(a - b) < 8 for a, b in zip(pixel(before, 120, 120), pixel(after, 120, 120), strict=True))
    assert pixel(before, 400, 470) != pixel(after, 400, 470)


def test_a_scene_is_always_the_same_for_the_same_case() -> None:
    once = scene("car", variant_of(112.8401234), "near")
    scene.cache_clear()
    assert scene("car", variant_of(112.8401234), "near") == once
    assert {variant_of(112.84 + n / 10**6) for n in range(10)} == set(range(VARIANTS))

"""The phone app as a browser meets it: installable, and light enough for a weak network."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from wangge.web.server.files import dist

PUBLIC = Path(__file__).parents[2] / "frontend" / "public"
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
BUDGET = 250_000


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(json.loads((PUBLIC / "field" / "manifest.webmanifest").read_text()))


def test_the_manifest_has_what_installing_asks_for(manifest: dict[str, Any]) -> None:
    assert manifest["name"]
    assert 0 < len(manifest["short_name"]) <= 6
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/field/", "/field/", "standalone")
    assert re.fullmatch("#[0-9A-Fa-f]{6}", manifest["theme_color"])
    assert re.fullmatch("#[0-9A-Fa-f]{6}", manifest["background_color"])


def test_the_icons_are_there_in_their_sizes_one_of_them_maskable(manifest: dict[str, Any]) -> None:
    for icon in manifest["icons"]:
        with Image.open(PUBLIC / icon["src"].lstrip("/")) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    by_purpose = {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]}
    assert {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")} <= by_purpose


def brought(assets: Path, name: str, found: set[str]) -> None:
    if name not in found:
        found.add(name)
        for other in IMPORT.findall((assets / name).read_text()):
            brought(assets, other, found)


@pytest.mark.skipif(not (dist() / "field" / "index.html").is_file(), reason="the front end is not built")
@pytest.mark.parametrize("page", ["TasksPage", "CasesPage", "OverviewPage"])
def test_log_in_and_first_page_weigh_less_than_250_kb_of_code(page: str) -> None:
    assets, found = dist() / "assets", set[str]()
    first = re.findall(r"/assets/([\w.-]+\.js)", (dist() / "field" / "index.html").read_text())
    for name in [*first, *(path.name for one in ("LoginPage", page) for path in assets.glob(f"{one}-*.js"))]:
        brought(assets, name, found)

    assert not [name for name in found if name.startswith("MapView")]
    assert sum(len(gzip.compress((assets / name).read_bytes(), 6)) for name in found) < BUDGET

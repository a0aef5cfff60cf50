"""A crossing of two streets in the small world of basedata's tests, with doors and a hospital."""

from __future__ import annotations

from shapely import LineString

from tests.basedata.world import COMMUNITY, SIDE, SOUTH, WEST, settle
from wangge.basedata import load, revision

CROSSING = (WEST + SIDE, SOUTH)
METRE = 1e-5  # of a degree, near enough
DOORS = {1: -60, 3: -30, 5: 30, 7: 60}


def build() -> None:
    """建设路 runs from west to east, 新春路 from north to south; doors stand 15 m north of 建设路."""
    settle()
    lon, lat = CROSSING
    load.load_roads(
        [
            ("建设路", "main", 38.0, LineString([(lon - 2 * SIDE, lat), (lon + 2 * SIDE, lat)])),
            ("新春路", "secondary", 26.0, LineString([(lon, lat - 2 * SIDE), (lon, lat + 2 * SIDE)])),
        ]
    )
    town = "唐河县文峰街道新春街社区"
    rows = [load.PlaceRow("road", name, f"唐河县{name}", lon, lat, "main") for name in ("建设路", "新春路")]
    rows += [
        load.PlaceRow(
            "number", f"建设路{n}号", f"{town}建设路{n}号", lon + east * METRE, lat + 15 * METRE,
            grid_code=f"{COMMUNITY}001", parent=0,
        )
        for n, east in DOORS.items()
    ]  # fmt: skip
    rows.append(
        load.PlaceRow(
            "landmark", "唐河县人民医院", f"{town}建设路7号", lon + 60 * METRE, lat + 45 * METRE, "hospital",
            ["县医院", "人民医院"], f"{COMMUNITY}002", 0,
        )
    )  # fmt: skip
    rows.append(load.PlaceRow("poi", "建设路100%超市", f"{town}建设路1号", lon - 90 * METRE, lat, "shop", parent=0))
    load.load_places(rows)
    revision.bump("test")

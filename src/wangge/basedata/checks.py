"""What must be true of unit grids before they are taken in (base-data.md). Shapes are degrees, tolerances m²."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import numpy as np
import shapely
from shapely import Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from wangge.basedata import coordinates
from wangge.standards.errors import Refused

SLIVER = 0.1
Grids = Mapping[str, BaseGeometry]


def check_grids(grids: Grids, divisions: Collection[str]) -> dict[str, Decimal]:
    """All checks on the whole set that will be in use; answers each grid's area in m², computed anew.

    Raises Refused grid_invalid, grid_prefix, grid_overlap or grid_gap with the codes or the place of the fault.
    """
    check_shapes(grids)
    check_prefixes(grids, divisions)
    check_overlaps(grids)
    check_gaps(grids)
    return {code: areas(shape) for code, shape in grids.items()}


def areas(shape: BaseGeometry) -> Decimal:
    return Decimal(f"{coordinates.area(shape):.2f}")


def check_shapes(grids: Grids) -> None:
    """Each is one closed, valid polygon without zero area."""
    bad = [f"{code}（{_fault(shape)}）" for code, shape in grids.items() if _fault(shape)]
    if bad:
        raise _refused("grid_invalid", "网格图形无效", bad, "图形须是一个闭合、不自交的面")


def check_prefixes(grids: Grids, divisions: Collection[str]) -> None:
    """15 digits whose first 12 are a known community, and a sequence from 001."""
    bad = [c for c in grids if len(c) != 15 or not c.isdecimal() or c[:12] not in divisions or c[12:] == "000"]
    if bad:
        raise _refused(
            "grid_prefix", "网格编码有误", bad, "编码须为 15 位数字，前 12 位是已有的社区代码，顺序号从 001 起"
        )


def check_overlaps(grids: Grids) -> None:
    codes, shapes = list(grids), np.array(list(grids.values()), dtype=object)
    one, two = STRtree(shapes).query(shapes, predicate="intersects")
    one, two = one[one < two], two[one < two]
    common = shapely.intersection(shapes[one], shapes[two])
    bad = [
        f"{codes[a]} 与 {codes[b]}（{size:.1f} 平方米）"
        for a, b, size in zip(one, two, map(coordinates.area, common), strict=True)
        if size > SLIVER
    ]
    if bad:
        raise _refused("grid_overlap", "网格有重叠", bad, "相邻网格只能共边")


def check_gaps(grids: Grids) -> None:
    """A hole inside the covered ground is a gap; separate patches of ground may exist."""
    union = shapely.union_all(list(grids.values()))
    holes = [Polygon(ring) for part in shapely.get_parts(union) for ring in getattr(part, "interiors", ())]
    bad = [_place(hole) for hole in holes if coordinates.area(hole) > SLIVER]
    if bad:
        raise _refused("grid_gap", "网格之间有空隙", bad, "管理范围内不能有空隙")


def _fault(shape: BaseGeometry) -> str:
    if not isinstance(shape, Polygon):
        return "不是单个面"
    if shape.is_empty or coordinates.area(shape) <= SLIVER:
        return "面积为零"
    return "" if shape.is_valid else shapely.is_valid_reason(shape)


def _place(hole: Polygon) -> str:
    point = hole.representative_point()
    return f"{point.x:.6f}, {point.y:.6f}（{coordinates.area(hole):.1f} 平方米）"


def _refused(code: str, title: str, bad: Sequence[str], rule: str) -> Refused:
    shown = "、".join(bad[:5]) + (f" 等 {len(bad)} 处" if len(bad) > 5 else "")
    return Refused(code, title, f"{rule}：{shown}。没有导入任何网格。", places=list(bad[:100]))

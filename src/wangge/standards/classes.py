"""The class trees of both national editions (domain page "Base data and codes").

`data/categories.csv` holds them and a county's local sample, whose two-digit minors count down from 99: those extend
the 2013 tree. One edition is active per jurisdiction; a case keeps the edition it was filed under.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from wangge.standards.classcodes import EDITION_2013, EDITIONS, ClassCode, Kind
from wangge.standards.datafiles import read_rows
from wangge.standards.errors import Refused

LOCAL_SAMPLE = "local-sample"
_RELATED = re.compile(r"关联部件 ([0-9]{5})")


@dataclass(frozen=True, slots=True)
class MinorClass:
    """`code` is the short form; `component` the component class that a component-related event of 2026 is about."""

    edition: str
    kind: Kind
    major_code: str
    major_name: str
    minor_code: str
    name: str
    code: str
    gloss: str
    local: bool
    component: str | None


@dataclass(frozen=True)
class ClassTree:
    """One edition in the standard's order: components, then events, by code."""

    edition: str
    classes: tuple[MinorClass, ...]
    _by_code: Mapping[str, MinorClass] = field(init=False, repr=False, compare=False)
    _by_name: Mapping[tuple[Kind, str], MinorClass] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {row.code: row for row in self.classes})
        object.__setattr__(self, "_by_name", {(row.kind, row.name): row for row in self.classes})

    def find(self, code: str) -> MinorClass | None:
        """By short form."""
        return self._by_code.get(code)

    def named(self, kind: Kind, name: str) -> MinorClass | None:
        return self._by_name.get((kind, name))

    def get(self, code: str) -> MinorClass:
        """By short form; refuses codes that are malformed or of no class of this edition."""
        row = self.find(code) or self.find(str(ClassCode.parse(code)))
        if row is None:
            raise Refused("unknown_class", "没有这个类别", f"{self.edition} 中没有类别代码 {code}。")
        return row

    def majors(self, kind: Kind) -> dict[str, str]:
        """Code and name of the major classes of a kind."""
        return {row.major_code: row.major_name for row in self.classes if row.kind == kind}

    def minors(self, kind: Kind, major_code: str) -> tuple[MinorClass, ...]:
        return tuple(row for row in self.classes if row.kind == kind and row.major_code == major_code)


@cache
def load_classes() -> Mapping[str, ClassTree]:
    """The trees by edition."""
    rows = sorted((_minor_class(row) for row in read_rows("categories.csv")), key=lambda row: row.code)
    trees = {edition: ClassTree(edition, tuple(row for row in rows if row.edition == edition)) for edition in EDITIONS}
    return MappingProxyType(trees)


def class_tree(edition: str) -> ClassTree:
    tree = load_classes().get(edition)
    if tree is None:
        raise Refused("unknown_edition", "没有这个分类版本", f"分类版本应为{'、'.join(EDITIONS)}，收到“{edition}”。")
    return tree


def _minor_class(row: dict[str, str]) -> MinorClass:
    kind: Kind = "component" if row["kind"] == "component" else "event"
    local = row["standard"] == LOCAL_SAMPLE
    related = _RELATED.search(row["gloss"])
    return MinorClass(
        edition=EDITION_2013 if local else row["standard"],
        kind=kind,
        major_code=row["major_code"],
        major_name=row["major_name"],
        minor_code=row["minor_code"],
        name=row["minor_name"],
        code=str(ClassCode(kind, row["major_code"], row["minor_code"])),
        gloss=row["gloss"],
        local=local,
        component=f"C{related[1]}" if related else None,
    )

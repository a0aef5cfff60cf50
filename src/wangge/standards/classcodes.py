"""Codes of classes and of the components counted by them (domain page "Base data and codes").

Components and events reuse the same numbers: a class is known by edition, kind and code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn

from wangge.standards.digits import COUNTY, refuse

Kind = Literal["component", "event"]
EDITION_2013 = "GB/T 30428.2-2013"
EDITION_2026 = "GB/T 47678.5-2026"
EDITIONS = (EDITION_2013, EDITION_2026)

KIND_LETTERS: dict[Kind, str] = {"component": "C", "event": "E"}
_KINDS: dict[str, Kind] = {letter: kind for kind, letter in KIND_LETTERS.items()}

_CLASS = r"(?!00)(?P<major>[0-9]{2})(?P<minor>(?!000)[0-9]{3}|(?!00)[0-9]{2})"
_SHORT_CLASS = re.compile(rf"(?P<letter>[CE]){_CLASS}")
_FULL_CLASS = re.compile(rf"(?P<county>{COUNTY}){_CLASS}")
_COMPONENT = re.compile(rf"(?P<county>{COUNTY}){_CLASS}(?P<sequence>(?!000000)[0-9]{{6}})")


@dataclass(frozen=True)
class ClassCode:
    """A minor class in short form: kind letter, major 2, minor 2 (2013) or 3 (2026), such as C0101, E06010."""

    kind: Kind
    major: str
    minor: str

    def __post_init__(self) -> None:
        if not _SHORT_CLASS.fullmatch(str(self)):
            _refuse_class(str(self))

    @classmethod
    def parse(cls, code: str) -> ClassCode:
        match = _SHORT_CLASS.fullmatch(code)
        if not match:
            _refuse_class(code)
        return cls(_KINDS[match["letter"]], match["major"], match["minor"])

    @classmethod
    def parse_full(cls, code: str, kind: Kind) -> tuple[str, ClassCode]:
        """County and class from the standard's 10 or 11 digits, which do not say the kind."""
        match = _FULL_CLASS.fullmatch(code)
        if not match:
            refuse("bad_class_code", "类别代码", code, "10 位（2013 版）或 11 位（2026 版）数字")
        return match["county"], cls(kind, match["major"], match["minor"])

    def __str__(self) -> str:
        return f"{KIND_LETTERS.get(self.kind, '?')}{self.major}{self.minor}"

    def full(self, county: str) -> str:
        """The standard's class code: county 6 + major 2 + minor 2 or 3."""
        if not re.fullmatch(COUNTY, county):
            refuse("bad_division_code", "县级行政区划代码", county, "6 位数字")
        return county + self.major + self.minor

    @property
    def edition(self) -> str:
        """The national edition whose length the minor has."""
        return EDITION_2013 if len(self.minor) == 2 else EDITION_2026


def _refuse_class(code: str) -> NoReturn:
    refuse("bad_class_code", "类别代码", code, "字母 C（部件）或 E（事件）加 4 位（2013 版）或 5 位（2026 版）数字")


@dataclass(frozen=True)
class ComponentId:
    """Component id 部件标识码: county 6 + major 2 + minor 2 or 3 + sequence 6, together 16 (2013) or 17 (2026) digits."""

    county: str
    class_code: ClassCode
    sequence: int

    def __post_init__(self) -> None:
        if self.class_code.kind != "component" or not _COMPONENT.fullmatch(str(self)):
            refuse("bad_component_id", "部件标识码", self, "16 位（2013 版）或 17 位（2026 版）数字")

    @classmethod
    def parse(cls, code: str) -> ComponentId:
        match = _COMPONENT.fullmatch(code)
        if not match:
            refuse("bad_component_id", "部件标识码", code, "16 位（2013 版）或 17 位（2026 版）数字")
        return cls(match["county"], ClassCode("component", match["major"], match["minor"]), int(match["sequence"]))

    def __str__(self) -> str:
        return f"{self.class_code.full(self.county)}{self.sequence:06d}"

"""Codes of the standards: divisions, grids, classes, components, departments, cases (domain page "Base data and codes").

Every kind is a small value: `X.parse(text)` reads one or refuses, `str(value)` writes it, and the two are inverse.
Only ASCII digits count; surrounding blanks are not forgiven, since a code is a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NoReturn

from wangge.standards.classcodes import (
    EDITION_2013,
    EDITION_2026,
    EDITIONS,
    KIND_LETTERS,
    ClassCode,
    ComponentId,
    Kind,
)
from wangge.standards.credit import is_credit_code
from wangge.standards.digits import COUNTY, NUMBER_3, refuse
from wangge.standards.workcalendar import ZONE

_DIVISION = re.compile(rf"[1-9][0-9](?:[0-9]{{2}}(?:[0-9]{{2}}(?:{NUMBER_3}(?:{NUMBER_3})?)?)?)?")
_GRID = re.compile(rf"(?P<county>{COUNTY})(?P<street>{NUMBER_3})(?P<community>{NUMBER_3})(?P<sequence>{NUMBER_3})")
_CASE = re.compile(rf"(?P<county>{COUNTY})(?P<day>[0-9]{{6}})(?P<sequence>[1-9][0-9]{{5,11}}|(?!00000)[0-9]{{5}})")
_LOCAL_DEPARTMENT = re.compile(r"[0-9A-Z][0-9A-Z_-]{0,16}")

__all__ = [
    "EDITIONS",
    "EDITION_2013",
    "EDITION_2026",
    "KIND_LETTERS",
    "LEVELS",
    "CaseNumber",
    "ClassCode",
    "ComponentId",
    "DepartmentCode",
    "GridCode",
    "Kind",
    "division_level",
    "region_prefix",
]

LEVELS = {2: "province", 4: "city", 6: "county", 9: "street", 12: "community"}


def division_level(code: str) -> str:
    """province | city | county | street | community of a division code of 2, 4, 6, 9 or 12 digits."""
    if not _DIVISION.fullmatch(code):
        refuse("bad_division_code", "行政区划代码", code, "2、4、6、9 或 12 位数字")
    return LEVELS[len(code)]


def region_prefix(code: str) -> str:
    """A division or grid code as the prefix that every code inside the region has."""
    if not _DIVISION.fullmatch(code) and not _GRID.fullmatch(code):
        refuse("bad_region_code", "区域代码", code, "行政区划代码或单元网格编码")
    return code


@dataclass(frozen=True)
class GridCode:
    """Unit grid 单元网格编码: 15 digits, county 6 + street 3 + community 3 + sequence 3 (001–999)."""

    county: str
    street: str
    community: str
    sequence: int

    def __post_init__(self) -> None:
        if not _GRID.fullmatch(str(self)):
            refuse("bad_grid_code", "单元网格编码", self, "15 位数字（县 6、街道 3、社区 3、顺序 001—999）")

    @classmethod
    def parse(cls, code: str) -> GridCode:
        match = _GRID.fullmatch(code)
        if not match:
            refuse("bad_grid_code", "单元网格编码", code, "15 位数字（县 6、街道 3、社区 3、顺序 001—999）")
        return cls(match["county"], match["street"], match["community"], int(match["sequence"]))

    def __str__(self) -> str:
        return f"{self.community_code}{self.sequence:03d}"

    @property
    def street_code(self) -> str:
        """9 digits."""
        return self.county + self.street

    @property
    def community_code(self) -> str:
        """12 digits."""
        return self.street_code + self.community


@dataclass(frozen=True)
class DepartmentCode:
    """A department's key: its 18-character unified social credit code, or a local code of up to 17 characters."""

    code: str

    def __post_init__(self) -> None:
        if self.is_credit_code:
            return
        if not _LOCAL_DEPARTMENT.fullmatch(self.code):
            form = "18 位统一社会信用代码（校验位须正确），或不超过 17 位的大写字母、数字、-、_ 组成的本地代码"
            refuse("bad_department_code", "部门代码", self.code, form)

    @classmethod
    def parse(cls, code: str) -> DepartmentCode:
        """Small letters are read as capitals, as the standard writes them."""
        return cls(code.upper())

    def __str__(self) -> str:
        return self.code

    @cached_property
    def is_credit_code(self) -> bool:
        return is_credit_code(self.code)


@dataclass(frozen=True)
class CaseNumber:
    """Case number 案卷号: county 6 + yyMMdd in Asia/Shanghai + the day's sequence in at least five digits."""

    county: str
    day: date
    sequence: int

    def __post_init__(self) -> None:
        if not 2000 <= self.day.year <= 2099 or not _CASE.fullmatch(str(self)):
            _refuse_case(str(self))

    @classmethod
    def at(cls, county: str, moment: datetime, sequence: int) -> CaseNumber:
        return cls(county, moment.astimezone(ZONE).date(), sequence)

    @classmethod
    def parse(cls, code: str) -> CaseNumber:
        match = _CASE.fullmatch(code)
        if not match:
            _refuse_case(code)
        try:
            day = date.fromisoformat(f"20{match['day']}")
        except ValueError:
            _refuse_case(code)
        return cls(match["county"], day, int(match["sequence"]))

    def __str__(self) -> str:
        return f"{self.county}{self.day:%y%m%d}{self.sequence:05d}"


def _refuse_case(code: str) -> NoReturn:
    refuse("bad_case_number", "案卷号", code, "县级代码 6 位、日期 6 位（年月日）和至少 5 位顺序号")

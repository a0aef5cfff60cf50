"""Codes of the standards: read and written as the domain's page says, and refused otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.standards.codes import (
    EDITION_2013,
    EDITION_2026,
    CaseNumber,
    ClassCode,
    ComponentId,
    DepartmentCode,
    GridCode,
    Kind,
    division_level,
    region_prefix,
)
from wangge.standards.credit import ALPHABET, check_character
from wangge.standards.errors import Refused

kinds: st.SearchStrategy[Kind] = st.sampled_from(["component", "event"])
counties = st.integers(100000, 999999).map(str)
numbers_3 = st.integers(1, 999).map("{:03d}".format)
grids = st.builds(GridCode, counties, numbers_3, numbers_3, st.integers(1, 999))
majors = st.integers(1, 99).map("{:02d}".format)
minors = majors | numbers_3
classes = st.builds(ClassCode, kinds, majors, minors)
component_classes = st.builds(ClassCode, st.just("component"), majors, minors)
components = st.builds(ComponentId, counties, component_classes, st.integers(1, 999999))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
cases = st.builds(CaseNumber, counties, days, st.integers(1, 10**9))
bodies = st.builds(
    lambda head, county, tail: head + county + tail,
    st.text(ALPHABET, min_size=2, max_size=2),
    counties,
    st.text(ALPHABET, min_size=9, max_size=9),
)
CREDIT_CODES = ["914403001922038216", "9144030071526726XG", "91330100799655058B", "91110000802100433B"]


@given(grids | classes | components | cases)
def test_writing_and_reading_are_inverse(value: GridCode | ClassCode | ComponentId | CaseNumber) -> None:
    assert type(value).parse(str(value)) == value


@given(classes, counties)
def test_the_full_class_code_is_read_back_with_its_kind(code: ClassCode, county: str) -> None:
    full = code.full(county)
    assert len(full) == (10 if code.edition == EDITION_2013 else 11)
    assert ClassCode.parse_full(full, code.kind) == (county, code)


@given(components)
def test_component_ids_have_16_or_17_digits_by_edition(value: ComponentId) -> None:
    assert len(str(value)) == (16 if value.class_code.edition == EDITION_2013 else 17)


@given(grids)
def test_a_grid_code_begins_with_its_community_street_and_county(grid: GridCode) -> None:
    code = str(grid)
    assert len(code) == 15
    for prefix in (grid.county, grid.street_code, grid.community_code):
        assert code.startswith(region_prefix(prefix))
    assert [len(grid.county), len(grid.street_code), len(grid.community_code)] == [6, 9, 12]


def test_known_codes_are_taken_apart() -> None:
    assert GridCode.parse("411328001002017") == GridCode("411328", "001", "002", 17)
    assert ClassCode.parse("C0101") == ClassCode("component", "01", "01")
    assert ClassCode.parse("E0110").edition == EDITION_2013
    assert ClassCode.parse("C01001").edition == EDITION_2026
    assert ClassCode.parse("C01001").full("411328") == "41132801001"
    assert ComponentId.parse("4113280137000123") == ComponentId("411328", ClassCode.parse("C0137"), 123)
    assert ComponentId.parse("41132801037000123") == ComponentId("411328", ClassCode.parse("C01037"), 123)
    assert CaseNumber.parse("41132826030100042") == CaseNumber("411328", date(2026, 3, 1), 42)
    assert str(CaseNumber("411328", date(2026, 3, 1), 123456)) == "411328260301123456"


def test_a_case_number_carries_the_day_in_shanghai() -> None:
    assert str(CaseNumber.at("411328", datetime(2026, 2, 28, 16, 30, tzinfo=UTC), 1)) == "41132826030100001"


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("41", "province"),
        ("4113", "city"),
        ("411328", "county"),
        ("411328001", "street"),
        ("411328001001", "community"),
    ],
)
def test_the_length_of_a_division_code_is_its_level(code: str, level: str) -> None:
    assert division_level(code) == level
    assert region_prefix(code) == code


def test_a_grid_is_a_region_too() -> None:
    assert region_prefix("411328001002017") == "411328001002017"


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_published_credit_codes_pass_and_fail_with_any_other_check_character(code: str) -> None:
    assert DepartmentCode.parse(code.lower()) == DepartmentCode(code)
    assert DepartmentCode(code).is_credit_code
    for other in set(ALPHABET) - {code[17]}:
        with pytest.raises(Refused, match="bad_department_code"):
            DepartmentCode(code[:17] + other)


@given(bodies, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_the_check_character_finds_every_single_wrong_character(body: str, place: int, char: str) -> None:
    changed = body[:place] + char + body[place + 1 :]
    assert (check_character(changed) == check_character(body)) == (changed == body)


@given(bodies)
def test_a_body_with_its_check_character_is_a_department_code(body: str) -> None:
    assert DepartmentCode(body + check_character(body)).is_credit_code


@pytest.mark.parametrize("code", ["CG01", "411328-CG-01", "1", "A" * 17])
def test_local_department_codes_are_taken_as_they_are(code: str) -> None:
    department = DepartmentCode.parse(code)
    assert str(department) == code
    assert not department.is_credit_code


BAD: list[tuple[Any, str, list[str]]] = [
    (division_level, "bad_division_code", ["", "4", "411", "41132", "4113280", "411328000", "041328", "４１１３２８"]),
    (region_prefix, "bad_region_code", ["", "411", "411328001000", "4113280010010", "4113280010010001"]),
    (
        GridCode.parse,
        "bad_grid_code",
        ["", "411328001001", "411328001001000", "411328000001001", "41132800100100１", "411328001001001\n", "A" * 15],
    ),
    (ClassCode.parse, "bad_class_code", ["", "0101", "X0101", "c0101", "C001", "C0100", "C0001", "C01000", "C010010"]),
    (ComponentId.parse, "bad_component_id", ["", "4113280137", "4113280137000000", "411328013700012", "0" * 16]),
    (
        CaseNumber.parse,
        "bad_case_number",
        ["", "4113282603010001", "41132826030100000", "41132826023000001", "411328260301000001", "x1132826030100001"],
    ),
    (DepartmentCode.parse, "bad_department_code", ["", "城管局", "A B", "-A", "A" * 19, "914403001922038217"]),
]


@pytest.mark.parametrize(("parse", "code", "texts"), BAD, ids=[code for _, code, _ in BAD])
def test_other_texts_are_refused_with_their_own_code(parse: Any, code: str, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(Refused) as refusal:
            parse(text)
        assert refusal.value.code == code
        assert text in refusal.value.detail


def test_values_out_of_range_cannot_be_built() -> None:
    builders: list[tuple[type, tuple[Any, ...], str]] = [
        (GridCode, ("411328", "001", "001", 1000), "bad_grid_code"),
        (GridCode, ("411328", "1", "001", 1), "bad_grid_code"),
        (ClassCode, ("place", "01", "01"), "bad_class_code"),
        (ComponentId, ("411328", ClassCode.parse("E0101"), 1), "bad_component_id"),
        (ComponentId, ("411328", ClassCode.parse("C0101"), 1_000_000), "bad_component_id"),
        (CaseNumber, ("411328", date(1999, 12, 31), 1), "bad_case_number"),
        (CaseNumber, ("411328", date(2026, 3, 1), 0), "bad_case_number"),
    ]
    for build, parts, code in builders:
        with pytest.raises(Refused, match=code):
            build(*parts)


def test_a_full_class_code_needs_a_county() -> None:
    with pytest.raises(Refused, match="bad_division_code"):
        ClassCode.parse("C0101").full("4113")
    with pytest.raises(Refused, match="bad_class_code"):
        ClassCode.parse_full("411328010", "component")

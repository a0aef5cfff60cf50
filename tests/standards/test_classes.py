"""The class trees of both editions."""

from __future__ import annotations

from collections import Counter

import pytest

from wangge.standards.classes import ClassTree, class_tree, load_classes
from wangge.standards.codes import EDITION_2013, EDITION_2026, EDITIONS, ClassCode
from wangge.standards.errors import Refused

trees = pytest.mark.parametrize("tree", load_classes().values(), ids=["2013", "2026"])


def test_both_editions_are_complete() -> None:
    counts = {
        edition: Counter((row.kind, row.local) for row in tree.classes) for edition, tree in load_classes().items()
    }
    assert counts == {
        EDITION_2013: {
            ("component", False): 122,
            ("component", True): 26,
            ("event", False): 77,
            ("event", True): 33,
        },
        EDITION_2026: {("component", False): 153, ("event", False): 250},
    }


def test_the_majors_are_the_standards() -> None:
    events = {edition: list(class_tree(edition).majors("event").values()) for edition in EDITIONS}
    assert events[EDITION_2013] == ["市容环境", "宣传广告", "施工管理", "街面秩序", "突发事件", "其他事件"]
    assert events[EDITION_2026][5:] == ["市容环境类", "宣传广告类", "施工管理类", "街面秩序类", "其他事项类"]
    assert [len(class_tree(edition).majors("component")) for edition in EDITIONS] == [5, 5]


@trees
def test_codes_and_names_are_unique_and_belong_to_the_edition(tree: ClassTree) -> None:
    assert len({row.code for row in tree.classes}) == len(tree.classes)
    assert len({(row.kind, row.name) for row in tree.classes}) == len(tree.classes)
    for row in tree.classes:
        code = ClassCode.parse(row.code)
        assert (code.kind, code.major, code.minor) == (row.kind, row.major_code, row.minor_code)
        assert (row.edition, code.edition) == (tree.edition, tree.edition)


@trees
def test_a_class_is_found_by_code_by_name_and_under_its_major(tree: ClassTree) -> None:
    for row in tree.classes:
        assert tree.get(row.code) == row == tree.named(row.kind, row.name)
        assert row in tree.minors(row.kind, row.major_code)
        assert tree.majors(row.kind)[row.major_code] == row.major_name


@trees
def test_classes_stand_in_the_order_of_their_codes(tree: ClassTree) -> None:
    codes = [row.code for row in tree.classes]
    assert codes == sorted(codes)


def test_local_classes_extend_the_2013_edition_counting_down_from_99() -> None:
    local = [row for row in class_tree(EDITION_2013).classes if row.local]
    assert {row.code for row in local} >= {"C0199", "E0199", "E0595"}
    assert class_tree(EDITION_2013).get("C0199").name == "爱心驿站"


def test_every_component_of_2026_has_its_event_and_no_other_event_has_one() -> None:
    tree = class_tree(EDITION_2026)
    related = {row.component: row for row in tree.classes if row.component}
    assert related.keys() == {row.code for row in tree.classes if row.kind == "component"}
    assert related["C01001"].name == "供水井盖异常"
    assert {row.major_code for row in related.values()} == {"01", "02", "03", "04", "05"}
    assert not any(row.component for row in class_tree(EDITION_2013).classes)


def test_the_same_number_is_another_class_for_components_and_events() -> None:
    tree = class_tree(EDITION_2013)
    assert (tree.get("C0101").name, tree.get("E0101").name) == ("上水井盖", "私搭乱建")


def test_what_no_edition_knows_is_refused() -> None:
    tree = class_tree(EDITION_2013)
    assert tree.find("C01001") is None
    for code, error in (("C01001", "unknown_class"), ("E0499", "unknown_class"), ("0101", "bad_class_code")):
        with pytest.raises(Refused, match=error):
            tree.get(code)
    with pytest.raises(Refused, match="unknown_edition"):
        class_tree("GB/T 30428.2")

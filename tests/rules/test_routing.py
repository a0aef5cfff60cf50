"""Which unit a case is sent to by default, and why."""

from __future__ import annotations

from wangge.organisation.models import Department
from wangge.organisation.queries import lead_units
from wangge.rules import models
from wangge.rules.registry import EDITION_2013
from wangge.rules.rulebook import rulebook

STREETS = [f"41132800{i}" for i in range(1, 6)]


def grid(street: str = "411328002") -> str:
    return f"{street}001001"


def test_every_class_of_both_editions_goes_to_a_unit_in_service_from_everywhere(rules: None) -> None:
    book, served = rulebook(), lead_units()
    for code in models.ClassRow.objects.values_list("code", flat=True):
        for street in (*STREETS, "411328101"):
            found = book.suggest_unit(code, None, grid(street))
            assert found is not None, code
            assert found[0] in served, code
            assert found[1], code


def test_every_filing_condition_goes_to_a_unit_in_service(rules: None) -> None:
    book, served = rulebook(), lead_units()
    for condition, code in models.FilingRuleRow.objects.values_list("condition_id", "class_code"):
        found = book.suggest_unit(code, condition, grid())
        assert found is not None
        assert found[0] in served


OWNERS = {
    "C0101": "UNIT28",  # 上水井盖 → 自来水公司
    "C0102": "UNIT29",  # 污水井盖 → 排水公司
    "C0105": "UNIT27",  # 电力井盖 → 供电公司
    "C0137": "UNIT09",  # 路灯 → 市政中心
    "C0140": "UNIT37",  # 报刊亭 → 邮政公司
    "C0214": "UNIT11",  # 交通信号灯 → 交警大队
    "C0402": "UNIT08",  # 行道树 → 园林中心
    "E0110": "UNIT07",  # 暴露垃圾 → 环卫中心
    "E0126": "UNIT15",  # 河道污染 → 水利局
    "E0401": "UNIT06",  # 无照经营游商 → 城管局
    "E0403": "UNIT12",  # 流浪乞讨 → 民政局
    "E0410": "UNIT06",  # 非机动车乱停放 → 城管局
    "E0409": "UNIT11",  # 机动车乱停放 → 交警大队
    "E0502": "UNIT30",  # 燃气管道破裂 → 燃气公司
    "C01001": "UNIT28",  # 供水井盖 (2026)
    "E01001": "UNIT28",  # 供水井盖异常 goes where its component goes
    "E01033": "UNIT02",  # 不明立杆异常 → 属地街道
}


def test_a_class_goes_to_its_owner(rules: None) -> None:
    book = rulebook()
    found = {code: book.suggest_unit(code, None, grid()) for code in OWNERS}
    assert {code: suggested and suggested[0] for code, suggested in found.items()} == OWNERS


def test_the_reason_names_whom_the_filing_rules_hold_responsible(rules: None) -> None:
    found = rulebook().suggest_unit("C0101", None, grid())
    assert found == ("UNIT28", "供水设施由自来水公司维护（立案规则责任主体：产权单位、供水）")


def test_what_belongs_to_the_neighbourhood_goes_to_the_street_of_the_grid(rules: None) -> None:
    book = rulebook()
    found = [book.suggest_unit("E0136", None, grid(street)) for street in STREETS]  # 乱堆物堆料
    assert [suggested and suggested[0] for suggested in found] == [f"UNIT0{i}" for i in range(1, 6)]


def test_where_no_owner_is_known_the_street_leads(rules: None) -> None:
    found = rulebook().suggest_unit("X9999", None, grid("411328004"))
    assert found == ("UNIT04", "责任单位不明，由属地街道负责")


def test_outside_the_five_streets_the_city_management_bureau_leads(rules: None) -> None:
    found = rulebook().suggest_unit("E0136", None, grid("411328101"))
    assert found is not None
    assert found[0] == "UNIT06"


def test_a_street_may_have_an_exception(rules: None) -> None:
    book = rulebook()
    units = {street: book.suggest_unit("C0127", None, grid(street)) for street in STREETS}  # 通信交接箱
    assert [found[0] for found in units.values() if found] == ["UNIT32", "UNIT33", "UNIT33", "UNIT32", "UNIT34"]


def test_a_dirty_bridge_goes_to_the_cleaners_and_a_broken_one_to_the_road_menders(rules: None) -> None:
    book = rulebook()
    units = {rule.condition: book.suggest_unit("C0206", rule.condition_id, grid()) for rule in book.rules_of("C0206")}
    assert units["不洁"] == ("UNIT07", "保洁类问题由环境卫生服务中心负责")
    assert {found[0] for condition, found in units.items() if found and condition != "不洁"} == {"UNIT09"}


def test_the_more_particular_line_wins_and_priority_goes_before_all(rules: None) -> None:
    condition = rulebook().rules_of("C0206")[0].condition_id

    def add(unit: str, **fields: str | int) -> str:
        models.Route.objects.create(unit_id=unit, reason=unit, **fields)
        found = rulebook().suggest_unit("C0206", condition, grid())
        return found[0] if found else ""

    assert add("UNIT10", class_prefix="C02") == "UNIT09"
    assert add("UNIT11", class_prefix="C0206", grid_prefix="411328002") == "UNIT11"
    assert add("UNIT12", class_prefix="C0206", grid_prefix="411328002001") == "UNIT12"
    assert add("UNIT13", class_prefix="C02", condition_id=condition) == "UNIT13"
    assert add("UNIT14", class_prefix="C", priority=1) == "UNIT14"
    assert add("UNIT15", edition="another", priority=9) == "UNIT14"
    assert add("UNIT16", edition=EDITION_2013, priority=8, grid_prefix="411328003") == "UNIT14"


def test_a_unit_out_of_service_is_passed_over(rules: None) -> None:
    unit = Department.objects.get(code="UNIT28")
    unit.active = False
    unit.save()
    found = rulebook().suggest_unit("C0101", None, grid("411328003"))
    assert found is not None
    assert found[0] == "UNIT03"

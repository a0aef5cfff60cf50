"""综合评价 on the desk: from a unit's score through each number to the case and back."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.browser.county import accept, act, phoned, photographed
from tests.browser.people import People
from tests.browser.person import WAIT, Person


def disposed(people: People) -> str:
    """The number of a case that 城管局 has disposed of."""
    clerk, unit = people.api("operator1"), people.api("unit06")
    case = accept(clerk, phoned(clerk, media_ids=[photographed(clerk, 3)]))
    act(people.api("shiftlead1"), case, "file")
    act(people.api("dispatcher1"), case, "dispatch", lead_unit="UNIT06")
    act(unit, case, "complete", note="已清理", media_ids=[photographed(unit, 4)])
    return str(case["case_no"])


def score_of(desk: Person, name: str) -> Locator:
    return desk.page.get_by_role("region", name="综合评价").get_by_role("row").filter(has_text=name)


def by_filing(desk: Person) -> None:
    """A case of today is in today's month by its filing, whatever month its deadline falls in."""
    desk.page.get_by_role("combobox", name="统计口径").select_option("filing")
    told = desk.page.get_by_role("paragraph").filter(has_text="截至")
    expect(told).to_contain_text("按立案时间", timeout=WAIT)


def test_a_number_opens_to_its_cases_and_a_case_to_its_file(people: People) -> None:
    case_no = disposed(people)
    desk = people.desk("evaluator1")
    by_filing(desk)
    unit = score_of(desk, "城管局")
    unit.get_by_role("button", name="城管局").click()
    expect(desk.page.get_by_role("complementary", name="得分说明")).to_contain_text("按期处置率", timeout=WAIT)
    desk.shows("scores")
    unit.get_by_role("button", name=re.compile(r"^按期处置 \d+ 件")).click()
    behind = desk.page.get_by_role("region", name="数字背后的案件")
    behind.get_by_role("button", name=f"打开案件 {case_no}").click()
    expect(desk.page.get_by_role("complementary", name="案卷")).to_contain_text("暴露垃圾", timeout=WAIT)
    desk.shows("case-behind")
    desk.page.reload()
    expect(desk.page.get_by_role("complementary", name="案卷")).to_contain_text("暴露垃圾", timeout=WAIT)
    for _ in range(2):
        desk.page.keyboard.press("Escape")
    expect(behind).to_have_count(0)
    expect(desk.page.get_by_role("complementary", name="得分说明")).to_contain_text("城管局")


def test_the_keys_walk_from_group_to_number_to_case(people: People) -> None:
    disposed(people)
    desk = people.desk("leader1")
    desk.button("得分排名").click()
    by_filing(desk)
    rows = desk.page.get_by_role("region", name="综合评价").locator("tr[aria-current]")
    expect(rows).to_contain_text("滨河街道", timeout=WAIT)
    for _ in range(40):
        if "城管局" in rows.inner_text():
            break
        desk.page.keyboard.press("j")
    desk.page.keyboard.press("Enter")
    desk.sees("城管局·立案")
    expect(desk.button(re.compile("^打开案件")).first).to_be_visible(timeout=WAIT)
    desk.page.keyboard.press("j")
    expect(desk.page.get_by_role("complementary", name="案卷")).to_contain_text("城管局", timeout=WAIT)


def test_the_table_goes_along_as_a_file_and_an_empty_time_says_so(people: People) -> None:
    disposed(people)
    desk = people.desk("shiftlead1")
    desk.button("得分排名").click()
    by_filing(desk)
    with desk.page.expect_download() as told:
        desk.button("导出表格").click()
    text = told.value.path().read_text("utf-8-sig")
    (row,) = [row for row in csv.DictReader(text.splitlines()) if row["名称"] == "城管局"]
    assert int(row["处置"]) >= 1
    assert row["按期处置率分母"] == row["应处置"]
    desk.page.get_by_role("radio", name="上月").click()
    last = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    expect(desk.page.get_by_role("paragraph").filter(has_text="截至")).to_contain_text(
        f"{last.year}年{last.month}月", timeout=WAIT
    )
    expect(score_of(desk, "城管局")).to_contain_text("无数据", timeout=WAIT)


def test_a_unit_reads_of_units_and_places_and_of_nobody_else(people: People) -> None:
    desk = people.desk("unit06")
    desk.button("得分排名").click()
    tabs = desk.page.get_by_role("tablist", name="评价方案").get_by_role("tab")
    expect(tabs).to_have_text(["部门", "区域"], timeout=WAIT)
    tabs.last.click()
    desk.sees("区域评价")
    desk.shows("areas")

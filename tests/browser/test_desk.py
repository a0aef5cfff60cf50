"""The desk as staff use it all day: lists, lamps, filters, keys, live changes, conflicts, a session that ends."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.county import accept, act, phoned
from tests.browser.people import People, surroundings
from tests.browser.person import WAIT, Person
from wangge.cases.importing.record import REQUIRED

LATE = {
    "report_id": "OLD-1",
    "source": "web",
    "self_disposed": "false",
    "kind": "event",
    "class_code": "E0110",
    "lon": "112.8405",
    "lat": "32.6805",
    "address": "人民路9号",
    "description": "垃圾",
    "reported_at": "2024-01-10T08:00:00+08:00",
    "accepted_at": "2024-01-10T08:10:00+08:00",
    "filed_at": "2024-01-10T08:20:00+08:00",
    "dispatched_at": "2024-01-10T08:30:00+08:00",
    "unit_code": "UNIT31",
    "limit": "4",
    "limit_unit": "work_hour",
    "deadline": "2024-01-10T14:30:00+08:00",
    "state": "disposing",
}


def rows(desk: Person) -> Locator:
    return desk.page.get_by_role("listbox", name="案件").get_by_role("option")


def row_of(desk: Person, case_no: str) -> Locator:
    return rows(desk).and_(desk.page.locator(f"#row-{case_no}"))


def region(desk: Person) -> Locator:
    return desk.page.get_by_role("region", name="办理")


def chooses(desk: Person, chip: str, *values: str) -> None:
    """Ticks values in a filter and closes it again."""
    desk.page.get_by_role("group", name="筛选").get_by_role("button", name=chip, exact=True).click()
    for value in values:
        desk.page.get_by_role("checkbox", name=value, exact=True).click()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("checkbox", name=values[0], exact=True)).not_to_be_visible()


@pytest.fixture(scope="module")
def late_case(site: str, home: Path) -> str:
    """The address of a case of another system that a unit has left undone for years, brought in beside the server."""
    file = home / "old.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, REQUIRED, restval="")
        table.writeheader()
        table.writerow(LATE)
    words = [sys.executable, "-m", "wangge.web", "import", "cases", str(file)]
    done = subprocess.run(words, env=surroundings(home), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return LATE["address"]


def left_until(moment: str) -> re.Pattern[str]:
    """剩余 14分 while posts work, 剩余 11小时 in the evening: the limit of a post runs in its working time."""
    minutes = int((datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds() // 60)
    words = {f"剩余 {n}分" if n < 60 else f"剩余 {n // 60}小时" for n in (minutes - 1, minutes)}
    return re.compile("|".join(words))


def test_filters_narrow_the_list_and_lamps_say_their_colour_in_shape_and_word(people: People, late_case: str) -> None:
    fresh = phoned(people.api("operator1"), address="友兰大道8号")
    desk = people.desk("shiftlead1")
    desk.button("全部案件").click()
    expect(row_of(desk, fresh["case_no"])).to_contain_text(left_until(fresh["stage_deadline"]), timeout=WAIT)
    chooses(desk, "时限", "超期")
    expect(rows(desk)).to_have_count(1, timeout=WAIT)
    expect(rows(desk)).to_contain_text(late_case)
    expect(rows(desk)).to_contain_text(re.compile(r"超期 \d+天"))
    desk.shows("late")
    desk.button("清除").click()
    expect(row_of(desk, fresh["case_no"])).to_be_visible(timeout=WAIT)
    chooses(desk, "来源", "网站", "电话")
    chooses(desk, "环节", "待受理")
    expect(rows(desk).filter(has_text=late_case)).to_have_count(0, timeout=WAIT)
    expect(row_of(desk, fresh["case_no"])).to_be_visible()
    desk.shows("two-filters")
    chooses(desk, "单位", "城管局")
    desk.sees("没有符合条件的案件")


def test_a_search_finds_a_case_by_its_number_and_by_its_place(people: People) -> None:
    case = phoned(people.api("operator1"), address="凤山东路77号")
    desk = people.desk("leader1")
    box = desk.page.get_by_role("searchbox", name="搜索案件")
    for words in (case["case_no"], "凤山东路77号"):
        box.fill(words)
        box.press("Enter")
        desk.sees(f"搜索“{words}”")
        expect(row_of(desk, case["case_no"])).to_be_visible(timeout=WAIT)
    expect(rows(desk)).to_have_count(1)
    desk.shows("found")


def test_keys_move_through_the_list_open_the_form_and_do_the_step(people: People) -> None:
    api = people.api("operator3")
    cases = [accept(api, phoned(api, address=f"建设路{n}号")) for n in (1, 2)]
    desk = people.desk("shiftlead1")
    desk.button(re.compile("^立案")).first.click()
    expect(row_of(desk, cases[1]["case_no"])).to_be_visible(timeout=WAIT)
    rows(desk).first.click()
    desk.page.keyboard.press("j")
    expect(rows(desk).nth(1)).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("k")
    expect(rows(desk).first).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("?")
    desk.sees("键盘")
    desk.shows("keys")
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.page.keyboard.press("Enter")
    expect(region(desk).get_by_label("意见", exact=True)).to_be_focused()
    desk.page.keyboard.type("情况属实")
    number = rows(desk).first.get_attribute("id")
    desk.page.keyboard.press("Control+Enter")
    desk.sees(re.compile("^已立案"))
    expect(desk.page.locator(f"#{number}")).to_have_count(0)
    expect(rows(desk).first).to_have_attribute("aria-selected", "true")
    filed = api.get(f"/cases/{str(number).removeprefix('row-')}").json()
    assert filed["state"] == "filed"


def test_reports_appear_within_two_seconds_without_a_reload(people: People) -> None:
    desk, api = people.desk("operator2"), people.api("operator3")
    desk.sees("实时")
    expect(rows(desk).or_(desk.page.get_by_text("暂无待办案件")).first).to_be_visible(timeout=WAIT)
    full = min(1, rows(desk).count())  # an empty list takes the first one in by itself
    took = []
    for n in range(3):
        case = phoned(api, address=f"滨河路{n}号")
        began = time.monotonic()
        news = desk.page.get_by_text(f"{n + full} 条新案件").or_(row_of(desk, case["case_no"]))
        expect(news.first).to_be_visible(timeout=WAIT)
        took.append(time.monotonic() - began)
    assert sorted(took)[1] < 2, took
    desk.shows("announced")
    desk.page.keyboard.press(".")
    expect(row_of(desk, case["case_no"])).to_be_visible(timeout=WAIT)


def writes_a_refusal(desk: Person, case_no: str) -> Locator:
    """Opens the case and writes why it is not accepted, without sending it; the field."""
    box = desk.page.get_by_role("searchbox", name="搜索案件")
    box.fill(case_no)
    box.press("Enter")
    row_of(desk, case_no).click()
    region(desk).get_by_role("tab", name=re.compile("^不予受理")).click()
    field = region(desk).get_by_role("textbox", name="理由")
    field.fill("不属于管理范围")
    return field


def test_a_case_that_moved_on_says_who_was_first_and_keeps_what_was_typed(people: People) -> None:
    api = people.api("operator2")
    case = phoned(api, address="文峰路3号")
    desk = people.desk("operator3")
    desk.expected |= {409}
    field = writes_a_refusal(desk, case["case_no"])
    desk.loses("**/api/v1/events*")
    name = api.get("/me").json()["user"]["name"]
    act(people.api("shiftlead1"), case, "take_over", to="operator2")
    accept(api, case)
    region(desk).get_by_role("button", name=re.compile("^不予受理")).last.click()
    told = region(desk).get_by_role("alert")
    expect(told).to_contain_text(
        re.compile(rf"未能不予受理：案件已于 \d\d:\d\d 由{name}受理。您填写的内容已保留"), timeout=WAIT
    )
    expect(field).to_have_value("不属于管理范围")
    desk.shows("conflict")
    told.get_by_role("button", name="刷新").click()
    expect(desk.page.get_by_role("complementary", name="案卷")).to_contain_text("待立案", timeout=WAIT)
    assert api.get(f"/cases/{case['case_no']}").json()["state"] == "accepted"


def test_a_session_that_ends_asks_to_log_in_again_and_keeps_what_was_typed(people: People) -> None:
    case = phoned(people.api("operator2"), address="文峰路5号")
    desk = people.desk("operator3")
    field = writes_a_refusal(desk, case["case_no"])
    desk.context.clear_cookies()
    region(desk).get_by_role("button", name=re.compile("^不予受理")).last.click()
    desk.sees("登录已失效，请重新登录。您填写的内容已保留。")
    desk.shows("expired")
    desk.logs_in()
    expect(field).to_have_value("不属于管理范围", timeout=WAIT)
    region(desk).get_by_role("button", name=re.compile("^不予受理")).last.click()
    desk.sees(re.compile("^已不予受理"))


def test_a_call_is_registered_with_a_point_on_the_map(people: People) -> None:
    desk = people.desk("operator1")
    desk.button("登记").click()
    form = desk.page.get_by_role("form", name="登记").or_(
        desk.page.get_by_role("complementary", name=re.compile("登记"))
    )
    offered = form.get_by_role("radiogroup", name="来源").get_by_role("radio")
    expect(offered).to_have_text(["电话", "网站", "微信", "领导", "媒体", "视频", "传感器", "其他系统"])
    desk.shows("register-empty")
    desk.page.locator(".maplibregl-canvas").click(position={"x": 400, "y": 200})
    desk.sees(re.compile("单元网格"))
    box = form.get_by_label("类别", exact=True)
    box.click()
    box.fill("暴露垃圾")
    desk.page.get_by_role("listbox", name="类别").get_by_role("option").first.click()
    form.get_by_label("问题", exact=True).fill("路口有一堆垃圾")
    desk.shows("register")
    form.get_by_role("button", name=re.compile("^登记")).last.click()
    desk.sees(re.compile("^已登记"))
    expect(desk.page.get_by_role("complementary", name="案卷")).to_contain_text("路口有一堆垃圾", timeout=WAIT)


@pytest.mark.parametrize("username", ["dispatcher1", "unit06", "evaluator1", "datamanager1"])
def test_every_post_has_its_desk(people: People, username: str) -> None:
    desk = people.desk(username)
    desk.sees("实时")
    desk.shows("desk")
    if username == "datamanager1":  # a post that sees no case is not offered lists, filters and counts of them
        desk.sees("您的岗位不办理案件")
        expect(desk.page.get_by_role("complementary", name="案卷")).to_have_count(0)
        expect(desk.page.get_by_text(re.compile("今日上报|全部案件|^0 件"))).to_have_count(0)
    else:
        desk.button("全部案件").click()
    desk.page.get_by_role("banner").get_by_role("button").last.click()
    expect(desk.page.get_by_role("menuitem", name="退出登录")).to_be_visible()
    desk.shows("menu")
    desk.page.get_by_role("menuitem", name="退出登录").click()
    expect(desk.page.get_by_role("textbox", name="用户名")).to_be_visible(timeout=WAIT)

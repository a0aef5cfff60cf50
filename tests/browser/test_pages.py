"""The pages as people meet them: the first page, the desk's keys and lists, live changes, conflicts, the phone's shell."""

from __future__ import annotations

import re
import uuid
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSWORD, People
from tests.browser.people import WAIT, Person

LATIN = re.compile(r"[A-Za-z]{3,}")
CODES = re.compile(
    r"unit\d\d|collector\d\d|operator\d|shiftlead1|dispatcher\d|leader1|evaluator1|datamanager1|admin|Ctrl|Enter|Esc|bllj|https?"
)


def phoned(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """A phone report registered by API."""
    body = {
        "report_id": str(uuid.uuid4()),
        "class_code": "E0110",
        "lon": 112.8412,
        "lat": 32.6812,
        "source": "phone",
        "description": "垃圾成堆",
    }
    answer = client.post("/reports", json=body | changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(client: httpx.Client, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/cases/{case['case_no']}/actions/{action}", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_first_page_makes_anybody_of_the_county_with_one_click(people: People, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai")
    visitor = Person(context, people.site, "visitor", PASSWORD, people.folder)
    people.open.append(visitor)
    visitor.page.goto(people.site)
    visitor.sees("以谁的身份看看")
    visitor.shows("first-page")
    card = (
        visitor.page.locator("article, section, li")
        .filter(has_text="值班长")
        .filter(has=visitor.page.get_by_role("button"))
    )
    card.last.get_by_role("button", name="工作台").first.click()
    expect(visitor.page).to_have_url(re.compile("/desk/"), timeout=WAIT)
    visitor.sees("值班长")


def test_a_wrong_password_is_told_in_chinese_and_nothing_is_opened(people: People) -> None:
    context = people.browser.new_context(locale="zh-CN")
    stranger = Person(context, people.site, "operator2", "wrong", people.folder)
    people.open.append(stranger)
    stranger.page.goto(f"{people.site}/desk/")
    stranger.page.get_by_role("textbox", name="用户名").fill("operator2")
    stranger.page.get_by_role("textbox", name="密码").fill("wrong")
    stranger.page.get_by_role("button", name="登录").click()
    expect(stranger.page.get_by_role("alert")).to_contain_text(re.compile("用户名|密码"))


def test_a_report_of_anybody_appears_on_the_desk_without_a_reload(people: People) -> None:
    desk = people.desk("operator2")
    desk.sees("实时")
    case = phoned(people.api("operator3"), address="友兰大道8号")
    row = desk.page.get_by_role("option").filter(has_text=case["case_no"][12:])
    news = desk.page.get_by_text(re.compile("条新案件"))
    expect(row.or_(news).first).to_be_visible(timeout=5_000)
    desk.shows("live")


def test_the_keys_move_through_the_list_and_do_the_next_step(people: People) -> None:
    api = people.api("operator2")
    for n in range(2):
        phoned(api, address=f"建设路{n}号")
    desk = people.desk("operator2")
    options = desk.page.get_by_role("option")
    expect(options.nth(1)).to_be_visible(timeout=WAIT)
    options.first.click()
    desk.page.keyboard.press("j")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("k")
    expect(options.first).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("?")
    desk.sees(re.compile("键盘"))
    desk.shows("keys")


def test_a_case_that_moved_on_says_who_was_first_and_keeps_what_was_typed(people: People) -> None:
    case = phoned(people.api("operator2"), address="文峰路3号")
    desk = people.desk("operator3")
    desk.expected |= {409, 403}
    box = desk.page.get_by_placeholder(re.compile("案号"))
    box.fill(case["case_no"])
    box.press("Enter")
    desk.page.get_by_role("option").filter(has_text=case["case_no"][12:]).first.click()
    region = desk.page.get_by_role("region", name="办理")
    region.get_by_role("tab", name=re.compile("^不予受理")).click()
    region.get_by_role("textbox", name="理由").fill("不属于管理范围")
    desk.page.route("**/api/v1/events*", lambda route: route.abort())
    condition = people.api("operator2").get("/dictionaries").json()["classes"]
    condition_id = next(c for c in condition if c["code"] == "E0110")["conditions"][0]["id"]
    act(people.api("operator2"), case, "accept", class_code="E0110", condition_id=condition_id)
    region.get_by_role("button", name=re.compile("^不予受理")).last.click()
    expect(region.get_by_role("alert").or_(region.get_by_role("status")).first).to_contain_text(
        re.compile("保留"), timeout=WAIT
    )
    expect(region.get_by_role("textbox", name="理由")).to_have_value("不属于管理范围")
    desk.shows("conflict")


@pytest.mark.parametrize("username", ["operator1", "shiftlead1", "dispatcher1", "leader1", "unit06"])
def test_no_english_stands_in_the_chinese_desk(people: People, username: str) -> None:
    desk = people.desk(username)
    desk.sees("实时")
    desk.shows("desk")
    words = LATIN.findall(CODES.sub("", desk.page.locator("body").inner_text()))
    assert words == []


@pytest.mark.parametrize("username", ["collector05", "unit06", "leader1"])
def test_no_english_stands_on_the_phone_and_no_page_is_wider_than_it(people: People, username: str) -> None:
    phone = people.field(username)
    phone.sees(re.compile("我的"))
    phone.shows("home")
    phone.page.get_by_role("link", name="我的").click()
    phone.sees(re.compile("退出"))
    phone.shows("me")
    words = LATIN.findall(CODES.sub("", phone.page.locator("body").inner_text()))
    assert words == []


def test_the_phone_app_can_be_installed_and_opens_without_a_network(people: People) -> None:
    phone = people.field("collector07")
    manifest = phone.page.evaluate("document.querySelector('link[rel=manifest]').href")
    told = httpx.get(manifest).json()
    assert (told["scope"], told["display"], bool(told["icons"])) == ("/field/", "standalone", True)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.page.reload()
    expect(phone.page.get_by_role("link", name="我的")).to_be_visible(timeout=WAIT)
    phone.context.set_offline(True)
    phone.page.reload()
    expect(phone.page.locator("#app")).not_to_be_empty(timeout=WAIT)
    phone.shows("offline")
    phone.context.set_offline(False)
    phone.troubles.clear()

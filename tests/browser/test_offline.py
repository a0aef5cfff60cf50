"""What the phone app knows without a server, whose it is, and how a lost phone is locked."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.county import act, phoned
from tests.browser.people import People
from tests.browser.person import WAIT
from tests.browser.phone import phone_of
from tests.browser.wire import Wire


def test_tasks_map_and_classes_are_there_when_the_server_is_not(people: People, wire: Wire) -> None:
    operator = people.api("operator1")
    case = phoned(operator, description="断网也要看得见")
    collector = people.api("collector03").get("/me").json()["user"]["id"]
    act(operator, case, "send_verification", collector=collector)
    phone = phone_of(people, wire, "collector03")
    phone.person.sees("今日任务")
    phone.is_ready()
    phone.page.reload()
    phone.person.sees("今日任务")

    wire.cut()
    phone.restarts()

    phone.person.sees("离线")
    phone.person.sees(re.compile("^更新于"))
    expect(phone.page.get_by_role("article")).to_have_count(1, timeout=WAIT)
    shown = phone.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert shown < 1000, f"{shown:.0f} ms to the first words"
    phone.page.get_by_role("link", name="地图").click()
    expect(phone.page.locator(".scale")).to_contain_text("米", timeout=WAIT)
    phone.person.shows("map")
    phone.restarts("field/report")
    phone.page.get_by_placeholder(re.compile("首字母")).first.fill("bllj")
    expect(phone.person.button("暴露垃圾").first).to_be_visible(timeout=WAIT)


def test_the_pin_opens_what_the_phone_knows_and_guessing_ends_at_the_password(people: People, wire: Wire) -> None:
    phone = phone_of(people, wire, "collector11", asked_for_pin=True)
    phone.types("1111", "下一步")
    phone.person.sees("太容易猜")
    phone.types("2580", "下一步")
    phone.types("2580", "完成")
    phone.person.sees("今日任务")
    phone.is_ready()
    phone.page.reload()
    phone.person.sees("今日任务")
    wire.cut()

    phone.restarts()
    phone.person.sees("输入解锁码")
    phone.person.shows("locked")
    phone.types("1357", "确定")
    phone.person.sees("还可以试 7 次")
    phone.types("2580", "确定")
    phone.person.sees("今日任务")

    phone.restarts()
    phone.person.sees("输入解锁码")
    for _ in range(3):
        phone.types("1357", "确定")
    phone.person.sees("秒后再试")
    expect(phone.person.button("5")).to_be_disabled()


def test_a_phone_locked_from_the_desk_empties_itself(people: People, wire: Wire) -> None:
    phone = phone_of(people, wire, "collector34")
    phone.person.sees("今日任务")
    phone.knows("ground:components")
    phone.person.expected |= {403}
    desk = people.desk("shiftlead1")
    desk.page.locator("header .user").click()
    desk.page.get_by_role("menuitem", name="手机管理").click()
    desk.page.get_by_role("searchbox", name="查找手机").fill("collector34")
    expect(desk.page.locator(".phones li")).to_have_count(1, timeout=WAIT)
    desk.button("锁定").click()
    desk.page.get_by_role("textbox", name="原因").fill("在滨河路遗失")
    desk.shows("phones")
    desk.button("确认锁定").click()
    desk.sees(re.compile("锁定：在滨河路遗失"))

    phone.page.reload()

    phone.person.sees("本机已锁定")
    phone.person.sees("已清除")
    phone.person.shows("lost")
    assert phone.copies() == []
    phone.person.button("已解锁，重新打开").click()
    phone.person.sees("本机已锁定")


def test_the_next_person_on_a_phone_sees_nothing_of_the_first(people: People, wire: Wire) -> None:
    phone = phone_of(people, wire, "collector13")
    phone.person.sees("今日任务")
    phone.knows("tasks")
    name = phone.page.locator(".head .note").first.inner_text().split("·")[0]
    phone.page.get_by_role("link", name="我的").click()
    phone.person.button("退出登录").click()
    expect(phone.page.get_by_role("textbox", name="用户名")).to_have_value("", timeout=WAIT)
    assert [key for key in phone.copies() if key.startswith("collector13 ")] == []

    phone.person.username = "collector14"
    phone.person.logs_in()
    if phone.person.button("以后再说").is_visible():
        phone.person.button("以后再说").click()
    phone.page.wait_for_url(re.compile("/field/(tasks|me)"))
    expect(phone.page.get_by_text(name)).to_have_count(0)

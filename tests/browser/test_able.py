"""本机: what a phone can and cannot do is said in words, on a plain http address and on an iPhone too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PLAIN_HOST
from tests.browser.people import PHONE, People
from tests.browser.person import WAIT, Person

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
NOT_ON_AN_IPHONE = """
delete window.SyncManager; delete Navigator.prototype.getBattery; delete Navigator.prototype.connection;
"""


def ability(phone: Person, name: str) -> Locator:
    return phone.page.get_by_role("listitem").filter(has=phone.page.get_by_text(name, exact=True))


def looks_at_its_phone(phone: Person) -> None:
    phone.page.get_by_role("link", name="我的").click()
    phone.page.get_by_role("link", name=re.compile("^本机")).click()
    expect(ability(phone, "断网打开")).to_be_visible(timeout=WAIT)


@pytest.fixture
def plain(people: People) -> Person:
    """A phone that was given the county's address without encryption."""
    phone = people.stranger("collector28", **PHONE)
    phone.site = re.sub("127.0.0.1", PLAIN_HOST, phone.site)
    phone.enters("field")
    return phone


def test_an_address_without_encryption_says_what_is_off_and_why(plain: Person) -> None:
    assert plain.page.evaluate("window.isSecureContext") is False
    looks_at_its_phone(plain)
    plain.sees(re.compile("没有加密.*请向管理员索取以 https 开头的网址"))
    for name in ("断网打开", "安装到桌面", "页内拍照", "定位", "后台上传", "长期保存", "解锁码"):
        expect(ability(plain, name)).to_contain_text("因网址未加密关闭，")
        expect(ability(plain, name)).to_contain_text("已关闭")
    expect(plain.button("设置解锁码")).to_have_count(0)
    plain.shows("phone")


def test_an_address_without_encryption_still_takes_a_report_with_the_phones_own_camera(plain: Person) -> None:
    plain.page.get_by_role("link", name="上报").click()
    plain.sees(re.compile("本页网址没有加密"))
    plain.hands_in("拍近景", 71)
    plain.page.get_by_role("button", name="暴露垃圾", exact=True).click()
    plain.shows("report")
    plain.button(re.compile("下一步")).click()
    expect(plain.page.locator(".scale")).to_contain_text("米", timeout=WAIT)
    plain.sees("此地址不能定位，请移动地图对准位置")
    mouse = plain.page.mouse
    for _ in range(2):  # well away from where other tests report the same
        mouse.move(80, 200)
        mouse.down()
        mouse.move(220, 400, steps=5)
        mouse.up()
    plain.shows("place")
    plain.button("提交").click()
    plain.sees("已上报")


def test_an_iphone_says_what_its_system_does_not_give(people: People) -> None:
    phone = people.stranger("collector29", **(PHONE | {"user_agent": IPHONE}))
    phone.context.add_init_script(NOT_ON_AN_IPHONE)
    phone.enters("field")
    looks_at_its_phone(phone)
    said: dict[str, Any] = {
        "后台上传": "苹果系统没有，打开应用时自动上传",
        "电量": "苹果系统不提供，不记录，不影响上报",
        "网络类型": "苹果系统不提供，不记录；按实际网速上传",
        "模拟定位提示": "网页读不到，不记录，不影响上报",
        "安装到桌面": "点分享按钮，选“添加到主屏幕”",
    }
    for name, words in said.items():
        expect(ability(phone, name)).to_contain_text(words)
    phone.sees("苹果手机·Safari")
    phone.shows("phone")

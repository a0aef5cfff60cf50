"""The phone app: installable, opens without a network, speaks Chinese and fits its screen on every page."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE, People
from tests.browser.person import WAIT, Person

TABS = {"collector05": ("任务", "地图", "上报"), "unit06": ("案件",), "leader1": ("概况",)}


@pytest.mark.parametrize("username", TABS)
def test_every_page_fits_the_phone_and_speaks_chinese(people: People, username: str) -> None:
    phone = people.field(username)
    menu = phone.page.get_by_role("navigation", name="主菜单")
    for tab in ("我的", *TABS[username]):
        menu.get_by_role("link", name=tab).click()
        expect(phone.page.get_by_role("main")).to_be_visible(timeout=WAIT)
        if tab == "地图":
            expect(phone.page.get_by_role("region", name="地图").first).to_be_visible(timeout=WAIT)
        phone.shows(tab)


def test_classes_are_found_by_their_initials(people: People) -> None:
    phone = people.field("collector05")
    phone.page.get_by_role("link", name="上报").click()
    phone.button("关闭相机").click()
    phone.page.get_by_role("searchbox").or_(phone.page.get_by_placeholder(re.compile("首字母"))).first.fill("bllj")
    expect(phone.button("暴露垃圾").first).to_be_visible(timeout=WAIT)
    phone.shows("initials")
    for major in ("事件", "部件"):
        phone.page.get_by_placeholder(re.compile("首字母")).fill("")
        phone.page.get_by_role("radio", name=major).or_(phone.button(major)).or_(
            phone.page.get_by_role("tab", name=major)
        ).first.click()
        phone.shows(major)


def test_a_wrong_password_is_told_on_the_phone(people: People) -> None:
    phone = people.stranger("collector09", **PHONE)
    phone.opens("field/")
    phone.shows("log-in")
    phone.logs_in("wrong")
    expect(phone.page.get_by_role("alert")).to_contain_text("用户名或密码不正确", timeout=WAIT)
    phone.shows("refused")
    phone.logs_in()
    phone.sees("今日任务")


def is_kept(phone: Person) -> str:
    """The scope of the service worker once it rules the page."""
    return str(phone.page.evaluate("navigator.serviceWorker.ready.then((one) => new URL(one.scope).pathname)"))


def test_the_app_can_be_installed_and_opens_without_a_network(people: People) -> None:
    phone = people.field("collector07")
    manifest = phone.page.evaluate("document.querySelector('link[rel=manifest]').href")
    told = httpx.get(manifest).json()
    assert (told["scope"], told["start_url"], told["display"]) == ("/field/", "/field/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
    for icon in told["icons"]:
        picture = httpx.get(httpx.URL(manifest).join(icon["src"]))
        assert (picture.status_code, picture.headers["content-type"]) == (200, icon["type"])
    assert is_kept(phone) == "/field/"
    phone.page.reload()
    expect(phone.page.get_by_role("link", name="我的")).to_be_visible(timeout=WAIT)
    phone.cut = True
    phone.context.set_offline(True)
    phone.page.reload()
    phone.sees(re.compile("离线"))
    phone.shows("offline")
    phone.context.set_offline(False)
    phone.sees("今日任务")

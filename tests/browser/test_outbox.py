"""The outbox as its person sees it: what waits, what was refused and why, what somebody else did first."""

from __future__ import annotations

import random
import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.browser import queue_page
from tests.browser.county import accept, act, phoned
from tests.browser.people import People
from tests.browser.person import WAIT, Person

UNIT = "UNIT06"


def loses_the_network(phone: Person) -> None:
    """Once the app is whole on the phone."""
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.cut = True
    phone.context.set_offline(True)


def is_back(phone: Person) -> None:
    phone.context.set_offline(False)


def dispatched(people: People, address: str) -> dict[str, Any]:
    """暴露垃圾 that is now the unit's, not yet signed."""
    case = accept(people.api("operator1"), phoned(people.api("operator1"), address=address))
    act(people.api("shiftlead1"), case, "file")
    return act(people.api("dispatcher1"), case, "dispatch", lead_unit=UNIT)


def card(phone: Person, words: str) -> Locator:
    return phone.page.get_by_role("article").filter(has_text=words)


def signs_without_a_network(phone: Person, case: dict[str, Any]) -> None:
    phone.opens(f"field/cases/{case['case_no']}")
    expect(phone.button("签收")).to_be_visible(timeout=WAIT)
    loses_the_network(phone)
    phone.button("签收").click()
    phone.sees("已保存，有网络时自动上传")
    phone.sees("签收，待上传")
    expect(phone.button("签收")).to_have_count(0)


def looks_at_the_outbox(phone: Person) -> None:
    phone.page.get_by_role("button", name="返回").click()
    phone.page.get_by_role("link", name=re.compile(r"^(待上传 \d|需处理 \d|已全部上传)")).click()


def state_of(client: httpx.Client, case: dict[str, Any]) -> str:
    return str(client.get(f"/cases/{case['case_no']}").json()["state"])


def test_what_is_done_without_a_network_is_seen_waiting_and_arrives_when_there_is_one(people: People) -> None:
    case = dispatched(people, "出站路1号")
    phone = people.field("unit06")
    signs_without_a_network(phone, case)
    looks_at_the_outbox(phone)
    expect(card(phone, "出站路1号")).to_contain_text("待上传", timeout=WAIT)
    phone.shows("waiting")
    phone.page.get_by_role("button", name="返回").click()
    expect(phone.page.get_by_role("link", name="待上传 1")).to_be_visible(timeout=WAIT)
    phone.shows("chip")
    is_back(phone)
    expect(phone.page.get_by_role("link", name="已全部上传")).to_be_visible(timeout=WAIT)
    assert state_of(people.api("unit06"), case) == "disposing"


def test_a_case_that_somebody_changed_first_shows_both_and_what_cannot_be_done_any_more_is_dropped(
    people: People,
) -> None:
    case = dispatched(people, "出站路2号")
    phone = people.field("unit06")
    phone.expected.add(409)
    signs_without_a_network(phone, case)
    act(people.api("unit06"), case, "sign")
    is_back(phone)
    phone.sees("签收，案件已有变化")
    phone.page.get_by_role("link", name=re.compile("案件已有变化")).click()
    both = card(phone, "出站路2号")
    for words in ("我的办理", "签收", "案件现状", "处置中", re.compile(r"由.+签收"), "只能放弃"):
        expect(both).to_contain_text(words, timeout=WAIT)
    expect(both.get_by_role("button", name="仍按我的办理")).to_be_disabled()
    phone.shows("conflict")
    both.get_by_role("button", name="放弃").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="放弃").click()
    phone.sees("没有待上传的内容")


def test_what_may_still_be_done_on_a_changed_case_is_done_when_its_person_says_so(people: People) -> None:
    case = dispatched(people, "出站路3号")
    phone = people.field("unit06")
    phone.expected.add(409)
    phone.opens(f"field/cases/{case['case_no']}")
    expect(phone.button("申请回退")).to_be_visible(timeout=WAIT)
    loses_the_network(phone)
    phone.button("申请回退").click()
    phone.page.get_by_role("textbox", name="理由").fill("不归本单位，建议转交环卫站")
    phone.button("提交申请").click()
    phone.sees("申请回退，待上传")
    act(people.api("unit06"), case, "sign")
    is_back(phone)
    phone.page.get_by_role("link", name=re.compile("案件已有变化")).click()
    expect(card(phone, "出站路3号")).to_contain_text("不归本单位", timeout=WAIT)
    phone.button("仍按我的办理").click()
    expect(card(phone, "出站路3号")).to_contain_text("已上传", timeout=WAIT)
    requests = people.api("unit06").get(f"/cases/{case['case_no']}").json()["requests"]
    assert [(one["kind"], one["reason"]) for one in requests] == [("return", "不归本单位，建议转交环卫站")]


def test_two_steps_without_a_network_go_one_after_the_other_on_what_the_first_led_to(people: People) -> None:
    case = dispatched(people, "出站路4号")
    phone = people.field("unit06")
    signs_without_a_network(phone, case)
    phone.button("申请延期").click()
    phone.page.get_by_role("textbox", name="理由").fill("需等配件")
    phone.button("提交申请").click()
    phone.sees("申请延期，待上传")
    is_back(phone)
    expect(phone.page.get_by_text(re.compile("，待上传"))).to_have_count(0, timeout=WAIT)
    events = people.api("operator1").get(f"/cases/{case['case_no']}/events").json()
    assert [one["action"] for one in events][-2:] == ["sign", "request_extension"]


def refused_report(username: str) -> queue_page.Report:
    lot = random.Random(username)
    return queue_page.some_report(lot)


KEEP_REFUSED = """async ([door, wish, username]) => {
  const { queue } = await import(door);
  const media = wish.photos.map(({ media_id, sha256, content, role }) => {
    const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
    const blob = new Blob([bytes], { type: "image/jpeg" });
    return { media_id, sha256, role, name: `${role}.jpg`, blob, origin: { media_id, sha256, role, kind: "photo", taken_at: new Date().toISOString(), fix: null, origin: "camera" } };
  });
  const form = { username, kind: "event", class_code: "E0110", condition_id: null, component_id: null, description: "桶满外溢",
    address: "出站路5号", self_disposed: false, pin: { lon: wish.body.lon, lat: wish.body.lat }, saved_at: null };
  await queue.report({ body: { ...wish.body, class_code: "E9999" }, media, about: "暴露垃圾·出站路5号", form });
}"""


def test_a_refused_report_says_why_and_comes_back_into_the_form_with_everything(people: People) -> None:
    phone = people.field("collector12")
    phone.expected.add(422)
    report = refused_report("collector12")
    phone.page.evaluate(KEEP_REFUSED, [queue_page.door(), report.wish(), "collector12"])
    phone.page.get_by_role("link", name="需处理 1").click()
    expect(card(phone, "出站路5号")).to_contain_text("未被接受", timeout=WAIT)
    expect(card(phone, "出站路5号").get_by_role("alert")).to_contain_text("类别", timeout=WAIT)
    phone.shows("refused")
    phone.button("修改").click()
    expect(phone.page.get_by_role("img", name="近景", exact=True)).to_be_visible(timeout=WAIT)
    phone.button(re.compile("下一步")).click()
    phone.sees("出站路5号")
    phone.button("提交").click()
    phone.sees("已上报")
    case_no = phone.page.locator("dd").first.inner_text()
    case = people.api("operator1").get(f"/cases/{case_no}").json()
    assert (case["description"], case["class_code"]) == ("桶满外溢", "E0110")
    assert sorted(one["sha256"] for one in case["media"]) == sorted(photo.sha256 for photo in report.photos)


def test_a_report_that_was_not_sent_yet_can_be_taken_back(people: People) -> None:
    phone = people.field("collector13")
    loses_the_network(phone)
    queue_page.keep_reports(phone.page, [refused_report("collector13")])
    phone.page.get_by_role("link", name="待上传 1").click()
    phone.button("删除").click()
    phone.shows("delete")
    phone.page.get_by_role("dialog").get_by_role("button", name="删除").click()
    phone.sees("没有待上传的内容")
    is_back(phone)
    assert [queue_page.stored(phone.page, name) for name in ("items", "media", "blobs")] == [[], [], []]


def test_another_person_on_the_same_phone_neither_sees_nor_sends_what_waits(people: People) -> None:
    phone = people.field("collector14")
    loses_the_network(phone)
    report = refused_report("collector14")
    queue_page.keep_reports(phone.page, [report])
    is_waiting = phone.page.get_by_role("link", name="待上传 1")
    expect(is_waiting).to_be_visible(timeout=WAIT)
    phone.context.clear_cookies()
    phone.page.evaluate("() => Object.keys(localStorage).forEach((key) => localStorage.removeItem(key))")
    is_back(phone)
    phone.username = "collector15"
    phone.page.evaluate("localStorage.setItem('wangge.field.pin.later.collector15', '1')")
    phone.opens("field/login")
    phone.logs_in()
    phone.sees("今日任务")
    phone.page.wait_for_timeout(1500)
    expect(is_waiting).to_have_count(0)
    assert [(one["user"], one["open"]) for one in queue_page.stored(phone.page, "items")] == [("collector14", 1)]
    assert people.api("collector15").get("/cases", params={"mine": "true"}).json()["items"] == []


def test_what_waits_outlasts_the_log_in_and_goes_after_the_next(people: People) -> None:
    phone = people.field("collector16")
    loses_the_network(phone)
    queue_page.keep_reports(phone.page, [refused_report("collector16")])
    phone.context.clear_cookies()
    is_back(phone)
    phone.page.wait_for_timeout(1000)
    assert [one["state"] for one in queue_page.stored(phone.page, "items")] == ["waiting"]
    phone.page.reload()
    phone.button(re.compile("登录已到期")).click()
    phone.shows("log-in-again")
    phone.page.get_by_role("textbox", name="密码").fill(phone.password)
    phone.page.get_by_role("button", name="登录", exact=True).click()
    expect(phone.page.get_by_role("link", name="已全部上传")).to_be_visible(timeout=WAIT)
    assert [one["state"] for one in queue_page.stored(phone.page, "items")] == ["done"]


@pytest.mark.parametrize("version", [1])
def test_what_an_older_app_kept_is_sent_by_this_one(people: People, version: int) -> None:
    """The first version of the phone's database, as it was released, with a report in it."""
    phone = people.stranger("collector17", viewport={"width": 360, "height": 740})
    phone.opens("assets/mark.svg")
    report = refused_report("collector17")
    phone.page.evaluate(OLD_DATABASE, [version, report.wish(), "collector17"])
    phone.enters("field")
    expect(phone.page.get_by_role("link", name="已全部上传")).to_be_visible(timeout=WAIT)
    (item,) = queue_page.stored(phone.page, "items")
    case = people.api("operator1").get(f"/cases/{item['case_no']}").json()
    assert sorted(one["sha256"] for one in case["media"]) == sorted(photo.sha256 for photo in report.photos)


OLD_DATABASE = """async ([version, wish, user]) => {
  const asked = indexedDB.open("wangge-outbox", version * 10);
  asked.onupgradeneeded = () => {
    const items = asked.result.createObjectStore("items", { keyPath: "seq", autoIncrement: true });
    items.createIndex("id", "id", { unique: true });
    items.createIndex("[user+open]", ["user", "open"]);
    items.createIndex("open", "open");
    items.createIndex("lane", "lane");
    const media = asked.result.createObjectStore("media", { keyPath: "media_id" });
    media.createIndex("item", "item");
    media.createIndex("user", "user");
    asked.result.createObjectStore("blobs", { keyPath: "media_id" });
    asked.result.createObjectStore("about", { keyPath: "key" });
  };
  const base = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  const rows = base.transaction(["items", "media", "blobs"], "readwrite");
  const id = wish.body.report_id;
  rows.objectStore("items").add({ id, user, post: null, lane: id, kind: "report", method: "POST", path: "/reports",
    body: wish.body, media: wish.photos.map((one) => one.media_id), title: "上报", about: "暴露垃圾", told: "已上报", quiet: false,
    form: null, after: null, state: "sending", open: 1, unsure: true, tries: 2, problem: null,
    made_at: new Date().toISOString(), not_before: 0, done_at: null, case_no: null });
  for (const { media_id, sha256, content, role } of wish.photos) {
    const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
    rows.objectStore("media").add({ media_id, item: id, user, role, name: `${role}.jpg`, size: bytes.length, sha256, claims: {},
      origin: null, upload_url: null, offset: 0, state: "waiting", tries: 0, not_before: 0 });
    rows.objectStore("blobs").add({ media_id, blob: new Blob([bytes], { type: "image/jpeg" }) });
  }
  await new Promise((resolve) => (rows.oncomplete = resolve));
  base.close();
}"""

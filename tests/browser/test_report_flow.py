"""上报 on the phone: thirty seconds, evidence fixed at the shot, warnings that never block."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.browser.people import PHONE, People
from tests.browser.person import WAIT, Person

HERE = ZoneInfo("Asia/Shanghai")
SLOW = 30  # seconds that a crowded test machine may need on top
# What the phone keeps of a report that is being made.
DRAFTS = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open('wangge.field')
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const all = asked.result.transaction('drafts').objectStore('drafts').getAll()
    all.onsuccess = () => resolve(all.result)
  }
})"""
# Of it the evidence as it was made.
KEPT = f"""() => ({DRAFTS})().then((drafts) => drafts.flatMap(({{ photos }}) =>
  photos.map(({{ evidence: {{ blob, ...rest }} }}) => ({{ ...rest, size: blob.size }}))))"""
CLASSES = f"() => ({DRAFTS})().then((drafts) => drafts.map((draft) => draft.class_code))"


def kept(phone: Person, count: int) -> list[dict[str, Any]]:
    """The evidence in the phone's draft, once there are `count` pieces."""
    for _ in range(100):
        found = list(phone.page.evaluate(KEPT))
        if len(found) == count:
            return found
        phone.page.wait_for_timeout(100)
    raise AssertionError(f"{len(found)} pieces of evidence in the draft, not {count}")


def begins(phone: Person) -> None:
    phone.page.get_by_role("link", name="上报").click()


def goes_on(phone: Person) -> None:
    """From the photographs and 暴露垃圾 to the place."""
    phone.page.get_by_role("button", name="暴露垃圾", exact=True).click()
    phone.button(re.compile("下一步")).click()
    phone.sees(re.compile("单元网格"))


def submits(phone: Person) -> str:
    """The number of the case."""
    expect(phone.button("提交")).to_be_enabled(timeout=WAIT)
    phone.button("提交").click()
    phone.sees(re.compile("已上报|已自行处置"))
    return phone.page.locator("dd").first.inner_text()


def shoots(phone: Person, times: int = 1) -> None:
    """The shutter, the moment it is there; it need not wait for the camera's first frame."""
    for _ in range(times):
        phone.page.get_by_role("button", name="拍照", exact=True).click()


def goes_to(phone: Person, lon: float, lat: float) -> None:
    phone.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 12})


def test_a_report_takes_three_screens_and_a_handful_of_taps(people: People) -> None:
    with people.on_the_phone("collector12") as phone:
        goes_to(phone, 112.8372, 32.6771)
        phone.page.evaluate("addEventListener('click', () => (window.taps = (window.taps ?? 0) + 1), true)")
        began = datetime.now(HERE)
        begins(phone)
        shoots(phone, 2)
        phone.shows("photos-and-class")
        goes_on(phone)
        phone.shows("place")
        case_no = submits(phone)
        assert datetime.now(HERE) - began < timedelta(seconds=30 + SLOW)
        # 上报, near, far, class, on, 提交
        assert phone.page.evaluate("window.taps") == 6
        phone.page.get_by_role("button", name="再报一件").click()
        expect(phone.page.get_by_role("dialog", name="相机：拍近景")).to_be_visible()
        phone.button("关闭相机").click()
        expect(phone.page.get_by_role("heading", name="最近用过")).to_be_visible()
    case = people.api("operator1").get(f"/cases/{case_no}").json()
    assert [(m["role"], m["capture"]["in_app"]) for m in case["media"]] == [("near", True), ("far", True)]


def test_what_is_no_picture_is_told_and_the_near_view_stays_asked_for(people: People) -> None:
    text = FilePayload(name="near.jpg", mimeType="image/jpeg", buffer=b"not a picture at all")
    with people.on_the_phone("collector21") as phone:
        begins(phone)
        phone.page.get_by_label("拍近景", exact=True).set_input_files(text)
        camera = phone.page.get_by_role("dialog", name="相机：拍近景")
        told = camera.get_by_role("alert")
        expect(told).to_contain_text("不是可读的照片", timeout=WAIT)
        box = told.bounding_box()
        assert box
        on_top = "([x, y]) => document.elementFromPoint(x, y).closest('[role=alert]') !== null"
        assert phone.page.evaluate(on_top, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
        expect(camera.locator(".taken img")).to_have_count(0)
        phone.shows("no-picture")
        phone.button("关闭相机").click()
        phone.page.get_by_role("button", name="暴露垃圾", exact=True).click()
        expect(phone.button("请先拍近景照片")).to_be_disabled()
        phone.button("打开相机拍远景").click()
        shoots(phone)
        expect(phone.button("看远景")).to_be_visible(timeout=WAIT)
        expect(phone.button("请先拍近景照片")).to_be_disabled()
        phone.button("打开相机拍近景").click()
        shoots(phone)
        expect(phone.button(re.compile("下一步"))).to_be_enabled(timeout=WAIT)


def test_words_typed_before_the_classes_came_are_searched_when_they_come(people: People) -> None:
    """And a phone whose first question for them failed asks again."""
    phone = people.stranger("collector22", **PHONE)
    phone.expected.add(503)
    refused = {"status": 503, "content_type": "application/problem+json", "body": "{}"}
    phone.page.route("**/api/v1/dictionaries*", lambda route: route.fulfill(**refused))
    phone.enters("field")
    begins(phone)
    phone.button("关闭相机").click()
    phone.page.get_by_role("searchbox", name="查找类别").fill("ld")
    phone.sees("类别正在载入")
    phone.page.unroute("**/api/v1/dictionaries*")
    expect(phone.page.locator(".found").get_by_role("button", name="路灯").first).to_be_visible(timeout=WAIT)
    expect(phone.page.get_by_role("alert")).to_have_count(0)
    phone.context.close()


def test_a_class_is_found_however_it_is_typed(people: People) -> None:
    with people.on_the_phone("collector13") as phone:
        begins(phone)
        phone.button("关闭相机").click()
        for typed in ("bllj", "baolu", "BAO LU LA JI", "暴露", "blly"):
            phone.page.get_by_role("searchbox", name="查找类别").fill(typed)
            first = phone.page.locator(".found").get_by_role("button").first
            expect(first).to_contain_text("暴露垃圾", timeout=WAIT)
        first.click()
        expect(phone.page.get_by_role("button", name="暴露垃圾", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_likely_duplicate_is_shown_and_both_answers_are_open(people: People) -> None:
    with people.on_the_phone("collector14") as phone:
        goes_to(phone, 112.8455, 32.6765)
        begins(phone)
        shoots(phone, 2)
        goes_on(phone)
        first = submits(phone)

        phone.page.get_by_role("button", name="再报一件").click()
        shoots(phone, 2)
        goes_on(phone)
        warning = phone.page.get_by_role("alert", name="疑似重复")
        expect(warning).to_contain_text("10 米内有同类案件", timeout=WAIT)
        expect(warning.get_by_role("img")).to_have_count(2)
        phone.shows("duplicate")
        phone.button("不是，继续上报").click()
        expect(warning).to_have_count(0)
        second = submits(phone)

        phone.page.get_by_role("button", name="再报一件").click()
        shoots(phone, 2)
        goes_on(phone)
        phone.button("是同一件").click()
        phone.shows("asked-once")
        phone.button("打开该案").click()
        expect(phone.page.get_by_text(first).or_(phone.page.get_by_text(second)).first).to_be_visible(timeout=WAIT)
        assert phone.page.evaluate(KEPT) == []
    assert first != second


def test_a_pin_outside_the_duty_grid_and_far_away_is_told_and_holds_nothing_back(people: People) -> None:
    api = people.api("collector16")
    own = {grid["code"] for post in api.get("/me").json()["posts"] for grid in post["duty_grids"]}
    with people.on_the_phone("collector16") as phone:
        goes_to(phone, *elsewhere(api, own))
        begins(phone)
        shoots(phone, 2)
        goes_on(phone)
        phone.sees(re.compile("跨网格上报"))
        for _ in range(2):
            drags(phone, 140)
        phone.sees(re.compile(r"图钉离您现在的位置约 \d+ 米"))
        phone.shows("far-and-foreign")
        submits(phone)


def elsewhere(api: httpx.Client, own: set[str]) -> tuple[float, float]:
    """A point in the county that is in nobody's of these duty grids."""
    for step in range(1, 30):
        lon, lat = 112.84 + step * 0.0013 * (-1) ** step, 32.68 + step * 0.0005
        found = api.get("/geocode/reverse", params={"lon": lon, "lat": lat}).json()
        if found["inside"] and found["duty_grid"] and found["duty_grid"]["code"] not in own:
            return lon, lat
    raise AssertionError("no foreign duty grid near by")


def drags(phone: Person, pixels: int) -> None:
    mouse = phone.page.mouse
    mouse.move(180, 220)
    mouse.down()
    mouse.move(180 - pixels, 220 - pixels / 2, steps=6)
    mouse.up()
    phone.page.wait_for_timeout(400)


def test_a_component_is_picked_from_the_list_and_gives_the_place(people: People) -> None:
    with people.on_the_phone("collector17") as phone:
        begins(phone)
        shoots(phone, 2)
        expect(phone.page.get_by_role("dialog")).to_have_count(0, timeout=WAIT)  # what is under it takes no words
        phone.page.get_by_role("searchbox", name="查找类别").fill("ld")
        phone.page.locator(".found").get_by_role("button", name="路灯").first.click()
        phone.button(re.compile("下一步")).click()
        near = phone.page.get_by_role("radiogroup", name="附近的路灯").get_by_role("radio")
        near.first.click(timeout=WAIT)
        expect(near.first).to_have_attribute("aria-checked", "true")
        expect(near.first).to_contain_text("10 米内", timeout=WAIT)
        phone.shows("component")
        case_no = submits(phone)
    case = people.api("operator1").get(f"/cases/{case_no}").json()
    box = [case["lon"] - 0.0001, case["lat"] - 0.0001, case["lon"] + 0.0001, case["lat"] + 0.0001]
    query = {"bbox": ",".join(map(str, box)), "zoom": "18"}
    parts = people.api("collector17").get("/map/components", params=query).json()["features"]
    assert case["component_id"] in {str(part["properties"]["id"]) for part in parts}


def test_what_is_put_right_on_the_spot_is_shown_before_and_after(people: People) -> None:
    with people.on_the_phone("collector18") as phone:
        goes_to(phone, 112.8335, 32.6745)
        begins(phone)
        phone.button("关闭相机").click()
        phone.page.get_by_role("switch", name=re.compile("自行处置")).click()
        phone.button("打开相机拍处置前").click()
        shoots(phone)
        expect(phone.button(re.compile("还差处置后照片"))).to_be_disabled()
        phone.button("打开相机拍处置后").click()
        expect(phone.page.get_by_role("slider", name=re.compile("混合程度"))).to_be_visible()
        phone.shows("ghost")
        shoots(phone)
        phone.button("用这张").click()
        goes_on(phone)
        case_no = submits(phone)
    case = people.api("operator1").get(f"/cases/{case_no}").json()
    assert (case["state"], case["source"]) == ("self_reported", "self_disposed")
    assert [m["role"] for m in case["media"]] == ["before", "after"]


def test_a_spoken_note_and_a_film_come_along(people: People) -> None:
    with people.on_the_phone("collector19") as phone:
        goes_to(phone, 112.8315, 32.6825)
        begins(phone)
        phone.button("关闭相机").click()
        phone.button("录音").click()
        phone.button("开始录音").click()
        expect(phone.page.get_by_role("timer")).to_contain_text("0:01", timeout=WAIT)
        phone.button("停止").click()
        phone.shows("sound")
        phone.button("用这段").click()
        phone.button("录像").click()
        phone.button("开始录像").click()
        expect(phone.page.get_by_role("timer")).to_contain_text("0:01", timeout=WAIT)
        phone.button("停止录像").click()
        phone.shows("film")
        phone.button("用这段").click()
        phone.button("打开相机拍近景").click()
        shoots(phone, 2)
        made = {one["kind"]: one for one in kept(phone, 4)}
        phone.shows("all-kinds")
        goes_on(phone)
        case_no = submits(phone)
    case = people.api("operator1").get(f"/cases/{case_no}").json()
    sent = {m["kind"]: m for m in case["media"]}
    assert [m["kind"] for m in case["media"]] == ["photo", "photo", "audio", "video"]
    for kind in ("audio", "video"):
        assert sent[kind]["sha256"] == made[kind]["sha256"]
        assert sent[kind]["capture"]["accuracy"] == 12.0


def test_the_draft_survives_a_closed_page_and_is_given_up_once_asked(people: People) -> None:
    with people.on_the_phone("collector20") as phone:
        begins(phone)
        shoots(phone, 2)
        phone.page.get_by_role("button", name="暴露垃圾", exact=True).click()
        kept(phone, 2)
        phone.sees(re.compile("草稿已存"))
        assert phone.page.wait_for_function(f"({CLASSES})().then(([code]) => code)").json_value() == "E0110"
        phone.page.close()
        phone.page = phone.context.new_page()
        phone.opens("field/report")
        expect(phone.button("看近景")).to_be_visible(timeout=WAIT)
        expect(phone.page.get_by_role("button", name="暴露垃圾", exact=True)).to_have_attribute("aria-pressed", "true")
        phone.button("看近景").click()
        expect(phone.page.get_by_role("img", name="近景照片，带水印")).to_have_attribute("data-marked", "true")
        phone.shows("watermark")
        phone.page.get_by_role("dialog", name="近景").get_by_role("button", name="关闭").click()
        phone.button("清空").click()
        phone.page.get_by_role("dialog").get_by_role("button", name="清空").click()
        expect(phone.button("打开相机拍近景")).to_be_visible(timeout=WAIT)
        assert phone.page.evaluate(KEPT) == []


def test_a_photo_arrives_as_the_phone_made_it(people: People) -> None:
    api = people.api("operator1")
    with people.on_the_phone("collector11") as phone:
        begins(phone)
        phone.hands_in("拍近景", 31)
        phone.hands_in("拍远景", 32)
        made = kept(phone, 2)
        goes_on(phone)
        case_no = submits(phone)

    case = api.get(f"/cases/{case_no}").json()
    assert [m["sha256"] for m in case["media"]] == [one["sha256"] for one in made]
    for sent, one in zip(case["media"], made, strict=True):
        original = api.get(f"/media/{sent['id']}").content
        assert hashlib.sha256(original).hexdigest() == one["sha256"]
        assert len(original) == one["size"] < 450_000
        picture = Image.open(io.BytesIO(original))
        exif, gps = picture.getexif().get_ifd(0x8769), picture.getexif().get_ifd(0x8825)
        written = datetime.strptime(exif[0x9003] + exif[0x9011], "%Y:%m:%d %H:%M:%S%z")
        assert abs(datetime.now(HERE) - written) < timedelta(minutes=5)
        assert exif[0xA420] == one["media_id"].replace("-", "")
        assert exif[0xA431] == one["device"]
        assert (gps[0x12], float(gps[0x1F])) == ("WGS-84", 12.0)
        told = sent["capture"]
        assert (told["lon"], told["lat"], told["accuracy"], told["coord_sys"]) == (112.84, 32.68, 12.0, "wgs84")
        assert (told["device"], told["by"]) == (one["device"], phone_name(people, "collector11"))
        assert datetime.fromisoformat(told["gps_at"]) == datetime.fromisoformat(one["fix"]["at"]).replace(microsecond=0)


def phone_name(people: People, username: str) -> str:
    return str(people.api(username).get("/me").json()["user"]["name"])

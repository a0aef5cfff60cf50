"""上报 on the phone: thirty seconds, evidence fixed at the shot, warnings that never block."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import expect

from tests.browser.people import People
from tests.browser.person import WAIT, Person

HERE = ZoneInfo("Asia/Shanghai")
# What the phone keeps of its draft: the evidence as it was made.
KEPT = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open('wangge.field')
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const all = asked.result.transaction('drafts').objectStore('drafts').getAll()
    all.onsuccess = () => resolve(all.result.flatMap((draft) => draft.photos.map(({ evidence: { blob, ...rest } }) =>
      ({ ...rest, size: blob.size }))))
  }
})"""


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
    phone.sees("已上报")
    return phone.page.locator("dd").first.inner_text()


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

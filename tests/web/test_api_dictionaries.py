"""The dictionaries endpoint: the words all front ends use, sent again only when the rules changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from wangge.organisation import tokens
from wangge.organisation.models import Department, User
from wangge.rules.models import ClassRow, FilingRuleRow, Setting, StockPhrase

pytestmark = pytest.mark.django_db
EDITION = "GB/T 30428.2-2013"


@pytest.fixture
def reader() -> Client:
    user = User.objects.create_user("operator1", name="王强")
    return Client(headers={"Authorization": f"Bearer {tokens.issue(user)[0]}"})


@pytest.fixture(autouse=True)
def rules() -> None:
    for code, name, kind in (("E0110", "暴露垃圾", "event"), ("C0101", "上水井盖", "component")):
        ClassRow.objects.create(
            edition=EDITION,
            kind=kind,
            major_code=code[1:3],
            major_name="大类",
            minor_code=code[3:],
            name=name,
            code=code,
        )
    FilingRuleRow.objects.create(
        condition_id="r1",
        edition=EDITION,
        kind="event",
        class_code="E0110",
        class_name="暴露垃圾",
        condition="面积不足 1 平方米",
        amount="4",
        unit="work_hour",
        closing_condition="清理干净",
        urgent=True,
    )
    StockPhrase.objects.create(action="refuse", text="不属于城市管理范围")
    Department.objects.create(code="UNIT01", name="城市管理局", short_name="城管局", kind="unit", group="bureau")
    Department.objects.create(code="Z01", name="监督中心", short_name="中心", kind="supervision", group="centre")


def read(client: Client, **headers: str) -> Any:
    return client.get("/api/v1/dictionaries", headers=headers)


def test_classes_carry_their_conditions_and_initials(reader: Client) -> None:
    classes = {c["code"]: c for c in read(reader).json()["classes"]}
    assert (classes["E0110"]["initials"], classes["E0110"]["pinyin"]) == ("bllj", "baolulaji")
    assert classes["E0110"]["conditions"] == [
        {
            "id": "r1",
            "condition": "面积不足 1 平方米",
            "limit": 4.0,
            "limit_unit": "work_hour",
            "limit_text": "4 工作时",
            "closing_condition": "清理干净",
            "urgent": True,
        }
    ]
    assert classes["C0101"]["conditions"][0]["limit_text"] == "5 工作日"


def test_codes_have_their_chinese_names(reader: Client) -> None:
    found = read(reader).json()
    assert found["units"] == [{"code": "UNIT01", "name": "城市管理局", "short_name": "城管局", "group": "bureau"}]
    assert (found["states"]["disposing"], found["actions"]["file"]) == ("处置中", "立案")
    assert (found["sources"]["phone"], found["posts"]["shift_lead"]) == ("电话", "值班长")
    assert found["phrases"] == {"refuse": ["不属于城市管理范围"]}


def test_a_phone_learns_what_evidence_it_may_take(reader: Client) -> None:
    Setting.objects.create(key="gallery_roles", value=["unit", "collector"])
    told = read(reader).json()["capture"]
    assert told["gallery_roles"] == ["unit", "collector"]
    assert (told["photo_max_mb"], told["audio_max_seconds"], told["video_max_seconds"]) == (10, 60, 30)
    assert (told["duplicate_metres"], told["duplicate_hours"], told["pin_far_metres"]) == (50, 24, 100)


def test_it_is_sent_again_only_after_a_change(reader: Client) -> None:
    first = read(reader)
    again = read(reader, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    StockPhrase.objects.create(action="*", text="情况属实")
    changed = read(reader, **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed.json()["phrases"]["*"] == ["情况属实"]
    Department.objects.filter(code="UNIT01").first().save()  # type: ignore[union-attr]
    assert read(reader, **{"If-None-Match": changed["ETag"]}).status_code == 200


def test_strangers_do_not_get_it(client: Client) -> None:
    assert read(client).status_code == 401

"""An administrator keeps organisation and rules in /admin, in Chinese, without a programmer."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from wangge.organisation.models import AccessToken, Leave, Post, User
from wangge.rules import models
from wangge.rules.registry import EDITION_2013
from wangge.rules.rulebook import rulebook

MAINTAINED = [m for m in admin.site._registry if m._meta.app_label in ("organisation", "rules")]
FREE_TO_CHANGE = {models.DayOverride, models.PublishedYear, models.WorkPlanRow, models.Route, models.StockPhrase, Leave}


@pytest.fixture
def page(rules: None) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="admin"))
    return client


def errors(answer: Any) -> str:
    return str(answer.context["errors"]) if answer.context else ""


def change(page: Client, row: Any, **values: Any) -> Any:
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return page.post(url, values)


def test_every_table_of_organisation_and_rules_is_there_but_the_revision() -> None:
    everything = {model for label in ("organisation", "rules") for model in apps.get_app_config(label).get_models()}
    assert everything - set(MAINTAINED) == {models.Revision}


def test_every_list_and_form_opens(page: Client) -> None:
    for model in MAINTAINED:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert page.get(reverse(f"{name}_changelist"), {"q": "1"}).status_code == 200, model
        row = model._default_manager.first()
        if row is not None:
            assert page.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200, model


def test_the_pages_are_in_chinese_with_the_departments_in_their_list(page: Client) -> None:
    text = page.get(reverse("admin:index")).content.decode()
    for word in (
        "网格 应用维护",
        "单位",
        "人员",
        "岗位",
        "立案规则",
        "阶段时限",
        "节假日与调休",
        "派遣规则",
        "参数",
        "常用语",
    ):
        assert word in text
    assert "唐河县城市管理局" in page.get(reverse("admin:organisation_department_changelist")).content.decode()


def test_what_cases_name_cannot_be_deleted(page: Client) -> None:
    for model in set(MAINTAINED) - FREE_TO_CHANGE:
        row = model._default_manager.first()
        if row is not None:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[row.pk])
            assert page.post(url, {"post": "yes"}).status_code == 403, model
            assert model._default_manager.filter(pk=row.pk).exists()


def test_nobody_else_gets_in(rules: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="operator1"))
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_setting_is_changed_within_its_range_and_takes_effect_at_once(page: Client) -> None:
    row = models.Setting.objects.get(key="extension_max")
    assert change(page, row, value="3").status_code == 302
    assert rulebook().setting("extension_max") == 3
    refused = change(page, row, value="99")
    assert "同一单位可批准的延期次数" in errors(refused)
    assert "不能取 99" in errors(refused)
    assert rulebook().setting("extension_max") == 3


def test_a_holiday_entered_moves_deadlines(page: Client) -> None:
    values = {"date": "2027-01-01", "working": "", "name": "元旦"}
    assert page.post(reverse("admin:rules_dayoverride_add"), values).status_code == 302
    assert not rulebook().units_calendar.is_working_day(date(2027, 1, 1))


GOOD_PLAN = {"whose": "units", "name": "夏季", "first": "06-01", "last": "09-30", "periods": '[["07:00","11:00"]]'}
BAD_PLANS = [
    {"first": "6月1日"},
    {"first": "02-31"},
    {"first": "2026-06-01"},
    {"periods": "[]"},
    {"periods": '[["11:00","07:00"]]'},
    {"periods": '[["07:00"]]'},
    {"periods": '[["07:00","12:00"],["11:00","13:00"]]'},
    {"periods": "7"},
]


def test_working_hours_that_make_no_sense_are_refused(page: Client) -> None:
    url = reverse("admin:rules_workplanrow_add")
    for bad in BAD_PLANS:
        answer = page.post(url, GOOD_PLAN | bad)
        assert answer.status_code == 200, bad
        assert errors(answer), bad
    assert page.post(url, GOOD_PLAN).status_code == 302
    assert [plan.name for plan in rulebook().units_calendar.plans] == ["夏季", "全年", "全年"]


RULE = {
    "edition": EDITION_2013,
    "class_code": "C0105",
    "condition": "缺失",
    "amount": "2",
    "unit": "urgent_hour",
    "closing_condition": "恢复",
    "urgent": "on",
    "tags": "[]",
    "responsible": json.dumps(["电力"]),
    "active": "on",
}


def test_a_filing_rule_entered_gets_its_id_and_holds_at_once(page: Client) -> None:
    url = reverse("admin:rules_filingrulerow_add")
    assert page.post(url, RULE).status_code == 302
    row = models.FilingRuleRow.objects.get(class_code="C0105", is_default=False)
    assert (row.class_name, row.kind, len(row.condition_id)) == ("电力井盖", "component", 12)
    rule = rulebook().filing_rule(row.condition_id)
    assert rule is not None
    assert (rule.condition, rule.urgent) == ("缺失", True)
    assert "已有相同条件" in errors(page.post(url, RULE))
    assert "没有类别代码 C0999" in errors(page.post(url, RULE | {"class_code": "C0999"}))


def test_a_rules_limit_can_be_changed_and_its_id_stays(page: Client) -> None:
    row = models.FilingRuleRow.objects.filter(class_code="C0101").first()
    assert row is not None
    assert change(page, row, **(RULE | {"amount": "3", "condition": row.condition})).status_code == 302
    rule = rulebook().filing_rule(row.condition_id)
    assert rule is not None
    assert (rule.limit.amount, rule.class_code) == (Decimal(3), "C0101")


def test_a_route_is_added_to_a_unit_or_to_the_street(page: Client) -> None:
    url = reverse("admin:rules_route_add")
    values = {
        "class_prefix": "E04",
        "grid_prefix": "411328001001",
        "unit": "UNIT10",
        "reason": "校园周边",
        "priority": 1,
    }
    assert page.post(url, values | {"active": "on"}).status_code == 302
    assert rulebook().suggest_unit("E0401", None, "411328001001001") == ("UNIT10", "校园周边")
    for bad in ({"class_prefix": "04"}, {"grid_prefix": "41x"}, {"unit": "UNIT0901"}, {"unit": "Z01"}):
        assert errors(page.post(url, values | bad)), bad


def test_a_person_with_a_post_is_entered_and_put_out_of_service(page: Client) -> None:
    values = {
        "username": "newcomer",
        "name": "新人",
        "employee_no": "X1",
        "password1": "long-Secret-9",
        "usable_password": "true",
    }
    posts = {"posts-TOTAL_FORMS": 1, "posts-INITIAL_FORMS": 0, "posts-0-role": "operator", "posts-0-department": "Z01"}
    url = reverse("admin:organisation_user_add")
    first = values | {"password2": "long-Secret-9", "posts-TOTAL_FORMS": 0, "posts-INITIAL_FORMS": 0}
    assert page.post(url, first).status_code == 302
    person = User.objects.get(username="newcomer")
    assert person.check_password("long-Secret-9")
    added = change(page, person, username="newcomer", name="新人", is_active="on", **posts, **{"posts-0-active": "on"})
    assert added.status_code == 302, errors(added)
    post = Post.objects.get(user=person)
    assert (post.role, post.department_id) == ("operator", "Z01")


def test_a_unit_post_needs_its_department(page: Client) -> None:
    values = {"user": User.objects.get(username="operator1").pk, "role": "unit", "active": "on"}
    assert errors(page.post(reverse("admin:organisation_post_add"), values))
    assert not Post.objects.filter(user__username="operator1", role="unit").exists()


def test_a_lost_phones_token_is_revoked(page: Client) -> None:
    person = User.objects.get(username="collector01")
    token = AccessToken.objects.create(user=person, sha256="0" * 64, device_id="phone", expires="2030-01-01T00:00Z")
    page.post(
        reverse("admin:organisation_accesstoken_changelist"), {"action": "revoke", "_selected_action": [token.pk]}
    )
    token.refresh_from_db()
    assert token.revoked is not None

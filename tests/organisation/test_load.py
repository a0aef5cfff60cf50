"""The county's departments and people."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.forms.models import model_to_dict

from tests.organisation.conftest import Grids
from wangge.organisation import queries
from wangge.organisation.load import Loaded, load, set_password, shares
from wangge.organisation.models import Department, Post, User
from wangge.organisation.people import people
from wangge.standards.codes import DepartmentCode
from wangge.standards.errors import Refused

pytestmark = pytest.mark.django_db


def test_the_county_has_38_responsible_units_in_three_groups(duty_grids: Grids) -> None:
    duty_grids(30)
    load(None)
    units = Department.objects.filter(kind="unit", level=1)
    assert sorted(units.values_list("code", flat=True)) == [f"UNIT{i:02}" for i in range(1, 39)]
    assert Counter(units.values_list("group", flat=True)) == {"street": 5, "bureau": 21, "utility": 12}
    assert list(queries.lead_units()) == [f"UNIT{i:02}" for i in range(1, 39)]


def test_department_codes_are_local_codes_and_names_say_whose_team_it_is(duty_grids: Grids) -> None:
    duty_grids(30)
    load(None)
    for department in Department.objects.select_related("parent"):
        assert DepartmentCode(department.code).code == department.code
        assert (department.level == 2) == (department.parent is not None)
        if department.parent:
            assert department.name.startswith(department.parent.short_name)
            assert department.group == department.parent.group


def test_every_person_of_the_county_holds_one_post(duty_grids: Grids) -> None:
    duty_grids(30)
    assert load(None).users == 88
    roles = Counter(Post.objects.values_list("role", flat=True))
    assert roles == {
        "collector": 40,
        "operator": 3,
        "shift_lead": 1,
        "dispatcher": 2,
        "unit": 38,
        "leader": 1,
        "evaluator": 1,
        "data_manager": 1,
        "admin": 1,
    }
    assert [u.username for u in User.objects.filter(is_superuser=True)] == ["admin"]


def test_a_units_person_stands_in_the_unit_of_his_name(duty_grids: Grids) -> None:
    duty_grids(30)
    load(None)
    for post in Post.objects.filter(role="unit").select_related("user"):
        assert post.department_id == post.user.username.upper()


def test_names_are_chinese_and_numbers_unique_and_never_anybodys() -> None:
    everybody = people()
    assert all(re.fullmatch(r"[一-鿿]{3}", person.name) for person in everybody)
    assert all(re.fullmatch(r"128\d{8}", person.phone) for person in everybody)
    for attribute in ("username", "name", "phone", "employee_no"):
        assert len({getattr(person, attribute) for person in everybody}) == len(everybody)


@pytest.mark.parametrize("count", [30, 36, 40, 43])
def test_every_duty_grid_has_a_collector_and_every_collector_a_grid(duty_grids: Grids, count: int) -> None:
    grids = duty_grids(count)
    load(None)
    posts = Post.objects.filter(role="collector").prefetch_related("duty_grids")
    held = [[grid.code for grid in post.duty_grids.all()] for post in posts]
    assert all(held)
    assert {code for codes in held for code in codes} == set(grids)


def test_shares_are_as_equal_as_they_can_be() -> None:
    assert shares(3, ["a", "b"]) == [["a"], ["b"], ["a"]]
    assert shares(2, ["a", "b", "c"]) == [["a", "c"], ["b"]]


def test_without_duty_grids_nothing_is_loaded() -> None:
    with pytest.raises(Refused, match="duty_grids_missing"):
        load(None)
    assert not Department.objects.exists()


def test_a_second_load_changes_nothing_not_even_what_the_administrator_changed(duty_grids: Grids) -> None:
    duty_grids(30)
    load("first-secret")
    Department.objects.filter(code="UNIT12").update(phone="0377-00000012", active=False)
    User.objects.filter(username="collector01").update(name="改名")
    before = _everything()
    assert load("other-secret") == Loaded(0, 0, 0)
    assert _everything() == before


def test_everybody_logs_in_with_the_one_password_and_loading_is_quick(duty_grids: Grids) -> None:
    duty_grids(36)
    begin = time.perf_counter()
    load("one-secret")
    assert time.perf_counter() - begin < 5
    for username in ("collector40", "unit38", "admin"):
        assert authenticate(username=username, password="one-secret") is not None
        assert authenticate(username=username, password="other") is None


def test_the_sample_accounts_password_can_be_changed_for_all_at_once(duty_grids: Grids) -> None:
    duty_grids(30)
    load("old-secret")
    stranger = User.objects.create_user("stranger", password="own-secret", name="外人")
    assert set_password("new-secret") == 88
    assert set_password("new-secret") == 0
    assert authenticate(username="operator1", password="new-secret") is not None
    stranger.refresh_from_db()
    assert stranger.check_password("own-secret")


def test_without_a_password_the_accounts_are_locked(duty_grids: Grids) -> None:
    duty_grids(30)
    load(None)
    assert not User.objects.get(username="admin").has_usable_password()


def _everything() -> list[object]:
    links = sorted(Post.duty_grids.through.objects.values_list("post_id", "dutygrid_id"))
    rows = [model_to_dict(row) for model in (Department, User) for row in model.objects.order_by("pk")]
    return [*links, *rows]

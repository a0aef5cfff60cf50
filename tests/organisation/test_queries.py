"""Who holds which post, who is on duty, what the department tree looks like."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from tests.organisation.conftest import Grids
from wangge.organisation import queries
from wangge.organisation.load import load
from wangge.organisation.models import Department, Leave, Post, User
from wangge.standards.worktime import ZONE, Calendar, WorkPlan

pytestmark = pytest.mark.django_db

SHIFTS = Calendar({}, frozenset(), (WorkPlan("班", (1, 1), (12, 31), ((time(7, 30), time(19, 30)),)),), every_day=True)
SUNDAY_10 = datetime(2026, 3, 15, 10, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def county(duty_grids: Grids) -> None:
    duty_grids(38)
    load(None)


def user(name: str) -> User:
    return User.objects.get(username=name)


def on_duty(at: datetime) -> set[str]:
    return {facts.username for facts in queries.collectors_on_duty(at, SHIFTS)}


def test_a_collectors_post_tells_his_duty_grids() -> None:
    [facts] = queries.posts_of(user("collector02").id)
    assert (facts.role, facts.department, facts.duty_grids, facts.unit) == ("collector", "Z01", ("D02",), None)
    assert facts.department_name == "监督中心"
    assert queries.post(facts.id) == facts


def test_several_posts_come_oldest_first_and_inactive_ones_are_left_out() -> None:
    person = user("operator1")
    second = Post.objects.create(user=person, role="dispatcher", department_id="Z02")
    Post.objects.create(user=person, role="leader", department_id="Z00", active=False)
    assert [facts.role for facts in queries.posts_of(person.id)] == ["operator", "dispatcher"]
    person.is_active = False
    person.save()
    assert queries.posts_of(person.id) == []
    assert queries.post(second.id) is None


def test_a_teams_post_belongs_to_its_first_level_unit() -> None:
    person = User.objects.create_user("team", name="队员")
    Post.objects.create(user=person, role="unit", department_id="UNIT0902")
    [facts] = queries.posts_of(person.id)
    assert (facts.department, facts.unit) == ("UNIT0902", "UNIT09")


def test_the_family_of_a_unit_is_itself_and_its_teams() -> None:
    assert queries.family("UNIT09") == ["UNIT09", "UNIT0901", "UNIT0902"]
    assert queries.first_level("UNIT0902") == queries.first_level("UNIT09") == "UNIT09"
    assert queries.first_level("NOBODY") is None


def test_collectors_are_on_duty_in_their_shift_on_every_day_of_the_week() -> None:
    assert len(on_duty(SUNDAY_10)) == 40
    assert len(on_duty(SUNDAY_10.replace(hour=7, minute=30))) == 40
    assert on_duty(SUNDAY_10.replace(hour=19, minute=30)) == set()
    assert on_duty(SUNDAY_10.replace(hour=3)) == set()


def test_nobody_on_leave_is_on_duty() -> None:
    Leave.objects.create(user=user("collector07"), starts=SUNDAY_10, ends=SUNDAY_10 + timedelta(hours=2))
    assert "collector07" in on_duty(SUNDAY_10 - timedelta(minutes=1))
    assert "collector07" not in on_duty(SUNDAY_10)
    assert "collector07" in on_duty(SUNDAY_10 + timedelta(hours=2))


def test_the_usual_patrollers_of_a_grid() -> None:
    assert [facts.username for facts in queries.collectors_of("D02")] == ["collector02", "collector40"]
    assert [facts.username for facts in queries.collectors_of("D38")] == ["collector38"]
    assert queries.collectors_of("D99") == []


def test_posts_by_role_and_department() -> None:
    assert [f.username for f in queries.posts_in("dispatcher")] == ["dispatcher1", "dispatcher2"]
    assert [f.username for f in queries.posts_in("unit", ["UNIT27", "UNIT28"])] == ["unit27", "unit28"]


def test_a_unit_out_of_service_cannot_lead() -> None:
    Department.objects.filter(code="UNIT36").update(active=False)
    assert "UNIT36" not in queries.lead_units()
    assert len(queries.lead_units()) == 37


def test_the_tree_holds_teams_below_their_unit() -> None:
    tree = {node.code: node for node in queries.department_tree()}
    assert len(tree) == 42
    assert [child.code for child in tree["UNIT11"].children] == ["UNIT1101", "UNIT1102"]


def test_the_address_book_lists_everybody_in_service_with_a_phone() -> None:
    User.objects.filter(username="unit05").update(phone="")
    User.objects.filter(username="unit06").update(is_active=False)
    book = queries.contacts()
    assert len(book) == 86
    assert {(line.department, line.role) for line in book if line.name == user("leader1").name} == {("Z00", "leader")}


def test_names_stay_known_after_a_person_has_left() -> None:
    person = user("collector01")
    person.is_active = False
    person.save()
    assert queries.names([person.id, 0]) == {person.id: person.name}


def test_posts_take_few_queries(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(queries.collectors()) == 40

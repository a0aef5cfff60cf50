"""The ground every test stands on: the application's role, in the jurisdiction's schema, rolled back or emptied."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from wangge.basedata.jurisdiction import current, jurisdiction, named
from wangge.organisation.models import Department
from wangge.web.embedded import Urls


def department(code: str) -> Department:
    return Department.objects.create(code=code, name=code, short_name=code, kind="unit", group="bureau")


@pytest.mark.django_db
def test_a_test_works_as_the_applications_role_in_the_jurisdictions_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        assert cursor.fetchone() == ("wangge_app", "j_411328")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_rows_of_one_test_are_gone_in_the_next(turn: int) -> None:
    with transaction.atomic():
        department("A")
    with pytest.raises(IntegrityError), transaction.atomic():
        department("A")
    assert [d.code for d in Department.objects.all()] == ["A"]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_committed_row_is_seen_by_another_connection_and_is_gone_in_the_next_test(committed: Urls, turn: int) -> None:
    with transaction.atomic():
        assert not Department.objects.exists()
        department("A")
    with psycopg.connect(committed.app) as other:
        assert other.execute("SELECT code FROM j_411328.organisation_department").fetchall() == [("A",)]


def test_queries_outside_a_transaction_find_no_tables(committed: Urls) -> None:
    with pytest.raises(Exception, match="organisation_department"):
        Department.objects.exists()


@pytest.mark.django_db
def test_another_jurisdiction_is_not_entered_inside_an_open_transaction() -> None:
    with pytest.raises(RuntimeError, match="411329"), named("411329"):
        department("A")
    with pytest.raises(RuntimeError, match="411329"), jurisdiction("411329"):
        department("A")
    with jurisdiction("411328"), jurisdiction():
        department("A")
    assert current() == "411328"

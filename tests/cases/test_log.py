"""The event log: appended only, ordered without gaps, enough to rebuild every row."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.world import World
from wangge.cases import rebuild, relay
from wangge.cases.models import Case, Event, EventOrder, EventText, InboxRow


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_event SET action = 'x'",
        "DELETE FROM cases_event",
        "TRUNCATE cases_event CASCADE",
        "ALTER TABLE cases_event DISABLE TRIGGER ALL",
        "DROP TABLE cases_event",
    ],
)
def test_the_application_can_only_append_events(world: World, statement: str) -> None:
    world.collector01.report()
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute(statement)
    assert Event.objects.get().action == "report"


def test_no_text_of_a_person_stands_in_an_event(world: World) -> None:
    case = world.operator1.report(
        media_ids=[], description="王大妈家门口", reporter={"name": "王大妈", "phone": "12800001111"}
    )
    event = Event.objects.get(case_no=case["case_no"])
    assert "王大妈" not in str(event.data) + str(event.changes)
    assert len(event.text_hash) == 64
    assert EventText.objects.get(event=event.id).body["description"] == "王大妈家门口"


def walk(world: World) -> list[str]:
    merged = world.collector01.report()
    done = world.closed()
    rework = world.checked(passed=False)
    world.operator1.does(merged, "merge", into=rework["case_no"])
    asked = world.dispatched()
    world.handler("UNIT06").asks(asked, "extension", reason="需采购", hours=8)
    world.dispatcher1.decides(asked, "extension", True)
    world.leader1.does(asked, "supervise", text="尽快", answer_by="2099-01-01T00:00:00+08:00")
    world.handler("UNIT06").does(asked, "answer_supervision", text="正在办")
    return [c["case_no"] for c in (merged, done, rework, asked)]


def test_every_row_can_be_rebuilt_from_its_events(world: World) -> None:
    numbers = walk(world)
    assert [rebuild.differences(Case.objects.get(case_no=n)) for n in numbers] == [[], [], [], []]


def test_a_row_changed_by_hand_is_found_and_mended(world: World) -> None:
    numbers = walk(world)
    Case.objects.filter(case_no=numbers[1]).update(state="filed", rework_times=7)
    found = list(rebuild.rebuild(mend=True))
    assert {(d.case_no, d.field) for d in found} == {(numbers[1], "state"), (numbers[1], "rework_times")}
    assert list(rebuild.rebuild()) == []


def test_an_event_that_lost_its_position_is_found_and_given_to_the_relay_again(world: World) -> None:
    world.dispatched()
    waiting = InboxRow.objects.order_by("id")
    lost = Event.objects.get(pk=waiting[0].event)
    waiting[0].delete()
    found = list(rebuild.rebuild(mend=True))
    assert [(d.case_no, d.field, d.events) for d in found] == [(lost.case_no, "position", f"{lost.seq} {lost.pk}")]
    assert list(rebuild.rebuild()) == []
    relay.order_once()
    assert EventOrder.objects.filter(event=lost.pk).exists()
    assert list(rebuild.rebuild()) == []


def test_the_relay_gives_positions_without_gaps_in_the_order_of_each_case(world: World) -> None:
    walk(world)
    waiting = InboxRow.objects.count()
    assert relay.order_once(limit=5) == 5
    assert relay.order_once() == waiting - 5
    positions = list(EventOrder.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, waiting + 1))
    sequence: dict[int, int] = {}
    for order in EventOrder.objects.order_by("position"):
        event = Event.objects.get(pk=order.event)
        assert event.seq == sequence.get(event.case_id, 0) + 1
        sequence[event.case_id] = event.seq


def test_holding_many_cases_against_the_log_asks_no_more_than_holding_one(world: World) -> None:
    world.closed()
    with CaptureQueriesContext(connection) as one:
        assert list(rebuild.rebuild()) == []
    for _ in range(3):
        world.dispatched(class_code="E0110")
    with CaptureQueriesContext(connection) as many:
        assert list(rebuild.rebuild()) == []
    assert len(many) == len(one)

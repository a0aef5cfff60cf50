"""What happens by the clock."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.world import World
from wangge.cases import sweeps
from wangge.cases.models import Case, TaskRow
from wangge.organisation.models import Leave
from wangge.rules.models import Setting


def test_a_suspension_ends_by_itself_at_its_date(world: World) -> None:
    case = world.dispatched()
    unit = world.handler("UNIT06")
    until = timezone.now() + timedelta(days=10)
    status, _ = unit.asks(case, "suspension", reason="等待配件", until=until.isoformat())
    assert status == 200
    assert world.dispatcher1.decides(case, "suspension", True)[0] == 200
    status, now = world.leader1.decides(case, "suspension", True)
    assert (status, now["state"], now["suspended"]) == (200, "suspended", True)
    assert sweeps.resume_suspended(until - timedelta(minutes=1)) == 0
    assert sweeps.resume_suspended(until + timedelta(minutes=1)) == 1
    _, file = world.leader1.get(f"/cases/{case['case_no']}")
    assert (file["state"], file["suspended"]) == ("dispatched", False)


def test_a_task_nobody_answers_goes_to_another_collector(world: World) -> None:
    case = world.checking()
    first = TaskRow.objects.get(case__case_no=case["case_no"], state="open")
    later = timezone.now() + timedelta(days=2)
    assert sweeps.reassign_unanswered(later) == 1
    second = TaskRow.objects.get(case__case_no=case["case_no"], state="open")
    assert second.collector != first.collector


def test_a_task_of_somebody_on_leave_goes_to_another_at_once(world: World) -> None:
    case = world.checking()
    first = TaskRow.objects.get(case__case_no=case["case_no"], state="open")
    now = timezone.now()
    Leave.objects.create(user_id=first.collector, starts=now - timedelta(hours=1), ends=now + timedelta(days=1))
    assert sweeps.reassign_unanswered(now) == 1


def test_a_late_answer_of_the_former_collector_is_kept_as_a_comment(world: World) -> None:
    case = world.checking()
    former = world.checker(case)
    sweeps.reassign_unanswered(timezone.now() + timedelta(days=2))
    status, answer = former.tries(case, "answer_check", passed=True, media_ids=[former.photo()])
    assert (status, answer["kept_as_comment"], answer["state"]) == (200, True, "checking")
    _, log = world.operator1.get(f"/cases/{case['case_no']}/events")
    assert log[-1]["action"] == "comment"
    assert "已解决" in log[-1]["opinion"]


def test_checks_are_sent_by_themselves_where_the_county_wants_it(world: World) -> None:
    case = world.completed()
    assert sweeps.send_checks(timezone.now()) == 0
    setting = Setting.objects.get(key="auto_send_check")
    setting.value = True
    setting.save()
    assert sweeps.send_checks(timezone.now()) == 1
    assert Case.objects.get(case_no=case["case_no"]).state == "checking"


def test_a_new_holiday_moves_only_deadlines_still_open(world: World) -> None:
    from wangge.rules.models import DayOverride
    from wangge.rules.signals import calendar_changed

    done, waiting = world.completed(), world.dispatched()
    before = {c.case_no: c.deadline for c in Case.objects.all()}
    for n in range(20):
        day = (timezone.now() + timedelta(days=n)).date()
        DayOverride.objects.update_or_create(date=day, defaults={"working": False, "name": "临时放假"})
    calendar_changed.send(sender=DayOverride)
    assert sweeps.move_open_deadlines(timezone.now()) == 1
    after = {c.case_no: c.deadline for c in Case.objects.all()}
    assert after[done["case_no"]] == before[done["case_no"]]
    then, now = before[waiting["case_no"]], after[waiting["case_no"]]
    assert then is not None
    assert now is not None
    assert now > then

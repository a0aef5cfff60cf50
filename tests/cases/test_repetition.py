"""The same id and body again is the same act; another body under it is refused."""

from __future__ import annotations

import uuid

from tests.world import World, at
from wangge.cases.models import Case, Event


def report_body(media: list[str], **changes: object) -> dict[str, object]:
    lon, lat = at(1)
    return {"report_id": str(uuid.uuid4()), "class_code": "E0110", "lon": lon, "lat": lat, "media_ids": media} | changes


def test_a_report_sent_twice_makes_one_case(world: World) -> None:
    body = report_body([world.collector01.photo()])
    first, second = (world.collector01.post("/reports", body) for _ in range(2))
    assert (first[0], second[0]) == (201, 200)
    assert first[1]["case_no"] == second[1]["case_no"]
    assert Case.objects.count() == 1


def test_another_body_under_a_used_report_id_is_refused(world: World) -> None:
    body = report_body([world.collector01.photo()])
    world.collector01.post("/reports", body)
    status, answer = world.collector01.post("/reports", body | {"description": "另一件事"})
    assert (status, answer["code"]) == (409, "id_reused")


def test_another_persons_equal_id_is_another_report(world: World) -> None:
    body = report_body([world.collector01.photo()])
    world.collector01.post("/reports", body)
    status, _ = world.collector02.post("/reports", body | {"media_ids": [world.collector02.photo()]})
    assert (status, Case.objects.count()) == (201, 2)


def test_an_action_sent_twice_is_done_once_and_answers_the_case(world: World) -> None:
    case = world.accepted()
    sent = {"action_id": str(uuid.uuid4()), "version": case["version"]}
    path = f"/cases/{case['case_no']}/actions/file"
    first, second = (world.shiftlead1.post(path, sent) for _ in range(2))
    assert (first[0], second[0], second[1]["state"]) == (200, 200, "filed")
    assert Event.objects.filter(case_no=case["case_no"], action="file").count() == 1


def test_an_answer_sent_twice_stays_an_answer_though_an_earlier_task_was_recalled(world: World) -> None:
    case = world.operator1.report(source="phone")
    for action in ("send_verification", "recall_task", "send_verification"):
        chosen = {} if action == "recall_task" else {"collector": world.collector01.user.pk}
        world.operator1.does(case, action, **chosen)
    sent = {"action_id": str(uuid.uuid4()), "result": "true", "media_ids": [world.collector01.photo()]}
    path = f"/cases/{case['case_no']}/actions/answer_verification"
    first, second = (world.collector01.post(path, sent) for _ in range(2))
    assert [(status, answer["kept_as_comment"]) for status, answer in (first, second)] == [(200, False)] * 2
    assert Event.objects.filter(case_no=case["case_no"], action="comment").count() == 0


def test_an_answer_that_came_too_late_is_kept_once_however_often_it_is_sent(world: World) -> None:
    case = world.operator1.report(source="phone")
    world.operator1.does(case, "send_verification", collector=world.collector01.user.pk)
    world.operator1.does(case, "recall_task")
    sent = {"action_id": str(uuid.uuid4()), "result": "true", "media_ids": [world.collector01.photo()]}
    path = f"/cases/{case['case_no']}/actions/answer_verification"
    answers = [world.collector01.post(path, sent) for _ in range(2)]
    assert [(status, answer["kept_as_comment"]) for status, answer in answers] == [(200, True)] * 2
    assert Event.objects.filter(case_no=case["case_no"], action="comment").count() == 1


def test_another_body_under_a_used_action_id_is_refused(world: World) -> None:
    case = world.accepted()
    sent = {"action_id": str(uuid.uuid4()), "text": "一"}
    path = f"/cases/{case['case_no']}/actions/comment"
    assert world.shiftlead1.post(path, sent)[0] == 200
    status, answer = world.shiftlead1.post(path, sent | {"text": "二"})
    assert (status, answer["code"]) == (409, "id_reused")


def test_the_version_rises_only_with_state_unit_deadline_class_or_place(world: World) -> None:
    case = world.accepted()
    commented = world.shiftlead1.does(case, "comment", text="请核对门牌")
    assert commented["version"] == case["version"]
    assert world.shiftlead1.does(case, "file")["version"] == case["version"] + 1

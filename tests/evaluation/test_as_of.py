"""Counted again later, every figure of an earlier moment comes out as it did then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.evaluation.acting import Story
from tests.world import World
from wangge.cases.models import RequestRow, TaskRow
from wangge.evaluation.evaluate import Asked, evaluate
from wangge.evaluation.shown import shown

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
LATER = datetime(2026, 5, 10, 9, 0, tzinfo=ZONE)
MARCH = (date(2026, 3, 1), date(2026, 3, 31))
ONE_HOUR = timedelta(hours=1)
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


ASKED = [
    *(Asked("area", *MARCH, basis, group_by="all") for basis in ("deadline", "filing", "report", "close")),
    *(Asked(scheme, *MARCH) for scheme in ("unit", "collector", "operator")),
    *(Asked(scheme, *APRIL, "deadline") for scheme in ("unit", "area")),
]


def figures(as_of: datetime, now: datetime) -> list[Any]:
    """All units', cases' and posts' counts, of the month and the next."""
    found = [shown(evaluate(replace(asked, as_of=as_of), now)) for asked in ASKED]
    return [[group for group in told["groups"] if any(group["counts"].values())] for told in found]


class Diary:
    """The figures as they were after each step."""

    def __init__(self) -> None:
        self.known: list[tuple[datetime, list[Any]]] = []

    def note(self, story: Story) -> Story:
        moment = story.now + timedelta(seconds=1)
        self.known.append((moment, figures(moment, moment)))
        return story.after(seconds=2)

    def holds(self) -> None:
        assert self.known
        for moment, then in self.known:
            assert figures(moment, LATER) == then, moment


def walked(story: Story, *steps: Callable[[Story], Any]) -> None:
    diary = Diary()
    diary.note(story)
    for step in steps:
        step(story)
        diary.note(story)
    diary.holds()


def test_a_filing_given_back_and_made_again(world: World) -> None:
    walked(
        Story(world, MONDAY),
        lambda s: s.filed(),
        lambda s: s.after(minutes=5).does("dispatcher1", "return_to_shift_lead", reason="信息不全"),
        lambda s: s.after(days=31).does("shiftlead1", "file"),
    )


def test_a_case_through_two_units_with_rework_and_a_second_look(world: World) -> None:
    def again(story: Story) -> None:
        task = TaskRow.objects.get(case=story.row, kind="recheck")
        checker = world.by_id(task.collector)
        story.does(checker.user.username, "answer_recheck", passed=False, media_ids=[checker.photo()])

    walked(
        Story(world, MONDAY).dispatched(),
        lambda s: s.asks("return"),
        lambda s: s.after(minutes=30).granted("return", "dispatcher1"),
        lambda s: s.goes_to("UNIT07").to_unit(),
        lambda s: s.completed(),
        lambda s: s.checked(passed=False),
        lambda s: s.late().completed(),
        lambda s: s.checked().does("shiftlead1", "close"),
        lambda s: s.asks("appeal").refused("appeal", "dispatcher1", "evaluator1"),
        lambda s: s.after(days=20).does("operator1", "recheck", collector="collector09"),
        again,
    )


def test_a_long_case_with_a_suspension_an_extension_and_a_late_end(world: World) -> None:
    walked(
        Story(world, MONDAY).dispatched(),
        lambda s: s.asks("extension", hours=4).granted("extension", "dispatcher1"),
        lambda s: s.asks("suspension", until=s.now + timedelta(days=20)),
        lambda s: s.after(hours=20).granted("suspension", "dispatcher1", "leader1"),
        lambda s: s.after(days=2).does(s.handler, "resume"),
        lambda s: s.does("leader1", "supervise", text="抓紧", answer_by=s.now + timedelta(hours=1)),
        lambda s: s.after(hours=2).does(s.handler, "answer_supervision", text="马上"),
        lambda s: s.late(),
        lambda s: s.after(days=35).completed(),
        lambda s: s.does("operator1", "reject_disposal", reason="没清完"),
        lambda s: s.completed().checked(),
        lambda s: s.does("shiftlead1", "close"),
        lambda s: s.asks("appeal").granted("appeal", "dispatcher1", "evaluator1"),
    )


def test_a_return_that_is_decided_only_in_the_next_month(world: World) -> None:
    walked(
        Story(world, datetime(2026, 3, 30, 9, 0, tzinfo=ZONE)).dispatched(),
        lambda s: s.asks("return"),
        lambda s: s.after(days=5),
        lambda s: s.granted("return", "dispatcher1"),
        lambda s: s.goes_to("UNIT07").to_unit(),
        lambda s: s.does("dispatcher1", "recall", reason="派错"),
        lambda s: s.asks("void").granted("void", "shiftlead1"),
    )


def test_a_merge_undone_and_made_again(world: World) -> None:
    target = Story(world, MONDAY)
    walked(
        Story(world, MONDAY + timedelta(minutes=1)),
        lambda s: s.does("operator1", "merge", into=target.row.case_no),
        lambda s: s.does("operator1", "unmerge"),
        lambda s: s.does("operator1", "merge", into=target.row.case_no),
        lambda s: target.at(s.now).filed(),
        lambda s: (target.at(s.now + timedelta(minutes=1)).to_unit(), s.after(minutes=2)),
    )


def test_verification_handed_over_and_answered_without_network(world: World) -> None:
    """The collector was out of reach for an hour: what he did counts from then, but nobody knew it before."""

    def answered(story: Story) -> None:
        photo = world.collector03.photo()
        story.does(
            "collector03", "answer_verification", result="true", media_ids=[photo], acted_at=story.now - ONE_HOUR
        )

    walked(
        Story(world, MONDAY, by="operator1", source="phone"),
        lambda s: s.does("operator1", "send_verification", collector="collector02"),
        lambda s: s.after(minutes=5).does("collector02", "hand_over", collector="collector03"),
        lambda s: s.after(hours=2),
        answered,
        lambda s: s.dispatched(),
    )


def test_a_unit_that_worked_without_network(world: World) -> None:
    def disposed(story: Story) -> None:
        photo = world.handler("UNIT06").photo()
        acted = story.now - ONE_HOUR
        story.does(story.handler, "sign", acted_at=acted - timedelta(minutes=1))
        story.does(story.handler, "complete", note="已处理", media_ids=[photo], acted_at=acted)

    walked(Story(world, MONDAY).dispatched(), lambda s: s.after(hours=1, minutes=30), disposed, lambda s: s.checked())


def test_the_request_refused_is_known_from_its_refusal_on(world: World) -> None:
    story = Story(world, MONDAY).dispatched().late().closed().asks("appeal")
    asked = story.now
    story.after(hours=2).refused("appeal", "dispatcher1", "evaluator1")
    assert RequestRow.objects.get(case=story.row).status == "refused"
    for as_of, number in ((asked, 0), (story.now, 1)):
        counts = evaluate(Asked("unit", *MARCH, as_of=as_of), LATER).group("UNIT06").counts
        assert (counts["appealed_no"], counts["appealed_ok"], counts["disposed_late"]) == (number, 0, 1)

"""A past day is played back as it was: what was open at each moment, in which state, and the counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.evaluation.acting import Story
from tests.world import World
from wangge.cases.models import Case
from wangge.cases.queries.today import stage_counts
from wangge.command.days import Window
from wangge.command.queries.as_of import FIELDS, open_at
from wangge.command.queries.playback import playback
from wangge.command.queries.summary import ALL
from wangge.standards.errors import Refused
from wangge.standards.workcalendar import ZONE

START = datetime(2026, 6, 10, tzinfo=ZONE)  # a Wednesday
WHOLE = Window(START, START + timedelta(days=1))
Known = dict[str, dict[str, Any]]


def rows() -> Known:
    """The open cases as they stand in the table now."""
    found = {
        case.case_no: {name: getattr(case, name) for name in FIELDS} for case in Case.objects.filter(ended_at=None)
    }
    return {no: case | {"lon": float(case["lon"]), "lat": float(case["lat"])} for no, case in found.items()}


class Diary:
    """What the centre knew after each step: open cases, and the day's counts so far."""

    def __init__(self) -> None:
        self.pages: list[tuple[datetime, Known, dict[str, int]]] = []

    def note(self, story: Story) -> Story:
        counts = stage_counts(ALL, START, story.now) if story.now >= START else {}
        self.pages.append((story.now, rows(), counts))
        return story.after(seconds=90)


class Player:
    """Plays a day as the page does: the state at its start, changed event by event."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.events = told["events"]
        self.open = {case["case_no"]: {name: case[name] for name in FIELDS} for case in told["open"]}

    def at(self, moment: datetime) -> tuple[Known, dict[str, int]]:
        cases = {no: dict(case) for no, case in self.open.items()}
        counted: dict[str, set[str]] = {}
        for event in self.events:
            if START + timedelta(milliseconds=event["at"]) > moment:
                break
            case = cases.setdefault(event["case_no"], dict.fromkeys(FIELDS))
            case |= event["changed"]
            for figure in event["figures"]:
                counted.setdefault(figure, set()).add(event["case_no"])
        ended = ("closed", "rejected", "voided", "merged", "invalid")
        known = {no: case for no, case in cases.items() if case["state"] not in ended}
        return known, {figure: len(numbers) for figure, numbers in counted.items()}


def before_midnight(world: World) -> Iterator[Story]:
    """Cases of every sort that begin the day before and are open, suspended or ended when it begins."""
    evening = START - timedelta(hours=8)
    yield Story(world, evening).dispatched()
    yield Story(world, evening, column=5).accepted()
    yield Story(world, evening).dispatched().closed()
    yield (
        Story(world, evening)
        .dispatched()
        .asks("suspension", until=START + timedelta(days=9))
        .granted("suspension", "dispatcher1", "leader1")
    )


def acts(world: World, diary: Diary) -> None:
    disposing, accepted, _, suspended = before_midnight(world)
    note = diary.note
    disposing = note(disposing.at(START + timedelta(hours=9)).does(disposing.handler, "sign"))
    disposing = note(disposing.does(disposing.handler, "complete", note="已清理", media_ids=[photo(world)]))
    disposing = note(disposing.checked(passed=False))
    accepted = note(accepted.at(disposing.now).does("shiftlead1", "return_to_operator", reason="类别不对"))
    accepted = note(accepted.accepted(class_code="E0101"))
    accepted = note(accepted.does("shiftlead1", "file"))
    suspended = note(suspended.at(accepted.now).does("dispatcher1", "resume"))
    fresh = note(Story(world, suspended.now, by="collector02", column=6))
    fresh = note(fresh.dispatched())
    fresh = note(fresh.asks("return").granted("return", "dispatcher1"))
    fresh = note(fresh.goes_to("UNIT07").to_unit())
    twin = note(Story(world, fresh.now, by="collector03"))
    twin = note(twin.does("operator1", "merge", into=suspended.row.case_no))
    gone = note(Story(world, twin.now, by="collector03").does("operator1", "refuse", reason="不属实"))
    last = note(Story(world, gone.now).dispatched().closed())
    assert last.row.state == "closed"


def photo(world: World) -> str:
    return world.handler("UNIT06").photo()


@pytest.fixture
def diary(world: World) -> Diary:
    found = Diary()
    acts(world, found)
    return found


def test_at_every_moment_the_playback_shows_what_was_known_then(diary: Diary) -> None:
    player = Player(playback(WHOLE, "", 5000))
    assert len(diary.pages) > 10
    for moment, known, counts in diary.pages:
        played, counted = player.at(moment)
        assert played == known, moment
        assert counted == {figure: n for figure, n in counts.items() if n}, moment


def test_what_was_open_at_a_moment_is_folded_from_the_events_until_then(diary: Diary) -> None:
    for moment, known, _ in diary.pages:
        found = open_at(moment + timedelta(seconds=1))
        assert {no: {name: case[name] for name in FIELDS} for no, case in found.items()} == known, moment


def test_pages_of_any_size_tell_the_same_day(diary: Diary) -> None:
    whole = playback(WHOLE, "", 5000)
    assert whole["next_cursor"] is None
    events, cursor, opened = [], "", []
    while True:
        page = playback(WHOLE, cursor, 7)
        events += page["events"]
        opened.append(page["open"])
        if (cursor := page["next_cursor"] or "") == "":
            break
    assert events == whole["events"]
    assert opened[0] == whole["open"]
    assert set(map(type, opened[1:])) == {type(None)}


def test_a_day_without_anything_begins_and_ends_with_what_was_open(diary: Diary) -> None:
    quiet = Window(START + timedelta(days=1), START + timedelta(days=2))
    told = playback(quiet, "", 5000)
    assert told["events"] == []
    assert {case["case_no"] for case in told["open"]} == set(rows())


def test_an_act_that_reached_the_centre_late_is_played_when_it_arrived(world: World) -> None:
    story = Story(world, START + timedelta(hours=9)).dispatched().after(hours=3)
    done = story.now - timedelta(hours=2)
    story.does(story.handler, "complete", note="已清理", media_ids=[photo(world)], acted_at=done)
    (event,) = [e for e in playback(WHOLE, "", 5000)["events"] if e["action"] == "complete"]
    assert event["at"] == 12 * 3_600_000
    assert event["figures"] == ["completed"]


def test_todays_playback_ends_now_and_tomorrow_cannot_be_played(world: World) -> None:
    case = world.dispatched()
    _, told = world.leader1.get("/command/summary")
    status, day = world.leader1.get("/command/playback", day=told["day"])
    assert status == 200
    assert [e["action"] for e in day["events"]] == ["report", "accept", "file", "dispatch"]
    assert {e["case_no"] for e in day["events"]} == {case["case_no"]}
    tomorrow = datetime.fromisoformat(told["day"]).date() + timedelta(days=1)
    assert world.leader1.get("/command/playback", day=tomorrow.isoformat())[1]["code"] == "bad_day"


def test_a_cursor_of_something_else_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        playback(WHOLE, "bm9uc2Vuc2U=", 10)
    assert refused.value.code == "bad_cursor"

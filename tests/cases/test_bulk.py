"""Cases written in bulk stand in the tables exactly as if each act had been written on its own."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models, transaction

from tests.world import World
from wangge.cases import attachments, keys, store
from wangge.cases import models as m
from wangge.cases.actions.classing import classing, place
from wangge.cases.bulk import Act, BulkWriter, CaseNumbers, Citizen, History, ReportedAs
from wangge.cases.rules_now import RulesNow, rules_now
from wangge.cases.words import search_words
from wangge.evidence.attach import take
from wangge.evidence.models import Media
from wangge.organisation.models import Post
from wangge.standards.lifecycle.decide import decide, decide_entry
from wangge.standards.lifecycle.values import Actor, CaseFile, Command

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TABLES: tuple[type[models.Model], ...] = (
    m.Person,
    m.Case,
    m.Event,
    m.EventText,
    m.ClockRow,
    m.ClockMove,
    m.StepRow,
    m.RequestRow,
    m.TaskRow,
    m.SupervisionRow,
    m.CaseMedia,
    m.ReportKey,
)


class Story:
    """Acts on one case, ten minutes apart."""

    def __init__(self, rules: RulesNow, now: datetime) -> None:
        self.rules, self.now = rules, now
        self.file: CaseFile | None = None
        self.acts: list[Act] = []

    def does(self, action: str, actor: Actor, photos: tuple[Media, ...] = (), said: str = "", **body: Any) -> None:
        self.now += timedelta(minutes=10)
        roles = ("near", "far") if self.file is None else ("after", "other")
        command = Command(
            action=action,
            actor=actor,
            now=self.now,
            new_id=uuid.uuid4(),
            body=body,
            acted_at=self.now - timedelta(seconds=40) if actor.role in ("collector", "unit") else None,
            photos=roles[: len(photos)],
        )
        old = self.file
        decision = decide_entry(command, self.rules) if old is None else decide(old, command, self.rules)
        written = store.Written({"note": said}, tuple(p.id for p in photos), "terminal", "import")
        self.acts.append(Act(decision, written, roles[: len(photos)]))
        self.file = decision.case

    @property
    def last_request(self) -> uuid.UUID:
        assert self.file is not None
        return self.file.requests[-1].id


def actor(role: str, unit: str | None = None) -> Actor:
    posts = Post.objects.filter(role=role, **({"department_id": unit} if unit else {}))
    post = posts.order_by("id")[0]
    return Actor(role, post.user_id, post.pk, unit, unit, post.user.name)


def photo(user: int | None) -> Media:
    assert user is not None
    return Media.objects.create(uploader_id=user, sha256="0" * 64, size=1, mime="image/jpeg", kind="photo")


def reported(rules: RulesNow, numbers: CaseNumbers, who: Actor, now: datetime, **more: Any) -> Story:
    story = Story(rules, now)
    code = "E0104"
    values = classing(rules.book, code, rules.book.rules_of(code)[0].condition_id) | place(112.8405, 32.6805)
    story.does("report", who, (photo(who.user),), "路边堆放垃圾", case_no=numbers.take(now), **values, **more)
    return story


def solved_after_rework(rules: RulesNow, numbers: CaseNumbers) -> History:
    """A collector's report: extension, supervision, a failed check, rework, closing."""
    collector, operator, unit = actor("collector"), actor("operator"), actor("unit", "UNIT06")
    story = reported(rules, numbers, collector, START, source="collector", photo_by_staff=True)
    story.does("accept", operator)
    story.does("file", actor("shift_lead"))
    story.does("dispatch", actor("dispatcher"), lead_unit="UNIT06", assisting_units=["UNIT07"])
    story.does("sign", unit)
    story.does("supervise", actor("leader"), text="请尽快处理", answer_by=START + timedelta(days=1))
    story.does("answer_supervision", unit, text="正在处理")
    story.does("request_extension", unit, reason="需要吊车", hours=Decimal(8))
    story.does("decide_extension", actor("dispatcher"), request=story.last_request, granted=True)
    story.does("complete", unit, (photo(unit.user),), "已清理", note="已清理")
    for passed in (False, True):
        other = Actor("collector", Post.objects.filter(role="collector").order_by("id")[5].user_id, 6)
        story.does("send_check", operator, collector=other.user, blind="drawn")
        story.does("answer_check", other, (photo(other.user), photo(other.user)), passed=passed)
        if not passed:
            story.does("complete", unit, (photo(unit.user),), "重新清理", note="重新清理")
    story.does("close", actor("shift_lead"), closing_condition="清理干净")
    key = ReportedAs(collector.user or 0, uuid.uuid4(), "f" * 64)
    return History(tuple(story.acts), "路边堆放垃圾", "文峰路12号", reported_as=key)


def phoned_and_refused(rules: RulesNow, numbers: CaseNumbers) -> History:
    operator = actor("operator")
    story = reported(rules, numbers, operator, START - timedelta(hours=1), source="phone", person=uuid.uuid4())
    collector = actor("collector")
    story.does("send_verification", operator, collector=collector.user)
    story.does("answer_verification", collector, result="not_found")
    story.does("refuse", operator, (), "现场未找到", reason="现场未找到")
    return History(tuple(story.acts), "井盖响", "新华路", Citizen("王先生", "12800000001", True))


def one_by_one(histories: list[History], rules: RulesNow) -> None:
    for history in histories:
        first = history.acts[0].decision.case
        if history.citizen:
            told = history.citizen
            m.Person.objects.create(id=first.person, name=told.name, phone=told.phone, contact_ok=told.contact_ok)
        row = m.Case(description=history.description, address=history.address)
        old: CaseFile | None = None
        for act in history.acts:
            event = store.write(row, old, act.decision, act.written)
            refs = take(act.decision.command.actor.user or 0, act.written.media)
            taken = attachments.Taken(tuple(zip(refs, act.roles, strict=True)))
            attachments.attach(row, event, taken, "report" if old is None else act.decision.command.action)
            old = act.decision.case
        search_words(row, rules.book)
        if key := history.reported_as:
            keys.remember_report(key.user, key.report_id, key.body_hash, row)


def in_bulk(histories: list[History], rules: RulesNow) -> None:
    writer = BulkWriter(rules.book, chance=random.Random(1), chunk=1)
    for history in histories:
        writer.add(history)
    writer.finish()
    assert (writer.cases, writer.events) == (2, sum(len(h.acts) for h in histories))


def tables() -> dict[str, list[dict[str, Any]]]:
    """Contents without what is made anew at each writing: row ids, event ids, salts; texts stand with their event."""
    numbers = dict(m.Case.objects.values_list("id", "case_no"))
    seqs = {e: (no, seq) for e, no, seq in m.Event.objects.values_list("id", "case_no", "seq")}
    found = {}
    for model in TABLES:
        own = {"salt", "text_hash"} if model in (m.Event, m.EventText) else set()
        own |= {"id"} if isinstance(model._meta.pk, models.AutoField) or model is m.Event else set()
        rows = [{k: v for k, v in row.items() if k not in own} for row in model._default_manager.values()]
        for row in rows:
            row.update({"case_id": numbers[row["case_id"]]} if "case_id" in row else {})
            row.update({"event": seqs[row["event"]]} if "event" in row else {})
        found[model.__name__] = sorted(rows, key=lambda row: str(sorted(row.items(), key=lambda kv: kv[0])))
    return found


@pytest.fixture
def kept_apart() -> Callable[[Callable[[], None]], dict[str, Any]]:
    """Runs a writer, answers the tables' contents, and takes everything back."""

    def run(write: Callable[[], None]) -> dict[str, Any]:
        with transaction.atomic():
            write()
            found = tables()
            transaction.set_rollback(True)
        return found

    return run


@pytest.fixture
def histories(world: World) -> list[History]:
    rules, numbers = rules_now(), CaseNumbers()
    return [solved_after_rework(rules, numbers), phoned_and_refused(rules, numbers)]


def test_bulk_writes_the_same_contents_as_act_by_act(histories: list[History], kept_apart: Any) -> None:
    rules = rules_now()
    slow = kept_apart(lambda: one_by_one(histories, rules))
    quick = kept_apart(lambda: in_bulk(histories, rules))
    assert all(slow.values()), "each table has something to compare"
    for name, rows in slow.items():
        assert quick[name] == rows, name


def test_positions_run_with_the_time_at_which_events_were_received(histories: list[History]) -> None:
    in_bulk(histories, rules_now())
    order = list(m.EventOrder.objects.order_by("position").values_list("position", "event"))
    assert [position for position, _ in order] == list(range(1, len(order) + 1))
    times = dict(m.Event.objects.values_list("id", "received_at"))
    moments = [times[event] for _, event in order]
    assert len(moments) == len(times)
    assert moments == sorted(moments)
    assert not m.InboxRow.objects.exists()


def test_events_that_wait_for_the_relay_get_no_second_position(world: World, histories: list[History]) -> None:
    world.collector01.report()
    waiting = set(m.InboxRow.objects.values_list("event", flat=True))
    in_bulk(histories, rules_now())
    assert waiting
    assert not m.EventOrder.objects.filter(event__in=waiting).exists()


def test_case_numbers_go_on_where_the_day_stands(world: World) -> None:
    numbers = CaseNumbers()
    first = [numbers.take(START) for _ in range(3)]
    other = numbers.take(START + timedelta(days=1))
    numbers.save()
    again = CaseNumbers()
    assert first == ["41132826030200001", "41132826030200002", "41132826030200003"]
    assert (other, again.take(START)) == ("41132826030300001", "41132826030200004")


def test_words_of_a_case_written_in_bulk_are_found(histories: list[History]) -> None:
    in_bulk(histories, rules_now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_no FROM cases_case WHERE words @@ to_tsquery('simple', '垃圾')")
        assert [row[0] for row in cursor.fetchall()] == [histories[0].acts[0].decision.case.case_no]

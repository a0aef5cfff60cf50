"""The county's main jobs on this machine: simulate 90 days, lists, one case's acts, a month's scores, an import."""

from __future__ import annotations

import csv
import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks._county import county

ZONE = ZoneInfo("Asia/Shanghai")
DAYS, A_DAY, ROWS, TURNS = 90, 150, 5000, 30


def main() -> None:
    with county():
        simulated()
        lists()
        acts()
        scores()
        imported()


def tell(name: str, **figures: Any) -> None:
    print(json.dumps({"name": name, **figures}), flush=True)


def timed(job: Callable[[], object], turns: int = TURNS) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, after one turn that is not counted."""
    job()
    spent = []
    for _ in range(turns):
        began = time.perf_counter()
        job()
        spent.append(1000 * (time.perf_counter() - began))
    spent.sort()
    return {"p50_ms": round(statistics.median(spent), 2), "p95_ms": round(spent[int(turns * 0.95) - 1], 2)}


def simulated() -> None:
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.demo.simulation.run import Plan, simulate

    began = time.perf_counter()
    with jurisdiction():
        result = simulate(Plan(timezone.now(), DAYS, A_DAY, 1))
    tell("simulate", cases=result.cases, events=result.events, seconds=round(time.perf_counter() - began, 1))


def lists() -> None:
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.cases.queries.listing import Asked, page
    from wangge.cases.queries.lists import Asker
    from wangge.cases.queries.shown import show_all
    from wangge.cases.rules_now import rules_now
    from wangge.cases.visibility import Sight

    sight, who = Sight(everything=True, people=True), Asker(1, "operator")

    def listed(**asked: Any) -> None:
        with jurisdiction():
            now = timezone.now()
            rows, _ = page(Asked(**asked), sight, who, now)
            show_all(rows, sight, 1, rules_now().book, now)

    for name, asked in {
        "newest": {},
        "todo": {"list": "todo", "sort": "left"},
        "unit": {"unit": "UNIT06"},
        "class": {"class_code": "E01"},
        "words": {"q": "垃圾"},
        "late": {"overdue": True},
    }.items():
        tell("list_of_50", by=name, **timed(lambda asked=asked: listed(**asked)))  # type: ignore[misc]


def acts() -> None:
    """One case from its report to its dispatch, each act in a transaction of its own, committed."""
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.cases.acting import standing
    from wangge.cases.actions.catalogue import verb
    from wangge.cases.actions.perform import Act, perform
    from wangge.cases.actions.report import ReportIn, Reporting, report
    from wangge.organisation.auth import acting_as
    from wangge.organisation.models import User
    from wangge.rules.rulebook import rulebook

    def does(case_no: str, username: str, action: str, **body: Any) -> None:
        with jurisdiction():
            found = standing(acting_as(User.objects.get(username=username)))
            parsed = verb(action).body.model_validate(body)
            perform(Act(case_no, action, parsed, found.actor, found.sight, timezone.now()))

    def four_acts() -> None:
        with jurisdiction():
            operator = standing(acting_as(User.objects.get(username="operator1")))
            condition = rulebook().rules_of("E0110")[0].condition_id
            told = {"report_id": uuid.uuid4(), "class_code": "E0110", "lon": 112.84, "lat": 32.68, "source": "phone"}
            body = ReportIn.model_validate(told)
            row, _ = report(Reporting(body, operator.actor, timezone.now()))
        does(row.case_no, "operator1", "accept", class_code="E0110", condition_id=condition)
        does(row.case_no, "shiftlead1", "file")
        does(row.case_no, "dispatcher1", "dispatch", lead_unit="UNIT06")

    tell("report_accept_file_dispatch", **timed(four_acts))


def scores() -> None:
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.evaluation.evaluate import Asked, evaluate
    from wangge.evaluation.shown import shown

    now = timezone.now().astimezone(ZONE)
    last = now.date().replace(day=1) - timedelta(days=1)

    def month(scheme: str) -> None:
        with jurisdiction():
            shown(evaluate(Asked(scheme, last.replace(day=1), last), now))

    for scheme in ("unit", "area", "collector"):
        tell("evaluate_a_month", scheme=scheme, **timed(lambda scheme=scheme: month(scheme), turns=5))  # type: ignore[misc]


def imported() -> None:
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.cases.importing import import_cases

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        _legacy(path)
        began = time.perf_counter()
        with jurisdiction():
            found = import_cases(path)
    spent = time.perf_counter() - began
    tell("import_cases", rows=found.imported, refused=len(found.refused), rows_a_second=round(found.imported / spent))


def _legacy(path: Path) -> None:
    from wangge.cases.importing.record import REQUIRED

    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, REQUIRED, restval="")
        table.writeheader()
        table.writerows(_row(n) for n in range(ROWS))


def _row(n: int) -> dict[str, object]:
    """A closed case of early 2022."""
    at = datetime(2022, 1, 1, 8, tzinfo=ZONE) + timedelta(minutes=7 * n)
    steps = {"reported_at": 0, "accepted_at": 5, "filed_at": 10, "dispatched_at": 15, "completed_at": 200}
    steps |= {"check_sent_at": 210, "checked_at": 240, "closed_at": 260, "deadline": 255}
    moments = {name: (at + timedelta(minutes=minutes)).isoformat() for name, minutes in steps.items()}
    fixed = {"source": "collector", "kind": "event", "class_code": "E0110", "lon": 112.84, "lat": 32.68}
    told = {"address": "建设路", "description": "垃圾", "unit_code": f"UNIT{n % 38 + 1:02}", "limit": 4}
    ended = {"limit_unit": "work_hour", "check_passed": "true", "state": "closed", "rework_times": 0}
    return {"report_id": f"OLD-{n}", **moments, **fixed, **told, **ended}

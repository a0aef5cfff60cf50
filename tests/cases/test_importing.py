"""`wangge import cases`: good rows come in, bad ones are named with their line and reason, a second run changes nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.world import World, at
from wangge.cases import rebuild
from wangge.cases.importing import Summary, import_cases
from wangge.cases.importing.record import OPTIONAL, REQUIRED
from wangge.cases.models import Case, ClockMove, Event, EventOrder, StepRow
from wangge.standards.errors import Refused

LON, LAT = at(0)
CLOSED: dict[str, Any] = {
    "report_id": "XC-0001",
    "source": "collector",
    "self_disposed": "false",
    "kind": "event",
    "class_code": "E0110",
    "lon": LON,
    "lat": LAT,
    "address": "建设路5号",
    "description": "垃圾",
    "collector": "collector01",
    "reported_at": "2022-01-10T08:00:00+08:00",
    "accepted_at": "2022-01-10T08:10:00+08:00",
    "filed_at": "2022-01-10T08:20:00+08:00",
    "dispatched_at": "2022-01-10T08:30:00+08:00",
    "unit_code": "UNIT06",
    "limit": "4",
    "limit_unit": "work_hour",
    "deadline": "2022-01-10T14:30:00+08:00",
    "completed_at": "2022-01-10T11:00:00+08:00",
    "check_sent_at": "2022-01-10T11:10:00+08:00",
    "checked_at": "2022-01-10T11:40:00+08:00",
    "check_passed": "true",
    "closed_at": "2022-01-10T12:00:00+08:00",
    "state": "closed",
    "rework_times": "0",
    "extensions": "0",
}
MOMENTS = [k for k in CLOSED if k.endswith("_at")]


def row(**changes: Any) -> dict[str, Any]:
    return {**CLOSED, **changes}


def open_row(**changes: Any) -> dict[str, Any]:
    later = ("completed_at", "check_sent_at", "checked_at", "check_passed", "closed_at")
    return row(**dict.fromkeys(later, ""), state="disposing", **changes)


def write(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    table = csv.DictWriter(text, [*REQUIRED, *OPTIONAL], restval="")
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.fixture
def bring(tmp_path: Path, world: World) -> Any:
    def run(*rows: dict[str, Any], encoding: str = "utf-8") -> Summary:
        return import_cases(write(tmp_path / "cases.csv", list(rows), encoding))

    return run


def test_a_finished_record_stands_as_a_closed_case_with_its_own_times(bring: Any) -> None:
    assert bring(CLOSED).imported == 1
    case = Case.objects.get()
    assert (case.state, case.lead_unit, case.origin) == ("closed", "UNIT06", "import")
    assert {m: getattr(case, m).isoformat() for m in ("reported_at", "completed_at", "closed_at", "deadline")} == {
        "reported_at": "2022-01-10T00:00:00+00:00",
        "completed_at": "2022-01-10T03:00:00+00:00",
        "closed_at": "2022-01-10T04:00:00+00:00",
        "deadline": "2022-01-10T06:30:00+00:00",
    }
    assert case.case_no.startswith("411328220110")
    assert rebuild.differences(case) == []
    assert EventOrder.objects.count() == Event.objects.count()


def test_a_second_run_of_the_same_file_changes_nothing(bring: Any) -> None:
    bring(CLOSED, open_row(report_id="XC-0002"))
    before = list(Case.objects.values().order_by("id"))
    again = bring(CLOSED, open_row(report_id="XC-0002"))
    assert (again.imported, again.unchanged, again.refused) == (0, 2, [])
    assert list(Case.objects.values().order_by("id")) == before


def test_another_content_under_an_imported_number_is_refused(bring: Any) -> None:
    bring(CLOSED)
    again = bring(row(description="别的事"))
    assert [(line, why) for line, _, why in again.refused] == [(2, "同一 report_id 已导入过另一份内容，原记录未改变")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"completed_at": "2022-01-10T08:00:00+08:00"}, "处置完成时间"),
        ({"state": "filed"}, "状态为"),
        ({"reported_at": ""}, "缺少上报时间"),
        ({"reported_at": "yesterday"}, "reported_at 列"),
        ({"class_code": "E9999"}, "class_code"),
        ({"kind": "component"}, "kind"),
        ({"unit_code": "UNIT99"}, "没有责任单位"),
        ({"unit_code": ""}, "缺少责任单位"),
        ({"lon": "112.5", "lat": "32.5"}, "不在本县"),
        ({"lat": ""}, "只有一个"),
        ({"limit_unit": ""}, "只有一个"),
        ({"limit_unit": "fortnight"}, "时限单位"),
        ({"rework_times": "many"}, "rework_times"),
        ({"check_passed": "false"}, "未通过却已结案"),
        ({"self_disposed": "true"}, "自行处置"),
        ({"voided_at": "2022-01-11T08:00:00+08:00"}, "voided_at"),
        ({"deadline": "2022-01-09T08:00:00+08:00"}, "早于派遣时间"),
        ({"merged_into": "XC-9", "state": "merged", "closed_at": ""}, "merged_into"),
        ({"report_id": ""}, "report_id"),
    ],
)
def test_a_row_that_contradicts_itself_is_named_and_the_rest_comes_in(
    bring: Any, changes: dict[str, Any], reason: str
) -> None:
    found = bring(row(report_id="XC-0000"), row(**changes), row(report_id="XC-0002"))
    assert (found.read, found.imported) == (3, 2)
    [(line, _, why)] = found.refused
    assert line == 3
    assert reason in why


@pytest.mark.parametrize("missing", [m for m in MOMENTS if m not in ("reported_at", "closed_at")])
def test_a_missing_moment_is_no_contradiction(bring: Any, missing: str) -> None:
    assert bring(row(**{missing: ""})).refused == []
    assert Case.objects.get().state == "closed"


def test_an_act_whose_moment_is_unknown_is_neither_in_time_nor_late(bring: Any) -> None:
    bring(row(accepted_at=""))
    assert StepRow.objects.get(code="accept").in_time is None
    assert StepRow.objects.get(code="close").in_time is True


def test_a_record_that_knows_almost_nothing_comes_in(bring: Any) -> None:
    known = {"report_id": "A1", "class_code": "E0110", "reported_at": "2009-05-04T09:00:00", "state": "filed"}
    assert bring(known).refused == []
    case = Case.objects.get()
    assert (case.state, case.lon, case.grid, case.deadline) == ("filed", None, None, None)


def test_rework_extension_and_suspension_are_counted_and_the_deadline_is_the_legacy_one(bring: Any) -> None:
    suspended = {"suspended_from": "2022-01-10T09:00:00+08:00", "suspended_until": "2022-01-10T10:00:00+08:00"}
    bring(row(rework_times="2", extensions="1", **suspended))
    case = Case.objects.get()
    assert (case.rework_times, case.extensions) == (2, 1)
    assert {m.deadline.isoformat() for m in ClockMove.objects.all()} == {"2022-01-10T06:30:00+00:00"}
    assert rebuild.differences(case) == []


@pytest.mark.parametrize("state", ["dispatched", "disposing", "suspended", "filed", "accepted", "reported"])
def test_open_records_end_in_their_state(bring: Any, state: str) -> None:
    changes: dict[str, Any] = {"state": state}
    if state in ("filed", "accepted", "reported"):
        changes |= {"dispatched_at": "", "unit_code": "", "deadline": ""}
    if state in ("accepted", "reported"):
        changes["filed_at"] = ""
    if state == "reported":
        changes["accepted_at"] = ""
    if state == "suspended":
        changes |= {"suspended_from": "2022-01-10T09:00:00+08:00"}
    assert bring(open_row() | changes).refused == []
    assert Case.objects.get().state == state


def test_voided_rejected_merged_and_self_disposed_records_come_in(bring: Any) -> None:
    bare = dict.fromkeys(MOMENTS, "") | {
        "unit_code": "",
        "deadline": "",
        "check_passed": "",
        "limit": "",
        "limit_unit": "",
    }
    first = {"reported_at": CLOSED["reported_at"]}
    found = bring(
        CLOSED,
        row(**bare | first, report_id="R", state="rejected", refused_at="2022-01-10T09:00:00+08:00"),
        row(**bare | first, report_id="M", state="merged", merged_into="XC-0001"),
        row(**bare | first, report_id="S", self_disposed="true", source="self_disposed", state="closed"),
        open_row(report_id="V") | {"state": "voided", "voided_at": "2022-01-12T08:00:00+08:00"},
    )
    assert found.refused == []
    states = list(Case.objects.order_by("id").values_list("state", flat=True))
    assert states == ["closed", "rejected", "merged", "closed", "voided"]


def test_a_file_of_a_chinese_spreadsheet_is_read(bring: Any) -> None:
    assert bring(CLOSED, encoding="gb18030").imported == 1
    assert Case.objects.get().address == "建设路5号"


def broken(tmp_path: Path, *lines: str) -> Summary:
    """The header, three good rows R1 to R3 and the given lines in their midst, as they stand."""
    good = [t for t in write(tmp_path / "x", [row(report_id=f"R{n}") for n in (1, 2, 3)]).read_text().splitlines() if t]
    path = tmp_path / "cases.csv"
    path.write_text("\n".join([*good[:2], *lines, *good[2:]]) + "\n")
    return import_cases(path)


def line_of(report_id: str = "BAD", **changes: Any) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([row(report_id=report_id, **changes).get(name, "") for name in [*REQUIRED, *OPTIONAL]])
    return text.getvalue().strip()


def test_a_quote_that_nothing_closes_costs_its_own_row_only(tmp_path: Path, world: World) -> None:
    found = broken(tmp_path, line_of().replace("建设路5号", '"建设路5号'))
    assert (found.read, found.imported) == (4, 3)
    assert found.refused == [(3, "BAD", "引号在本行打开后没有结束（内容里的引号要写成两个）")]


def test_a_quote_open_across_a_good_quoted_row_is_named_where_it_opens(tmp_path: Path, world: World) -> None:
    quoted = line_of("OK", address="建设路5号，靠近,河堤", description='写着"禁止倾倒"\n的牌子旁')
    found = broken(tmp_path, line_of().replace("建设路5号", '"建设路5号'), line_of("FINE"), quoted, line_of("LAST"))
    assert (found.imported, [(line, rid) for line, rid, _ in found.refused]) == (6, [(3, "BAD")])
    assert all("引号" in why and why.isascii() is False for _, _, why in found.refused)
    assert Case.objects.filter(description='写着"禁止倾倒"\n的牌子旁').count() == 1


def test_text_after_a_closed_quote_and_two_open_quotes_are_refused_in_words(tmp_path: Path, world: World) -> None:
    after = line_of("A").replace("建设路5号", '"建设路"5号')
    first, second = (line_of(n).replace("建设路5号", '"建设路5号') for n in "BC")
    found = broken(tmp_path, after, first, line_of("D"), second)
    assert [(line, rid) for line, rid, _ in found.refused] == [(3, "A"), (4, "B"), (6, "C")]
    assert found.imported == 4


def test_a_row_with_too_few_or_too_many_cells_is_said_to_be_so(tmp_path: Path, world: World) -> None:
    found = broken(tmp_path, "SHORT,collector,false,event", line_of("LONG") + ",more")
    assert [(line, rid, why[:4]) for line, rid, why in found.refused] == [
        (3, "SHORT", "缺少列："),
        (4, "LONG", "多出列："),
    ]
    assert "class_code" in found.refused[0][2]


def test_what_has_not_happened_yet_is_refused_and_what_is_due_is_not(bring: Any) -> None:
    soon = (timezone.now() + timedelta(hours=1)).isoformat()
    found = bring(
        *(row(report_id=m, **{m: soon, "closed_at": soon}) for m in ("closed_at", "checked_at")),
        open_row(report_id="reported_at", reported_at=soon),
        open_row(report_id="suspended", suspended_from=soon),
        open_row(report_id="due", deadline=soon),
    )
    assert [(rid, "在将来" in why) for _, rid, why in found.refused] == [
        ("closed_at", True),
        ("checked_at", True),
        ("reported_at", True),
        ("suspended", True),
    ]
    assert found.imported == 1


def test_a_time_without_zone_is_local_and_the_summary_says_so(bring: Any) -> None:
    found = bring(CLOSED, row(report_id="LOCAL", closed_at="2022-01-10 12:00:00"))
    assert (found.imported, found.zoneless) == (2, 1)
    assert Case.objects.values_list("closed_at", flat=True).distinct().count() == 1


def test_collectors_whom_the_county_does_not_know_are_told(bring: Any) -> None:
    """Legacy files name people who left long ago: their cases come in, and the summary says whose they are."""
    found = bring(CLOSED, row(report_id="A", collector="nobody99"), row(report_id="B", collector="nobody99"))
    assert (found.imported, found.refused, found.strangers) == (3, [], {"nobody99": 2})


def test_names_in_the_header_may_have_blanks_around_them_but_stand_once(tmp_path: Path, world: World) -> None:
    path = write(tmp_path / "cases.csv", [CLOSED])
    path.write_text(path.read_text().replace("report_id,source", " report_id , source"))
    assert import_cases(path).imported == 1
    path.write_text(path.read_text().replace("signed_at", "state"))
    with pytest.raises(Refused, match="bad_header"):
        import_cases(path)


def test_a_file_with_another_header_brings_nothing(tmp_path: Path, world: World) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(Refused, match="bad_header"):
        import_cases(path)
    path.write_text(",".join(REQUIRED) + ',colour\n"unterminated')
    with pytest.raises(Refused, match="bad_header"):
        import_cases(path)
    with pytest.raises(Refused, match="file_unreadable"):
        import_cases(tmp_path / "absent.csv")
    assert Case.objects.count() == 0

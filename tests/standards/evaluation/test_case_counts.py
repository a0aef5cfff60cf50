"""Counts of intakes: areas, sources and the collectors who report and patrol."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.standards.evaluation.world import at, scope
from wangge.standards.evaluation.case_counts import count_cases, count_reporters
from wangge.standards.evaluation.facts import CaseFact
from wangge.standards.evaluation.scope import Basis

BY_FILING = scope(basis=Basis.FILING)


def case(case_no: str = "1", **fields: Any) -> CaseFact:
    plain = CaseFact(case_no, "411328001002001", source="collector", collector="wang", reported_at=at(5))
    return replace(plain, **{"filed_at": at(5)} | fields)


def counts(*facts: CaseFact) -> dict[str, int]:
    return {code: n for code, n in count_cases(facts, BY_FILING, "all")["all"].counts.items() if n}


def test_a_filed_report_is_valid() -> None:
    assert counts(case()) == {"reported": 1, "valid_reported": 1, "filed": 1, "grid_filed": 1}


def test_a_report_nobody_filed_is_only_reported() -> None:
    assert counts(case(filed_at=None)) == {"reported": 1}
    assert counts(case(filed_at=None, refused=True)) == {"reported": 1, "refused": 1}


def test_a_report_merged_into_a_filed_one_is_valid_but_not_filed() -> None:
    assert counts(case(filed_at=None, merged_valid=True)) == {"reported": 1, "valid_reported": 1}


def test_an_approved_self_disposal_is_valid_and_nothing_else() -> None:
    assert counts(case(filed_at=None, self_disposed=True)) == {"reported": 1, "valid_reported": 1, "self_disposed": 1}


def test_a_voided_case_was_filed() -> None:
    assert counts(case(voided=True))["voided"] == counts(case(voided=True))["filed"] == 1


def test_citizens_reports_that_were_filed_are_public_valid() -> None:
    sources = ("phone", "web", "wechat", "collector", "leader", "video")
    facts = [case(str(n), source=source, collector="") for n, source in enumerate(sources)]
    assert counts(*facts)["public_valid"] == 3
    assert "public_valid" not in counts(case(source="phone", filed_at=None))


def test_reported_in_one_month_and_filed_in_the_next() -> None:
    across = case(reported_at=at(31, 23), filed_at=at(1, 8, of=2))
    january, february = (count_cases([across], scope(n, Basis.FILING), "all")["all"].counts for n in (1, 2))
    assert (january["reported"], january["filed"]) == (1, 0)
    assert (february["reported"], february["filed"]) == (0, 1)
    by_report = count_cases([across], scope(1, Basis.REPORT), "all")["all"].counts
    assert (by_report["reported"], by_report["filed"]) == (1, 1)


def test_a_miss_is_charged_to_the_patroller_and_not_to_the_reporter() -> None:
    facts = [
        case("1", source="phone", collector="", patrols=("wang", "li"), missed_by=("wang",)),
        case("2", collector="li", patrols=("wang", "li")),
    ]
    by_person = count_reporters(facts, BY_FILING)
    assert by_person["wang"].counts["missed"] == 1
    assert by_person["wang"].cases("missed") == ["1"]
    assert by_person["wang"].counts["grid_filed"] == by_person["li"].counts["grid_filed"] == 2
    assert (by_person["wang"].counts["reported"], by_person["li"].counts["reported"]) == (0, 1)
    assert by_person["li"].counts["missed"] == 0


def test_a_reporter_outside_his_grid_has_the_report_but_not_the_grids_case() -> None:
    by_person = count_reporters([case(collector="zhao", patrols=("wang",))], BY_FILING)
    assert (by_person["zhao"].counts["filed"], by_person["zhao"].counts["grid_filed"]) == (1, 0)
    assert (by_person["wang"].counts["filed"], by_person["wang"].counts["grid_filed"]) == (0, 1)

"""Counts of intakes: of areas, classes and sources, and of the collectors who report and patrol.

Reports count in the period of their report. What is filed counts in the period of its filing, by the basis `report`
in that of its report.
"""

from __future__ import annotations

from collections.abc import Iterable

from wangge.standards.evaluation.codes import CASE_COUNTS
from wangge.standards.evaluation.facts import CaseFact
from wangge.standards.evaluation.groups import NONE, grouping
from wangge.standards.evaluation.scope import Basis, Scope
from wangge.standards.evaluation.tally import Codes, Flags, Tally

CITIZEN = frozenset({"phone", "web", "wechat"})


def count_cases(facts: Iterable[CaseFact], scope: Scope, group_by: str = "street") -> Tally:
    key, flags = grouping(group_by), Flags()
    for fact in facts:
        codes = report_flags(fact, scope) | filing_flags(fact, scope)
        if codes:
            flags.add(key(fact) or NONE, fact.case_no, codes)
    return flags.tally(CASE_COUNTS)


def count_reporters(facts: Iterable[CaseFact], scope: Scope) -> Tally:
    """Per collector: what he reported; `grid_filed` and `missed` are of his duty grid, whoever reported it."""
    flags = Flags()
    for fact in facts:
        filed = filing_flags(fact, scope)
        codes = report_flags(fact, scope) | (filed - {"grid_filed", "missed", "filed_intime"})
        if fact.collector and codes:
            flags.add(fact.collector, fact.case_no, codes)
        if filed:
            _add_patrols(flags, fact)
    return flags.tally(CASE_COUNTS)


def _add_patrols(flags: Flags, fact: CaseFact) -> None:
    for collector in fact.patrols:
        flags.add(collector, fact.case_no, frozenset({"grid_filed"}))
    for collector in fact.missed_by:
        flags.add(collector, fact.case_no, frozenset({"grid_filed", "missed"}))


def report_flags(fact: CaseFact, scope: Scope) -> Codes:
    if not scope.period.contains(fact.reported_at):
        return frozenset()
    codes = ["reported"]
    if fact.filed_at is not None or fact.merged_valid or fact.self_disposed:
        codes.append("valid_reported")
    if fact.self_disposed:
        codes.append("self_disposed")
    if fact.refused:
        codes.append("refused")
    return frozenset(codes)


def filing_flags(fact: CaseFact, scope: Scope) -> Codes:
    at = fact.reported_at if scope.basis is Basis.REPORT else fact.filed_at
    if fact.filed_at is None or not scope.period.contains(at):
        return frozenset()
    codes = ["filed", "grid_filed"]
    if fact.filed_intime:
        codes.append("filed_intime")
    if fact.voided:
        codes.append("voided")
    if fact.missed_by:
        codes.append("missed")
    if fact.source in CITIZEN:
        codes.append("public_valid")
    return frozenset(codes)

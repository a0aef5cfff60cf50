"""Rates as data: what is divided by what. A denominator of 0 has no rate ("—"): never 0, never 100."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wangge.standards.evaluation.scope import FileRate, Settings

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rate:
    """Numerator and denominator are sums of counts; a code with a leading "-" is taken off ("-voided")."""

    code: str
    name: str
    num: tuple[str, ...]
    den: tuple[str, ...]

    def of(self, counts: Counts) -> Ratio:
        return Ratio(_sum(self.num, counts), _sum(self.den, counts))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate of one group, as counted: nothing is held in 0..1 here (items of a scheme hold their share, and say so).

    Every rate is a share of the cases or acts of its denominator; only 立案率 compares two flows where a period counts
    by filing (filed in it over reported in it) and may pass 1 when last month's reports are filed.
    """

    num: int
    den: int

    @property
    def exact(self) -> Fraction | None:
        return Fraction(self.num, self.den) if self.den > 0 else None

    @property
    def value(self) -> Decimal | None:
        exact = self.exact
        return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def _sum(codes: Iterable[str], counts: Counts) -> int:
    return sum(-counts.get(code[1:], 0) if code.startswith("-") else counts.get(code, 0) for code in codes)


def _rate(code: str, name: str, num: str, den: str) -> Rate:
    return Rate(code, name, (num,), (den,))


_RATES = (
    _rate("dispose_rate", "处置率", "disposed", "dispose_due"),
    _rate("dispose_intime_rate", "按期处置率", "disposed_intime", "dispose_due"),
    _rate("close_rate", "结案率", "closed", "close_due"),
    _rate("close_intime_rate", "按期结案率", "closed_intime", "close_due"),
    _rate("urgent_close_rate", "紧急案件结案率", "urgent_closed", "urgent_close_due"),
    _rate("rework_rate", "返工率", "rework_due", "close_due"),
    _rate("extension_rate", "延期率", "extended_due", "dispose_due"),
    _rate("late_open_rate", "超期未处置率", "open_late", "dispose_due"),
    _rate("late_rate", "超期处置率", "disposed_late", "dispose_due"),
    _rate("file_rate", "立案率", "filed", "reported"),
    _rate("valid_rate", "有效上报率", "valid_reported", "reported"),
    _rate("missed_rate", "漏报率", "missed", "grid_filed"),
    _rate("public_rate", "公众举报率", "public_valid", "filed"),
    _rate("dispatch_intime_rate", "按时派遣率", "dispatched_intime", "dispatched"),
    _rate("dispatch_right_rate", "派遣准确率", "dispatched_right", "dispatched"),
    _rate("file_intime_rate", "按时立案率", "filed_intime", "filed"),
    Rate("file_right_rate", "立案准确率", ("filed", "-voided"), ("filed",)),
    _rate("verify_intime_rate", "按时核实率", "verified_intime", "verify_sent"),
    _rate("check_intime_rate", "按时核查率", "checked_intime", "check_sent"),
    _rate("verify_send_rate", "按时发核实率", "verify_sent_intime", "verify_needed"),
    _rate("check_send_rate", "按时发核查率", "check_sent_intime", "check_needed"),
    _rate("close_step_rate", "按时结案率（岗位）", "close_step_intime", "closed"),
)
RATES: dict[str, Rate] = {rate.code: rate for rate in _RATES}

_FILE_RATES: dict[FileRate, Rate] = {
    FileRate.REPORTED: RATES["file_rate"],
    FileRate.WITH_SELF_DISPOSED: Rate("file_rate", "立案率", ("filed", "self_disposed"), ("reported",)),
    FileRate.WITHOUT_SELF_DISPOSED: Rate("file_rate", "立案率", ("filed",), ("reported", "-self_disposed")),
}


def rate_table(settings: Settings, own: Iterable[Rate] = ()) -> dict[str, Rate]:
    """Every rate under these settings; `own` ones of a scheme are added or take a standard one's place."""
    chosen = {
        "rework_rate": _rate("rework_rate", "返工率", "rework_due", settings.rework_over),
        "file_rate": _FILE_RATES[settings.file_rate],
    }
    return RATES | chosen | {rate.code: rate for rate in own}


def all_rates(counts: Counts, table: Mapping[str, Rate]) -> dict[str, Ratio]:
    """The rates of one group; only those whose counts this kind of group has."""
    return {
        code: rate.of(counts) for code, rate in table.items() if all(_bare(c) in counts for c in rate.num + rate.den)
    }


def _bare(code: str) -> str:
    return code.removeprefix("-")

"""Every rate's numerator and denominator, and the settings that choose them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wangge.standards.evaluation.codes import COUNTS
from wangge.standards.evaluation.rates import RATES, Rate, all_rates, rate_table
from wangge.standards.evaluation.scope import FileRate, Settings

PAGE = """
dispose_rate disposed/dispose_due · dispose_intime_rate disposed_intime/dispose_due · close_rate closed/close_due
close_intime_rate closed_intime/close_due · rework_rate rework_due/close_due · extension_rate extended_due/dispose_due
late_open_rate open_late/dispose_due · late_rate disposed_late/dispose_due · file_rate filed/reported
valid_rate valid_reported/reported · missed_rate missed/grid_filed · public_rate public_valid/filed
dispatch_intime_rate dispatched_intime/dispatched · dispatch_right_rate dispatched_right/dispatched
file_intime_rate filed_intime/filed · verify_intime_rate verified_intime/verify_sent
check_intime_rate checked_intime/check_sent · verify_send_rate verify_sent_intime/verify_needed
check_send_rate check_sent_intime/check_needed · close_step_rate close_step_intime/closed
"""


def page() -> list[tuple[str, str, str]]:
    pairs = [entry.split() for line in PAGE.strip().splitlines() for entry in line.split("·")]
    return [(code, *formula.split("/")) for code, formula in pairs]  # type: ignore[misc]


@pytest.mark.parametrize(("code", "num", "den"), page())
def test_a_rate_divides_what_the_page_says(code: str, num: str, den: str) -> None:
    ratio = RATES[code].of({num: 3, den: 4})
    assert (ratio.num, ratio.den, ratio.value) == (3, 4, Decimal("0.75"))


def test_filing_right_is_what_was_not_voided() -> None:
    assert RATES["file_right_rate"].of({"filed": 10, "voided": 1}).value == Decimal("0.9")


def test_a_denominator_of_nothing_has_no_rate() -> None:
    assert all(rate.of({}).value is None for rate in RATES.values())


def test_rates_are_made_of_known_counts() -> None:
    used = {code.removeprefix("-") for rate in RATES.values() for code in rate.num + rate.den}
    assert used <= COUNTS.keys()


@pytest.mark.parametrize(("over", "value"), [("close_due", "0.1"), ("disposed", "0.125"), ("dispose_due", "0.2")])
def test_rework_may_be_measured_against_what_was_disposed(over: str, value: str) -> None:
    table = rate_table(Settings(rework_over=over))
    counts = {"rework_due": 1, "close_due": 10, "disposed": 8, "dispose_due": 5}
    assert table["rework_rate"].of(counts).value == Decimal(value)


@pytest.mark.parametrize(
    ("how", "num", "den"),
    [
        (FileRate.REPORTED, 60, 100),
        (FileRate.WITH_SELF_DISPOSED, 80, 100),
        (FileRate.WITHOUT_SELF_DISPOSED, 60, 80),
    ],
)
def test_the_filing_rate_has_three_forms(how: FileRate, num: int, den: int) -> None:
    ratio = rate_table(Settings(file_rate=how))["file_rate"].of({"filed": 60, "reported": 100, "self_disposed": 20})
    assert (ratio.num, ratio.den) == (num, den)


def test_a_scheme_may_bring_a_rate_of_its_own() -> None:
    own = Rate("reopen_rate", "复发率", ("reopened",), ("closed",))
    assert rate_table(Settings(), [own])["reopen_rate"].of({"reopened": 1, "closed": 4}).value == Decimal("0.25")


def test_only_rates_of_counts_that_are_there_are_given() -> None:
    found = all_rates({"accepted": 5, "verify_needed": 0, "verify_sent_intime": 0}, RATES)
    assert list(found) == ["verify_send_rate"]
    assert found["verify_send_rate"].value is None

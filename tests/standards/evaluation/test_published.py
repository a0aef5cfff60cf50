"""Published monthly figures, reproduced from records made to their numbers (domain page numbers, mission)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from wangge.standards.evaluation.case_counts import count_cases
from wangge.standards.evaluation.counts import Facts, count
from wangge.standards.evaluation.facts import CaseFact, UnitFact
from wangge.standards.evaluation.grades import percent
from wangge.standards.evaluation.period import ZONE, Period, month
from wangge.standards.evaluation.rates import RATES, Rate, rate_table
from wangge.standards.evaluation.scope import Basis, FileRate, Scope, Settings


def shown(rate: Rate, counts: dict[str, int]) -> str:
    value = rate.of(counts).value
    assert value is not None
    return percent(value)


def xuchang() -> Iterator[UnitFact]:
    """14,577 due in January 2022: 12,418 closed, 10,775 of them in time, 2,159 late and open (some since 2021)."""
    due = datetime(2022, 1, 20, 18, tzinfo=ZONE)
    for n in range(14_577):
        filed, unit = due - timedelta(days=3), f"U{n % 38}"
        done = None if n < 2_159 else due + timedelta(hours=-1 if n >= 2_159 + 12_418 - 10_775 else 5)
        closed, state = (None, "disposing") if done is None else (done + timedelta(hours=2), "closed")
        deadline = due - timedelta(days=40) if n < 300 else due
        yield UnitFact(
            str(n), unit, filed_at=filed, deadline=deadline, completed_at=done, closed_at=closed, state=state
        )


def test_xuchang_january_2022() -> None:
    period = month(2022, 1)
    scope = Scope(period, period.end + timedelta(days=3))
    noise = [UnitFact("next", "U1", deadline=period.end + timedelta(days=5), state="disposing")]
    found = count(Facts(units=[*xuchang(), *noise]), scope, "unit")
    total = {code: sum(group.counts[code] for group in found.values()) for code in found["U0"].counts}
    assert (total["close_due"], total["dispose_due"], total["open_late"]) == (14_577, 14_577, 2_159)
    assert total["carried_late"] == 300
    assert shown(RATES["close_rate"], total) == "85.19 %"
    assert shown(RATES["close_intime_rate"], total) == "73.92 %"
    assert sum(len(group.cases("open_late")) for group in found.values()) == 2_159


def test_fuzhou_may_2015() -> None:
    """36,314 received, 33,928 filed: 33,869 of collectors, 59 of the public; 15,580 self-disposed besides."""
    at = datetime(2015, 5, 12, 9, tzinfo=ZONE)
    filed = [CaseFact(str(n), source="collector", reported_at=at, filed_at=at) for n in range(33_869)]
    public = [CaseFact(f"p{n}", source="phone", reported_at=at, filed_at=at) for n in range(59)]
    rest = [CaseFact(f"r{n}", reported_at=at, refused=True) for n in range(36_314 - 33_928)]
    selfs = [CaseFact(f"s{n}", reported_at=at, self_disposed=True) for n in range(15_580)]
    scope = Scope(month(2015, 5), month(2015, 5).end, Basis.REPORT)
    counts = count_cases(filed + public + rest + selfs, scope, "all")["all"].counts
    assert (counts["reported"] - counts["self_disposed"], counts["filed"]) == (36_314, 33_928)
    assert (counts["public_valid"], counts["valid_reported"]) == (59, 33_928 + 15_580)
    rate = rate_table(Settings(file_rate=FileRate.WITHOUT_SELF_DISPOSED))["file_rate"]
    assert shown(rate, counts) == "93.43 %"


@pytest.mark.parametrize(("year", "closed"), [(2019, 7_702), (2020, 9_582), (2021, 9_955)])
def test_the_countys_closing_rates(year: int, closed: int) -> None:
    """Of 10,000 cases due that were filed in the year, as of 31 December; self-disposals are no case of a unit."""
    filed = datetime(year, 6, 1, 9, tzinfo=ZONE)
    due = filed + timedelta(days=2)
    done = [
        UnitFact(str(n), "A", filed_at=filed, deadline=due, completed_at=due, closed_at=due, state="closed")
        for n in range(closed)
    ]
    late = [UnitFact(f"l{n}", "A", filed_at=filed, deadline=due, state="disposing") for n in range(10_000 - closed)]
    whole = Period(filed.date().replace(month=1, day=1), filed.date().replace(month=12, day=31))
    selfs = [CaseFact(f"s{n}", reported_at=filed, self_disposed=True) for n in range(500)]
    facts = Facts(units=done + late, cases=selfs)
    counts = count(facts, Scope(whole, whole.end, Basis.FILING), "all")["all"].counts
    assert (counts["close_due"], counts["self_disposed"]) == (10_000, 500)
    assert shown(RATES["close_rate"], counts) == f"{closed / 100:.2f} %"


def test_the_countys_problems_found_since_the_start() -> None:
    """Found = filed + approved self-disposals; solved = closed (self-disposals are closed by their approval)."""
    since = Period(datetime(2018, 5, 1, tzinfo=ZONE).date(), datetime(2021, 12, 31, tzinfo=ZONE).date())
    at = datetime(2020, 3, 3, 9, tzinfo=ZONE)
    units = [UnitFact(str(n), "A", filed_at=at, closed_at=at if n < 1_098 else None) for n in range(1_242)]
    cases = [CaseFact(str(n), reported_at=at, filed_at=at) for n in range(1_242)]
    selfs = [CaseFact(f"s{n}", reported_at=at, self_disposed=True) for n in range(300)]
    counts = count(Facts(units, cases + selfs), Scope(since, since.end, Basis.FILING), "all")["all"].counts
    assert (counts["filed"] + counts["self_disposed"], counts["closed"] + counts["self_disposed"]) == (1_542, 1_398)

"""The result of counting: for every group and count code the case numbers behind it; the count is how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Codes = frozenset[str]


@dataclass(slots=True)
class Group:
    """One group's cases by count code, in the order of the facts. A case may stand twice where times are counted."""

    codes: tuple[str, ...]
    behind: dict[str, list[str]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Every code of this kind of group, 0 where nothing was counted."""
        return {code: len(self.behind.get(code, ())) for code in self.codes}

    def cases(self, code: str) -> list[str]:
        """The case numbers behind a count, each once."""
        return list(dict.fromkeys(self.behind.get(code, ())))

    def add(self, code: str, case_no: str, times: int = 1) -> None:
        self.behind.setdefault(code, []).extend([case_no] * times)

    def take_off(self, code: str, case_nos: Iterable[str]) -> None:
        less = set(case_nos)
        self.behind[code] = [no for no in self.behind.get(code, ()) if no not in less]

    def times(self, code: str) -> Counter[str]:
        """How often each case stands behind a count; the sum is the count."""
        return Counter(self.behind.get(code, ()))


Tally = dict[str, Group]


class Flags:
    """Flags per group and case: a case counts once in a group, with the flags of all its rows there (any over units)."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[str, Codes]] = {}

    def add(self, key: str, case_no: str, codes: Codes) -> None:
        cases = self._groups.setdefault(key, {})
        known = cases.get(case_no)
        cases[case_no] = codes if known is None else known | codes

    def tally(self, codes: Iterable[str]) -> Tally:
        order = tuple(codes)
        return {key: Group(order, _behind(cases)) for key, cases in self._groups.items()}


def _behind(cases: Mapping[str, Codes]) -> dict[str, list[str]]:
    behind: dict[str, list[str]] = {}
    for case_no, codes in cases.items():
        for code in codes:
            behind.setdefault(code, []).append(case_no)
    return behind


def merged(over: Tally, under: Tally, believed: Iterable[str]) -> Tally:
    """Both tallies in one; the codes `believed` are taken from `over` alone, also where it counted nothing."""
    own = tuple(believed)
    return {key: _merged_group(over.get(key), under.get(key), own) for key in over | under}


def _merged_group(over: Group | None, under: Group | None, own: tuple[str, ...]) -> Group:
    group = Group(own, dict(over.behind) if over else {})
    if under:
        group.codes = tuple(dict.fromkeys(own + under.codes))
        group.behind |= {code: cases for code, cases in under.behind.items() if code not in own}
    return group

"""UUID version 7 by RFC 9562."""

from __future__ import annotations

import time
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from wangge.standards.ids import uuid7

moments = st.integers(0, 2**48 - 1)
tails = st.binary(min_size=10, max_size=10)


def test_the_example_of_the_rfc() -> None:
    tail = bytes.fromhex("0CC3 18C4 DC0C 0C07 398F")
    assert uuid7(0x017F22E279B0, tail) == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(moment=moments, tail=tails)
def test_version_variant_moment_and_chance_stand_where_they_belong(moment: int, tail: bytes) -> None:
    found = uuid7(moment, tail)
    assert (found.version, found.variant) == (7, RFC_4122)
    assert found.int >> 80 == moment
    assert found.bytes[9:] == tail[3:]


@given(moment=st.integers(0, 2**48 - 2), tails=st.tuples(tails, tails))
def test_ids_sort_by_time(moment: int, tails: tuple[bytes, bytes]) -> None:
    earlier, later = uuid7(moment, tails[0]), uuid7(moment + 1, tails[1])
    assert earlier < later
    assert str(earlier) < str(later)


def test_an_id_is_of_now_and_unlike_any_other() -> None:
    before = time.time_ns() // 1_000_000
    found = [uuid7() for _ in range(1000)]
    after = time.time_ns() // 1_000_000
    assert len(set(found)) == 1000
    assert all(before <= f.int >> 80 <= after for f in found)

"""Whatever bytes come, the answer is a media row or a refusal, never a crash."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.evidence.conftest import FILM, PHONE, exif, photo
from wangge.evidence import pictures
from wangge.evidence.exif import degrees
from wangge.evidence.sniff import sniff
from wangge.standards.errors import Refused

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")
GOOD = [photo(exif=exif(**PHONE)), photo(form="PNG"), photo(form="WEBP"), FILM]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=12))
def test_damaged_files_are_read_or_refused(content: bytes, damage: list[tuple[int, int]]) -> None:
    spoilt = bytearray(content)
    for place, value in damage:
        spoilt[place % len(spoilt)] = value
    look(bytes(spoilt))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([b"", *(g[:16] for g in GOOD), b"OggS", b"\x1a\x45\xdf\xa3"]), st.binary(max_size=300))
def test_noise_behind_a_right_beginning_is_read_or_refused(start: bytes, noise: bytes) -> None:
    look(start + noise)


def look(content: bytes) -> None:
    file = io.BytesIO(content)
    with contextlib.suppress(Refused):
        if sniff(file).kind == "photo":
            found = pictures.inspect(file)
            assert found.width * found.height > 0


def test_a_photo_with_broken_exif_is_still_a_photo() -> None:
    content = photo(exif=exif(**PHONE))
    start = content.index(b"Exif\0\0") + 10
    spoilt = content[:start] + b"\xff" * 40 + content[start + 40 :]
    assert pictures.inspect(io.BytesIO(spoilt)).exif.captured_at is None


def test_degrees_out_of_range_are_no_place() -> None:
    assert degrees([200.0, 0.0, 0.0], "E", 180) is None
    assert degrees([112.0, 50.0], "E", 180) is None
    assert str(degrees([32.0, 40.0, 48.0], "S", 90)) == "-32.6800000"


def test_text_in_exif_is_fit_for_the_database() -> None:
    odd = exif(main={0x010E: "a\0b", 0x013B: "x" * 5000})
    tags = pictures.inspect(io.BytesIO(photo(exif=odd))).exif.tags
    assert "\0" not in str(tags)
    assert len(tags["Artist"]) <= 300


def test_every_thumbnail_of_a_palette_picture_is_rgb() -> None:
    out = io.BytesIO()
    Image.new("P", (300, 200)).save(out, "PNG", transparency=0)
    small = pictures.small(io.BytesIO(out.getvalue()), 160)
    assert (small.mode, small.size) == ("RGB", (160, 107))

"""How big things may be. Bodies are counted while they arrive and never held in memory whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from wangge.evidence.models import MediaKind
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused

MB = 2**20
SETTINGS = {MediaKind.PHOTO: "photo_max_mb", MediaKind.AUDIO: "audio_max_mb", MediaKind.VIDEO: "video_max_mb"}
FORM_FIELDS = 1 * MB
# A picture is decoded to at most four bytes a pixel: 200 MB.
MOST_PIXELS = 50_000_000


def largest_mb(kind: str) -> int:
    """The county's limit for a kind of media, in MB."""
    return int(rulebook().setting(SETTINGS[MediaKind(kind)]))


def largest_of_all_mb() -> int:
    return max(largest_mb(kind) for kind in MediaKind)


def check_size(kind: str, size: int) -> None:
    """Raises Refused `too_large` (413)."""
    limit = largest_mb(kind)
    if size > limit * MB:
        label = MediaKind(kind).label
        raise Refused("too_large", f"{label}太大", f"{label}不能超过 {limit} MB，请压缩或重拍后再传。", status=413)


class SizeLimitHandler(FileUploadHandler):
    """Stops reading a multipart body once it is bigger than anything that could be accepted.

    Raises RequestDataTooBig, which the API answers with 413.
    """

    chunk_size = 64 * 2**10

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.seen = self.most = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self.most = largest_of_all_mb() * MB + FORM_FIELDS
        self.count(content_length)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.count(len(raw_data))
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def count(self, number: int) -> None:
        self.seen += number
        if self.seen > self.most:
            raise RequestDataTooBig("upload too large")

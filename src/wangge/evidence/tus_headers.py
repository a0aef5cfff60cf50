"""What a tus client says in headers: the upload's metadata, a piece's checksum."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pydantic

from wangge.evidence.receive import Claims
from wangge.standards.errors import Refused

CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}


class Wish(Claims):
    """The upload's metadata. Only where `sha256` is sent can a repeated upload be told before its bytes come."""

    media_id: UUID | None = None
    filename: str = pydantic.Field("", max_length=200)


@dataclass(frozen=True, slots=True)
class Checksum:
    algorithm: str
    value: bytes


def wish_of(header: str) -> Wish:
    """`Upload-Metadata`: comma-separated `key base64`. Raises Refused `invalid_metadata` (422)."""
    try:
        return Wish.model_validate({key: text for key, text in metadata(header) if key in Wish.model_fields})
    except (pydantic.ValidationError, binascii.Error, UnicodeDecodeError) as error:
        raise Refused("invalid_metadata", "上传说明有误", f"Upload-Metadata 无法识别：{where(error)}。") from error


def metadata(header: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        yield key, base64.b64decode(value, validate=True).decode().replace("\0", "")


def where(error: Exception) -> str:
    if isinstance(error, pydantic.ValidationError):
        return "、".join(".".join(map(str, e["loc"])) for e in error.errors())
    return "不是 base64"


def checksum_of(header: str | None) -> Checksum | None:
    """`Upload-Checksum: sha256 base64`. Raises Refused `bad_checksum` (400)."""
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    try:
        if algorithm in CHECKSUMS:
            return Checksum(algorithm, base64.b64decode(value, validate=True))
    except binascii.Error:
        pass
    raise Refused("bad_checksum", "校验和写法不对", "只支持 sha1 和 sha256，值为 base64。", status=400)

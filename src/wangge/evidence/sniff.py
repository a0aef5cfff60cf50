"""What a file is, told by its bytes; its name and its sender's word count for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wangge.standards.errors import Refused

HEAD = 64
WEBM_TRACKS_WITHIN = 256 * 1024
MOST_BOXES = 2000


@dataclass(frozen=True, slots=True)
class Type:
    """kind: photo | audio | video; `ending` is the file name's, without the dot."""

    kind: str
    mime: str
    ending: str


JPEG = Type("photo", "image/jpeg", "jpg")
PNG = Type("photo", "image/png", "png")
WEBP = Type("photo", "image/webp", "webp")
MP4 = Type("video", "video/mp4", "mp4")
MOV = Type("video", "video/quicktime", "mov")
WEBM = Type("video", "video/webm", "webm")
M4A = Type("audio", "audio/mp4", "m4a")
AAC = Type("audio", "audio/aac", "aac")
WEBA = Type("audio", "audio/webm", "weba")
OGG = Type("audio", "audio/ogg", "ogg")
BY_MIME = {t.mime: t for t in (JPEG, PNG, WEBP, MP4, MOV, WEBM, M4A, AAC, WEBA, OGG)}
HEIF_BRANDS = {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif", b"avis"}
HOLDING_BOXES = {b"moov", b"trak", b"mdia"}


def sniff(file: BinaryIO, filename: str = "") -> Type:
    """The type of a seekable file, left at its start. Raises Refused `not_media`, `heic` (415), `empty_file` (422)."""
    file.seek(0)
    head = file.read(HEAD)
    found = recognise(head, file)
    file.seek(0)
    if found:
        return found
    shown = f"“{filename[:60]}”" if filename else "这个文件"
    if not head:
        raise Refused("empty_file", "文件是空的", f"{shown}没有内容，没有保存。")
    if is_heif(head):
        raise Refused("heic", "不支持 HEIC/AVIF 照片", "请在相机设置中改为“兼容性最佳”（JPEG）后重拍。", status=415)
    text = f"{shown}的内容不是 JPEG、PNG、WebP 照片，也不是 MP4、WebM、M4A、AAC、OGG 音视频，没有保存。"
    raise Refused("not_media", "不是照片、录音或录像", text, status=415)


def recognise(head: bytes, file: BinaryIO) -> Type | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return recognise_sound_or_film(head, file)


def recognise_sound_or_film(head: bytes, file: BinaryIO) -> Type | None:
    if head[4:8] == b"ftyp":
        return None if is_heif(head) else of_mp4(head, file)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return of_webm(file)
    if head.startswith(b"OggS") and (b"OpusHead" in head or b"\x01vorbis" in head):
        return OGG
    if head[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return AAC
    return None


def is_heif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS


def of_mp4(head: bytes, file: BinaryIO) -> Type | None:
    """By its tracks: film if one of them is, sound if only such; None without any."""
    handlers = set(mp4_handlers(file))
    if b"vide" in handlers:
        return MOV if head[8:12] == b"qt  " else MP4
    return M4A if b"soun" in handlers else None


def mp4_handlers(file: BinaryIO) -> Iterator[bytes]:
    """The `hdlr` types inside moov; a broken box ends the search."""
    file.seek(0, 2)
    end, position = file.tell(), 0
    for _ in range(MOST_BOXES):
        file.seek(position)
        header = file.read(16)
        if len(header) < 8:
            return
        size, name = int.from_bytes(header[:4], "big"), header[4:8]
        begin = 8
        if size == 1:
            size, begin = int.from_bytes(header[8:16], "big"), 16
        size = size or end - position
        if size < begin:
            return
        if name == b"hdlr":
            file.seek(position + begin + 8)
            yield file.read(4)
        position += begin if name in HOLDING_BOXES else size


def of_webm(file: BinaryIO) -> Type | None:
    file.seek(0)
    start = file.read(WEBM_TRACKS_WITHIN)
    if b"webm" not in start[:HEAD] and b"matroska" not in start[:HEAD]:
        return None
    if any(codec in start for codec in (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4/ISO/AVC")):
        return WEBM
    return WEBA if any(codec in start for codec in (b"A_OPUS", b"A_VORBIS")) else None

"""Files as HTTP answers: whole, in part (Range), or not again (ETag)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from wangge.standards.errors import Refused

CHUNK = 256 * 1024
# A stored file is shown, never run: no scripts, no guessing of types, no shared caches.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=600",
    "Accept-Ranges": "bytes",
}


def send(request: HttpRequest, path: Path, *, mime: str, etag: str, filename: str) -> HttpResponseBase:
    """`path` as the answer to `request`. Raises Refused `file_missing` (500) and `bad_range` (416)."""
    if not path.exists():
        raise Refused("file_missing", "文件不见了", "存储中没有这个文件，请联系管理员。", status=500)
    tag = f'"{etag}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return dressed(HttpResponse(status=304), tag)
    size = path.stat().st_size
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    response = part(path, asked, size, mime) if asked.startswith("bytes=") else whole(path, size, mime)
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return dressed(response, tag)


def dressed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response[name] = value
    response["ETag"] = tag
    return response


def whole(path: Path, size: int, mime: str) -> HttpResponseBase:
    return stream(path, 0, size, mime, 200)


def part(path: Path, asked: str, size: int, mime: str) -> HttpResponseBase:
    """One range; several at once are answered with the whole file, as HTTP allows."""
    if "," in asked:
        return whole(path, size, mime)
    first, last = bounds(asked, size)
    response = stream(path, first, last + 1, mime, 206)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def stream(path: Path, first: int, end: int, mime: str, status: int) -> HttpResponseBase:
    """The file is opened when the first byte is asked for, which for HEAD is never."""
    response = StreamingHttpResponse(slices(path, first, end), status=status, content_type=mime)
    response["Content-Length"] = str(end - first)
    return response


def bounds(asked: str, size: int) -> tuple[int, int]:
    """First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`."""
    found = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", asked)
    first, last = found.groups() if found else ("", "")
    if first:
        begin, end = int(first), min(int(last or size), size - 1)
    else:
        begin, end = max(size - int(last or 0), 0), size - 1
    if begin > end:
        raise Refused("bad_range", "没有这一段", f"文件共 {size} 字节。", status=416)
    return begin, end


def slices(path: Path, first: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while first < end and (chunk := file.read(min(CHUNK, end - first))):
            first += len(chunk)
            yield chunk

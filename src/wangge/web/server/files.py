"""The built front ends: /desk, /field, /screen, the first page, and their assets."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wangge.web.server.answers import answer, redirect
from wangge.web.server.types import Headers, Scope, Send, header

WEB = Path(__file__).resolve().parent.parent
APPS = ("desk", "field", "screen", "start")
IMMUTABLE, ASK = b"public, max-age=31536000, immutable", b"no-cache"
POLICY = (
    b"default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    b"worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
SAFE: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"content-security-policy", POLICY),
]
Statics = Callable[[str], str | None]
HASHED = re.compile(r"-[\w-]{8}\.")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


def dist() -> Path:
    """In the wheel beside this package; in a checkout where Vite puts it."""
    packaged = WEB / "dist"
    return packaged if packaged.is_dir() else WEB.parents[2] / "frontend" / "dist"


def built_pages() -> list[str]:
    """Those of APPS that this build has."""
    return [app for app in APPS if (dist() / app / "index.html").is_file()]


@dataclass(frozen=True, slots=True)
class File:
    body: bytes
    packed: bytes | None
    headers: Headers
    tag: str


class Files:
    """`older`: folders of earlier builds' assets, still asked for by pages that were open during an update.

    `first`: the app that / opens. `statics` finds a file of Django's applications (/static/…), or answers None.
    """

    def __init__(
        self, root: Path, older: Sequence[Path] = (), *, first: str = "desk", statics: Statics = lambda _: None
    ) -> None:
        self.root, self.older, self.first, self.statics = root, older, first, statics
        self.cache: dict[Path, File] = {}

    async def serve(self, scope: Scope, send: Send) -> bool:
        """False when the path is none of ours."""
        path: str = scope["path"]
        if path == "/" and self.first != "start":
            await redirect(send, f"/{self.first}/")
        elif path.strip("/") in APPS and not path.endswith("/"):
            await redirect(send, path + "/")
        elif found := self.find(path):
            await self._send(scope, send, found)
        else:
            return False
        return True

    def find(self, path: str) -> Path | None:
        """The file of a URL path: an asset, an app's own file, or the app's index.html for a deep link."""
        parts = ["start", "index.html"] if path == "/" else path.strip("/").split("/")
        if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts):
            return None
        if parts[0] == "static":
            found = self.statics("/".join(parts[1:]))
            return Path(found) if found else None
        for folder in (self.root, *(self.older if parts[0] == "assets" else ())):
            if (candidate := folder.joinpath(*parts)).is_file():
                return candidate
        index = self.root / parts[0] / "index.html"
        return index if parts[0] in APPS and "." not in parts[-1] and index.is_file() else None

    async def _send(self, scope: Scope, send: Send, path: Path) -> None:
        file = self.cache.get(path) or self._read(path)
        if header(scope, b"if-none-match") == file.tag:
            await answer(send, 304, file.headers)
        elif file.packed and "gzip" in header(scope, b"accept-encoding"):
            body = b"" if scope["method"] == "HEAD" else file.packed
            await answer(send, 200, [*file.headers, (b"content-encoding", b"gzip")], body)
        else:
            await answer(send, 200, file.headers, b"" if scope["method"] == "HEAD" else file.body)

    def _read(self, path: Path) -> File:
        body = path.read_bytes()
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        packed = gzip.compress(body, 6) if text and len(body) > 1000 else None
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        cached = IMMUTABLE if path.parent.name == "assets" and HASHED.search(path.name) else ASK
        headers = [
            (b"content-type", (f"{kind}; charset=utf-8" if text else kind).encode()),
            (b"cache-control", cached),
            (b"etag", tag.encode()),
            (b"vary", b"accept-encoding"),
            *SAFE,
        ]
        self.cache[path] = file = File(body, packed, headers, tag)
        return file

"""A WSGI environ (PEP 3333) out of an ASGI scope."""

from __future__ import annotations

import sys
from typing import IO, Any
from wsgiref.util import FileWrapper

from wangge.web.server.types import Scope

HEAD_OF_ITS_OWN = "/api/v1/uploads/"  # tus asks by HEAD how much has come; there is nothing to GET


def build(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    """HEAD becomes GET where the application knows only that (the server drops the body); a chunked body gets its true
    length."""
    client, server = scope.get("client") or ("", 0), scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": _method(scope),
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    _add_headers(environ, scope)
    environ["CONTENT_LENGTH"] = str(length)
    return environ


def _method(scope: Scope) -> str:
    asked = str(scope["method"])
    return "GET" if asked == "HEAD" and not scope["path"].startswith(HEAD_OF_ITS_OWN) else asked


def _add_headers(environ: dict[str, Any], scope: Scope) -> None:
    """A name with an underscore would be taken for the one with a hyphen, so it is left out."""
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper()
        if "_" in name or name in {"TRANSFER-ENCODING", "CONTENT-LENGTH"}:
            continue
        key = "CONTENT_TYPE" if name == "CONTENT-TYPE" else "HTTP_" + name.replace("-", "_")
        text = value.decode("latin-1")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = environ[key] + joint + text if key in environ else text

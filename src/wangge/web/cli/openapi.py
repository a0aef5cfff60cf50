"""Print the API's OpenAPI document, from which the front end's types are made."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace

help = "输出接口的 OpenAPI 文档（JSON）"


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(args: Namespace) -> int:
    """Needs no database: the document hangs on the code alone. The demo's own paths are part of it."""
    import django

    os.environ["WANGGE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wangge.web.settings")
    django.setup()
    from wangge.web.api import api

    json.dump(api.get_openapi_schema(path_prefix="/api/v1/"), sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()
    return 0

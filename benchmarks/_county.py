"""A sample county in a database of its own, for measurements; gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def county() -> Iterator[None]:
    """Django is set up and the county loaded; work happens in `jurisdiction()`."""
    home = Path(tempfile.mkdtemp(prefix="wangge-bench-"))
    home.chmod(0o711)
    os.environ["WANGGE_HOME"] = str(home)
    from wangge.web import boot

    try:
        with boot.with_database(Namespace(), owner=True, ready=False):
            from wangge.basedata.jurisdiction import jurisdiction
            from wangge.demo.load import tanghe
            from wangge.web.migrate import migrate

            migrate()
            with jurisdiction():
                tanghe(seed=1, password=None)
            yield
    finally:
        shutil.rmtree(home, ignore_errors=True)

"""The package's own tables."""

from __future__ import annotations

import csv
from importlib.resources import files
from io import StringIO


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of `standards/data`, by column."""
    text = (files("wangge.standards") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))

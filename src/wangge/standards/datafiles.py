"""The package's own tables."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of `standards/data`, by column."""
    with (files("wangge.standards") / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

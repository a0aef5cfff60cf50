"""How long a first and a further start of the embedded database take, to the first query's answer."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import psycopg

from wangge.web.embedded import Cluster

TURNS = 5


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="wangge-bench-"))
    home.chmod(0o711)
    try:
        first, *further = [start(home) for _ in range(1 + TURNS)]
    finally:
        shutil.rmtree(home)
    told = {"first_s": round(first, 3), "further_median_s": round(statistics.median(further), 3), "turns": TURNS}
    print(json.dumps({"name": "database_start", **told}))


def start(home: Path) -> float:
    began = time.perf_counter()
    cluster = Cluster(home, lasting=True)
    try:
        with psycopg.connect(cluster.open().app) as connection:
            connection.execute("SELECT 1")
        return time.perf_counter() - began
    finally:
        cluster.close()

"""The front end's types are made from `frontend/openapi.json`; it must be what the code says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

COMMITTED = Path("frontend/openapi.json")


def test_the_committed_document_is_what_the_code_says() -> None:
    told = subprocess.run([sys.executable, "-m", "wangge.web", "openapi"], capture_output=True, text=True, check=True)
    advice = "run: wangge openapi > frontend/openapi.json && (cd frontend && npm run api)"
    assert json.loads(told.stdout) == json.loads(COMMITTED.read_text(encoding="utf-8")), advice

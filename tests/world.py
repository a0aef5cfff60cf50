"""A small county for tests: eight square unit grids in two streets, two duty grids, the real units, people and rules.

`county` loads it once a module inside one transaction; each test runs in a savepoint that is rolled back.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from PIL import Image

from wangge.basedata import revision
from wangge.basedata.jurisdiction import jurisdiction
from wangge.basedata.models import Division, DutyGrid, UnitGrid
from wangge.organisation import load as organisation
from wangge.organisation import tokens
from wangge.organisation.models import User
from wangge.rules import load as rules

WEST, SOUTH, STEP = 112.84, 32.68, 0.001
OUTSIDE = (112.5, 32.5)


def at(column: int, row: int = 0) -> tuple[float, float]:
    """[lon, lat] of the middle of a grid: columns 0–3 lie in 滨河街道 and duty grid 1, 4–7 in 文峰街道 and duty grid 2."""
    return round(WEST + (column + 0.5) * STEP, 7), round(SOUTH + (row + 0.5) * STEP, 7)


def _shape(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    box = shapely.box(west, south, east, north)
    return {"wkb": shapely.to_wkb(box), "min_lon": west, "min_lat": south, "max_lon": east, "max_lat": north}


def _grids() -> None:
    duty = []
    for n, street in enumerate(("411328001", "411328002")):
        west = WEST + 4 * n * STEP
        shape = _shape(west, SOUTH, west + 4 * STEP, SOUTH + STEP)
        duty.append(DutyGrid.objects.create(code=f"{street}R01", name=f"责任网格{n + 1}", **shape))
        Division.objects.create(code=street, level="street", name=("滨河街道", "文峰街道")[n], parent_code="411328")
        Division.objects.create(code=f"{street}001", level="community", name=f"社区{n + 1}", parent_code=street)
    for column in range(8):
        street = ("411328001", "411328002")[column // 4]
        west = WEST + column * STEP
        UnitGrid.objects.create(
            code=f"{street}001{column % 4 + 1:03d}",
            community_code=f"{street}001",
            street_code=street,
            duty_grid=duty[column // 4],
            area_m2=10_000,
            area_class=1 + column % 3,
            initial_date=datetime(2026, 1, 1, tzinfo=UTC).date(),
            **_shape(west, SOUTH, west + STEP, SOUTH + STEP),
        )
    revision.bump("tests")


def load(password: str | None = None) -> None:
    """Into the current transaction."""
    Division.objects.create(code="411328", level="county", name="唐河县", parent_code="4113")
    _grids()
    organisation.load(password)
    rules.load()


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), jurisdiction():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(county: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def jpeg(seed: int = 0, size: tuple[int, int] = (64, 48)) -> bytes:
    """A small picture that differs by seed."""
    image = Image.new("RGB", size, (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256))
    image.putpixel((seed % size[0], 0), (255, 255, 255))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


class Person:
    """Somebody at the front door. Calls answer (status, body)."""

    def __init__(self, username: str) -> None:
        self.user = User.objects.get(username=username)
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {tokens.issue(self.user)[0]}"}

    def get(self, path: str, **query: Any) -> tuple[int, Any]:
        answer = self.client.get(f"/api/v1{path}", query, headers=self.headers)
        return answer.status_code, answer.json()

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        answer = self.client.post(
            f"/api/v1{path}",
            json.dumps(body or {}, default=str),
            content_type="application/json",
            headers={**self.headers, **headers},
        )
        return answer.status_code, answer.json()

    def photo(self, seed: int | None = None) -> str:
        seed = uuid.uuid4().int % 10_000 if seed is None else seed
        file = SimpleUploadedFile("photo.jpg", jpeg(seed), "image/jpeg")
        answer = self.client.post("/api/v1/media", {"file": file}, headers=self.headers)
        assert answer.status_code in (200, 201), answer.content
        return str(answer.json()["media_id"])

    def report(self, column: int = 0, **changes: Any) -> dict[str, Any]:
        lon, lat = at(column)
        body = {
            "report_id": str(uuid.uuid4()),
            "kind": "event",
            "class_code": "E0110",
            "lon": lon,
            "lat": lat,
            "address": "文峰路12号",
            "description": "路边堆放垃圾",
            "media_ids": [self.photo()],
            **changes,
        }
        status, case = self.post("/reports", body)
        assert status == 201, case
        return dict(case)

    def does(self, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
        """The action as it must succeed; answers the case after it."""
        sent = {"action_id": str(uuid.uuid4()), "version": self.version_of(case), **body}
        status, answer = self.post(f"/cases/{case['case_no']}/actions/{action}", sent)
        assert status == 200, (action, answer)
        return dict(answer)

    def tries(self, case: dict[str, Any], action: str, **body: Any) -> tuple[int, Any]:
        return self.post(f"/cases/{case['case_no']}/actions/{action}", {"action_id": str(uuid.uuid4()), **body})

    def asks(self, case: dict[str, Any], kind: str, **body: Any) -> tuple[int, Any]:
        return self.post(f"/cases/{case['case_no']}/requests/{kind}", {"action_id": str(uuid.uuid4()), **body})

    def decides(self, case: dict[str, Any], kind: str, granted: bool, **body: Any) -> tuple[int, Any]:
        _, file = self.get(f"/cases/{case['case_no']}")
        request = next(r for r in file["requests"] if r["kind"] == kind and r["status"] in ("open", "half"))
        path = f"/cases/{case['case_no']}/requests/{request['id']}/decision"
        return self.post(path, {"action_id": str(uuid.uuid4()), "granted": granted, **body})

    def version_of(self, case: dict[str, Any]) -> int:
        status, now = self.get(f"/cases/{case['case_no']}")
        return int(now["version"]) if status == 200 else int(case["version"])


class World:
    """The people of the small county, made when asked for."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    def __getattr__(self, username: str) -> Person:
        if username.startswith("_"):
            raise AttributeError(username)
        return self._people.get(username) or self._new(username)

    def _new(self, username: str) -> Person:
        self._people[username] = Person(username)
        return self._people[username]

    def by_id(self, user_id: int) -> Person:
        return self._new(User.objects.get(pk=user_id).username)

    def condition(self, class_code: str) -> str:
        from wangge.rules.rulebook import rulebook

        return rulebook().rules_of(class_code)[0].condition_id

    def accepted(self, **changes: Any) -> dict[str, Any]:
        case = self.collector01.report(**changes)
        code = case["class_code"]
        return self.operator1.does(case, "accept", class_code=code, condition_id=self.condition(code))

    def filed(self, **changes: Any) -> dict[str, Any]:
        return self.shiftlead1.does(self.accepted(**changes), "file")

    def dispatched(self, unit: str = "UNIT06", **changes: Any) -> dict[str, Any]:
        return self.dispatcher1.does(self.filed(**changes), "dispatch", lead_unit=unit)

    def completed(self, unit: str = "UNIT06", **changes: Any) -> dict[str, Any]:
        case, handler = self.dispatched(unit, **changes), self.handler(unit)
        handler.does(case, "sign")
        return handler.does(case, "complete", note="已清理", media_ids=[handler.photo()])

    def checking(self, **changes: Any) -> dict[str, Any]:
        return self.operator1.does(self.completed(**changes), "send_check")

    def checker(self, case: dict[str, Any]) -> Person:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT t.collector FROM cases_taskrow t JOIN cases_case c ON c.id = t.case_id "
                "WHERE c.case_no = %s AND t.state = 'open'",
                [case["case_no"]],
            )
            row = cursor.fetchone()
        assert row is not None
        return self.by_id(row[0])

    def checked(self, passed: bool = True, **changes: Any) -> dict[str, Any]:
        case = self.checking(**changes)
        checker = self.checker(case)
        return checker.does(case, "answer_check", passed=passed, media_ids=[checker.photo()])

    def closed(self, **changes: Any) -> dict[str, Any]:
        return self.shiftlead1.does(self.checked(**changes), "close")

    def handler(self, unit: str) -> Person:
        user = User.objects.filter(posts__department_id=unit, posts__role="unit").order_by("id").first()
        assert user is not None
        return self._new(user.username)

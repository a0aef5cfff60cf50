"""The cases' part of /api/v1."""

from ninja import Router

from wangge.cases.api import cases, pins, reports

router = Router()
for room in (cases, reports, pins):
    router.add_router("", room.router)

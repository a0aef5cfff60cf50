"""The collection room's part of /api/v1."""

from ninja import Router

from wangge.collection.api import attendance, contacts, leaves, rollcalls, workdays

router = Router()
for room in (attendance, contacts, leaves, rollcalls, workdays):
    router.add_router("", room.router)

"""The big screen's part of /api/v1."""

from ninja import Router

from wangge.command.api import figures, layers, playback

router = Router(tags=["指挥大屏"])
for room in (figures, layers, playback):
    router.add_router("", room.router)

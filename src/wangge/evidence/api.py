"""Photos, audio and video: sent, sent in pieces (tus), seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, File, Form, Query, Router, Schema, UploadedFile
from ninja.responses import Status

from wangge.evidence import files, store, thumbnails
from wangge.evidence.access import Grant, granted
from wangge.evidence.models import Media
from wangge.evidence.receive import Claims, receive
from wangge.evidence.sniff import BY_MIME
from wangge.evidence.tus_api import router as tus_router
from wangge.organisation.auth import AUTH, Acting, acting
from wangge.organisation.schemas import may_fail
from wangge.standards.errors import Refused

router = Router(auth=AUTH, tags=["媒体"])
router.add_router("", tus_router)


class MediaForm(Claims):
    media_id: UUID | None = Field(None, description="客户端自定的编号；重发同一文件时用同一编号，不会存两份")


class MediaQuery(Schema):
    size: int | None = Field(None, description="缩略图的长边：160、320、640、1280、1920；不写则为原件", examples=[320])


BYTES = {mime: {"schema": {"type": "string", "format": "binary"}} for mime in BY_MIME}
FILE: dict[int, Any] = {
    200: {"description": "文件", "content": BYTES},
    206: {"description": "文件的一段", "content": BYTES},
    304: {"description": "没有变化"},
}


class MediaAnswer(Schema):
    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "media_id": "0198f2a4-7c11-7d8e-9a55-3f0f6b1f2c3d",
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "kind": "photo",
                    "mime": "image/jpeg",
                    "size": 312045,
                    "width": 1920,
                    "height": 1440,
                    "captured_at": "2026-03-02T09:15:00+08:00",
                    "received_at": "2026-03-02T09:15:21+08:00",
                    "lon": 112.838,
                    "lat": 32.681,
                    "coord_sys": "wgs84",
                    "accuracy": 8.0,
                    "gps_at": "2026-03-02T09:14:58+08:00",
                    "device": "a3f1c2",
                    "device_name": "安卓手机·Chrome",
                    "in_app": True,
                    "from_gallery": False,
                }
            ]
        }
    }
    media_id: UUID = Field(description="上报时填在 media_ids 里的编号")
    sha256: str = Field(description="内容的 SHA-256，十六进制")
    kind: str = Field(description="photo、audio、video")
    mime: str = Field(description="按内容认出的类型")
    size: int = Field(description="字节数")
    width: int | None = Field(description="宽，像素")
    height: int | None = Field(description="高，像素")
    captured_at: datetime | None = Field(description="拍摄时间")
    received_at: datetime = Field(description="收到时间")
    lon: float | None = Field(description="经度（CGCS2000）")
    lat: float | None = Field(description="纬度")
    coord_sys: str = Field(description="定位所用坐标系，已换算；没有位置时为空")
    accuracy: float | None = Field(description="定位精度，米")
    gps_at: datetime | None = Field(description="定位时间")
    device: str = Field(description="设备标识")
    device_name: str = Field(description="设备名称")
    in_app: bool = Field(description="应用内拍录")
    from_gallery: bool = Field(description="从相册选取")


@router.post(
    "/media",
    response={201: MediaAnswer, 200: MediaAnswer},
    summary="上传照片、录音、录像",
    openapi_extra=may_fail(409, 415),
)
def create_media(request: HttpRequest, form: Form[MediaForm], file: File[UploadedFile]) -> Status[Any]:
    """类型按内容判断（JPEG、PNG、WebP；MP4、MOV、WebM；M4A、AAC、OGG），与文件名无关。

    照片、录音至多 10 MB，录像至多 100 MB。原件按 SHA-256 保存，不作任何改动。同一人用同一 `media_id` 重发同一文件回答
    200 和第一次的结果，换了内容回答 409 `id_reused`。没有归入案卷的文件只有本人可见，7 天后清除。
    """
    claims = Claims.model_validate(form.model_dump(exclude={"media_id"}))
    user = acting(request).user
    done = receive(user, cast(BinaryIO, file.file), filename=file.name or "", media_id=form.media_id, claims=claims)
    return Status(201 if done.new else 200, answer(done.media))


@router.get(
    "/media/{uuid:media_id}",
    response={200: None},
    summary="读取照片、录音、录像",
    openapi_extra={"responses": FILE | may_fail(416)["responses"]},
)
@router.api_operation(["HEAD"], "/media/{uuid:media_id}", response={200: None}, include_in_schema=False)
def read_media(
    request: HttpRequest,
    media_id: UUID,
    query: Query[MediaQuery],
) -> HttpResponseBase:
    """看得到案卷的人才看得到其中的媒体，否则回答 404。支持 ETag 和 Range。"""
    media, grant = visible(acting(request), media_id)
    size = query.size
    if size is None and grant is Grant.STRIPPED and media.kind == "photo":
        size = thumbnails.SIZES[-1]
    if size is not None:
        path = thumbnails.thumbnail(media, size)
        return files.send(
            request, path, mime="image/jpeg", etag=f"{media.sha256}-{size}", filename=f"{media.id}-{size}.jpg"
        )
    ending = BY_MIME[media.mime].ending
    path = store.original(media.sha256)
    return files.send(request, path, mime=media.mime, etag=media.sha256, filename=f"{media.id}.{ending}")


def visible(who: Acting, media_id: UUID) -> tuple[Media, Grant]:
    """One's own upload by either id goes before another's row. Raises Refused `not_found` (404)."""
    mine = Q(uploader=who.user, client_id=media_id)
    found = Media.objects.filter(mine).first() or Media.objects.filter(id=media_id).first()
    grant = granted(who, found) if found else Grant.NONE
    if found is None or grant is Grant.NONE:
        raise Refused("not_found", "找不到", "没有这个文件，或您无权查看。", status=404)
    return found, grant


def answer(media: Media) -> dict[str, Any]:
    names = set(MediaAnswer.model_fields) - {"media_id"}
    return {"media_id": media.name, **{name: getattr(media, name) for name in names}}

"""The tus protocol at /uploads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Router

from wangge.evidence import limits, tus_headers, uploads
from wangge.evidence.models import Upload
from wangge.organisation.auth import acting
from wangge.organisation.schemas import may_fail
from wangge.standards.errors import Refused

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
BODY = "application/offset+octet-stream"

router = Router(tags=["断点续传"])


def speaking_tus(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Every answer, errors too, says which version of the protocol it speaks."""

    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = run(request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        if response.status_code == 412:
            response["Tus-Version"] = VERSION
        return response

    return wrapped


router.add_decorator(speaking_tus, mode="view")


def header(name: str, description: str, example: str, *, required: bool = True) -> dict[str, Any]:
    schema = {"type": "string"}
    return {
        "name": name,
        "in": "header",
        "required": required,
        "schema": schema,
        "description": description,
        "example": example,
    }


RESUMABLE = header("Tus-Resumable", "协议版本", VERSION)
CREATION = [
    RESUMABLE,
    header("Upload-Length", "文件总字节数", "312045"),
    header(
        "Upload-Metadata",
        "逗号分隔的“键 base64值”：media_id、filename、sha256、captured_at、gps_at、lon、lat、coord_sys、accuracy、"
        "device、device_name、in_app、from_gallery",
        "media_id MDE5OGYyYTQtN2MxMS03ZDhlLTlhNTUtM2YwZjZiMWYyYzNk,filename cGhvdG8uanBn",
        required=False,
    ),
]
APPENDING = [
    RESUMABLE,
    header("Upload-Offset", "这一段从第几字节开始", "0"),
    header("Upload-Checksum", "这一段的校验和", "sha256 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", required=False),
]
BINARY = {"required": True, "content": {BODY: {"schema": {"type": "string", "format": "binary"}}}}


@router.api_operation(["OPTIONS"], "/uploads", auth=None, response={204: None}, summary="支持哪些扩展")
def describe_uploads(request: HttpRequest) -> HttpResponse:
    """协议版本、扩展、最大字节数和校验和算法在回答的头里。"""
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(limits.largest_of_all_mb() * limits.MB),
    }
    return HttpResponse(status=204, headers={**headers, "Tus-Checksum-Algorithm": ",".join(tus_headers.CHECKSUMS)})


@router.post(
    "/uploads",
    response={201: None},
    summary="开始上传",
    openapi_extra=may_fail(400, 409, 412, 413, 415, 460, parameters=CREATION, requestBody=BINARY | {"required": False}),
)
def create_upload(request: HttpRequest) -> HttpResponse:
    """开始一个可续传的上传，地址在 `Location` 头里。

    元数据里写了 `media_id` 和 `sha256` 时，再次开始得到的是先前那一个上传，从 `Upload-Offset` 继续；文件已经收到时它就是全长，
    不必再传。请求内容（`application/offset+octet-stream`）是文件的第一段，可以不带；先前已收到一部分的，以回答的 `Upload-Offset` 为准。
    """
    need_version(request)
    wish = tus_headers.wish_of(request.headers.get("Upload-Metadata", ""))
    upload = uploads.create(acting(request).user, number(request, "Upload-Length"), wish, timezone.now())
    uploads.start(upload)
    if request.content_type == BODY and uploads.offset(upload) == 0:
        uploads.append(upload, request, 0, tus_headers.checksum_of(request.headers.get("Upload-Checksum")))
    where = f"{request.path.rstrip('/')}/{upload.id}"
    return HttpResponse(status=201, headers={"Location": where, **uploads.answer_headers(upload)})


@router.api_operation(
    ["HEAD"],
    "/uploads/{uuid:upload_id}",
    response={200: None},
    summary="收到了多少",
    openapi_extra=may_fail(412, parameters=[RESUMABLE]),
)
def measure_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """已收到的字节数在 `Upload-Offset` 头里，从那里继续。"""
    upload = mine(request, upload_id)
    return HttpResponse(status=200, headers={"Cache-Control": "no-store", **uploads.answer_headers(upload)})


@router.patch(
    "/uploads/{uuid:upload_id}",
    response={204: None},
    summary="续传一段",
    openapi_extra=may_fail(409, 412, 415, 423, 460, parameters=APPENDING, requestBody=BINARY),
)
def append_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """最后一段到齐时检查整个文件；不能接受的文件回答 413、415 或 422，这个上传随即取消。"""
    upload = mine(request, upload_id)
    if request.content_type != BODY:
        raise Refused("unsupported_media_type", "不支持的内容类型", f"Content-Type 应为 {BODY}。", status=415)
    checksum = tus_headers.checksum_of(request.headers.get("Upload-Checksum"))
    uploads.append(upload, request, number(request, "Upload-Offset"), checksum)
    return HttpResponse(status=204, headers=uploads.answer_headers(upload))


@router.delete(
    "/uploads/{uuid:upload_id}",
    response={204: None},
    summary="取消上传",
    openapi_extra=may_fail(412, parameters=[RESUMABLE]),
)
def delete_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """丢弃已收到的部分；已经完成的上传所存的文件不受影响。"""
    uploads.remove(mine(request, upload_id))
    return HttpResponse(status=204)


def mine(request: HttpRequest, upload_id: UUID) -> Upload:
    need_version(request)
    return uploads.find(acting(request).user, upload_id, timezone.now())


def need_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Refused("tus_version", "协议版本不对", f"Tus-Resumable 头应为 {VERSION}。", status=412)


def number(request: HttpRequest, name: str) -> int:
    """A header's non-negative number. Raises Refused `bad_header` (400)."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Refused("bad_header", "请求头有误", f"{name} 应为不小于 0 的整数。", status=400)
    return int(text)

"""A file arrives: told by its bytes, checked, kept, written down. Nothing stays of one that is refused."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from django.utils import timezone
from ninja import Field, Schema
from pydantic import AwareDatetime

from wangge.basedata import coordinates
from wangge.basedata.coordinates import CoordSys
from wangge.evidence import limits, pictures, store
from wangge.evidence.exif import Exif
from wangge.evidence.models import Media
from wangge.evidence.sniff import Type, sniff
from wangge.organisation.models import User
from wangge.standards.errors import Refused


class Claims(Schema):
    """What the sender says of the file; the file's own EXIF goes before it."""

    captured_at: AwareDatetime | None = Field(None, description="拍摄时间（带时区）；照片有 EXIF 时以 EXIF 为准")
    lon: Decimal | None = Field(None, ge=-180, le=180, description="经度")
    lat: Decimal | None = Field(None, ge=-90, le=90, description="纬度")
    accuracy: float | None = Field(None, ge=0, allow_inf_nan=False, description="定位精度，米")
    coord_sys: CoordSys = Field(CoordSys.CGCS2000, description="经纬度的坐标系；照片有 EXIF 位置时以 EXIF 的为准")
    gps_at: AwareDatetime | None = Field(None, description="定位时间（卫星时间，带时区）")
    device: str = Field("", max_length=64, description="设备标识")
    device_name: str = Field("", max_length=80, description="设备名称，给人看")
    sha256: str = Field("", pattern="^([0-9a-f]{64})?$", description="内容的 SHA-256（小写十六进制）；写了就核对")
    in_app: bool = Field(False, description="是否由应用自己的相机、录音机拍录")
    from_gallery: bool = Field(False, description="是否从相册选取")


@dataclass(frozen=True, slots=True)
class Received:
    media: Media
    new: bool


def receive(user: User, file: BinaryIO, *, filename: str, media_id: UUID | None, claims: Claims) -> Received:
    """Keep a seekable file as `user`'s. The same person's same `media_id` and bytes give the first answer again.

    Raises Refused: `not_media`, `heic` (415), `empty_file`, `broken_image`, `too_many_pixels`,
    `sha256_mismatch` (422), `too_large`
    (413), `id_reused` (409).
    """
    kind = sniff(file, filename)
    size = file.seek(0, 2)
    limits.check_size(kind.kind, size)
    sha256 = store.digest(file)
    if claims.sha256 not in ("", sha256):
        raise Refused("sha256_mismatch", "文件在传输中损坏", "收到的内容与所报的 SHA-256 不符，请重新上传。")
    if media_id and (known := same_again(user, media_id, sha256)):
        return Received(known, False)
    facts = facts_of(file, kind, claims)
    store.hold(sha256)
    store.put(file, sha256)
    media = Media(uploader=user, client_id=media_id, sha256=sha256, size=size, received_at=timezone.now(), **facts)
    media.save(force_insert=True)
    return Received(media, True)


def same_again(user: User, media_id: UUID, sha256: str) -> Media | None:
    """The person's earlier upload under this id. Raises Refused `id_reused` (409) if it had other bytes."""
    store.lock(f"sender:{user.pk}:{media_id}")
    known = Media.objects.filter(uploader=user, client_id=media_id).first()
    if known and known.sha256 != sha256:
        text = f"编号 {media_id} 已用于另一个文件，原来的文件没有改动；请换一个编号重新上传。"
        raise Refused("id_reused", "编号已用过", text, status=409, media_id=str(media_id))
    return known


def facts_of(file: BinaryIO, kind: Type, claims: Claims) -> dict[str, Any]:
    said = claims.model_dump(exclude={"sha256"})
    common = {**said, "kind": kind.kind, "mime": kind.mime}
    if kind.kind != "photo":
        return placed(common)
    picture = pictures.inspect(file)
    about = picture.exif
    size = {"width": picture.width, "height": picture.height}
    return placed({**common, **written(about), **size, "exif": about.tags, "phash": picture.phash})


def written(about: Exif) -> dict[str, Any]:
    """What the photo's own EXIF says, as far as it says it."""
    when = {"captured_at": about.captured_at} if about.captured_at else {}
    if about.lon is None:
        return when
    own = {name: getattr(about, name) for name in ("lon", "lat", "coord_sys")}
    more = {name: getattr(about, name) for name in ("accuracy", "gps_at") if getattr(about, name) is not None}
    return {**when, **own, **more}


def placed(facts: dict[str, Any]) -> dict[str, Any]:
    """Half a place is none; a whole one is kept as CGCS2000."""
    if facts["lon"] is None or facts["lat"] is None:
        return {**facts, "lon": None, "lat": None, "coord_sys": ""}
    lon, lat = coordinates.stored(float(facts["lon"]), float(facts["lat"]), facts["coord_sys"])
    return {**facts, "lon": Decimal(str(lon)), "lat": Decimal(str(lat))}

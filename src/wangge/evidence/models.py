"""Photos, audio and video as rows; their bytes lie in the store under their SHA-256."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class MediaKind(models.TextChoices):
    PHOTO = "photo", "照片"
    AUDIO = "audio", "录音"
    VIDEO = "video", "录像"


class Media(models.Model):
    """One thing that one person handed in. `id` is ours and random; `client_id` is the sender's own name for it.

    Place and time are the file's own (EXIF, covered by the hash) where it has them, else what the sender said.
    lon, lat: CGCS2000 degrees, converted from `coord_sys`, the system in which they were measured; accuracy: metres;
    captured_at: the device's clock, gps_at: the satellites' time of the position (the two together show a wrong clock);
    phash: 64-bit difference hash, as a signed number. A picture is taken in the app, or by the phone's own camera at
    the app's call (neither flag), or chosen from the gallery.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client_id = models.UUIDField(null=True)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    mime = models.CharField("内容类型", max_length=40)
    kind = models.CharField("种类", max_length=8, choices=MediaKind)
    width = models.PositiveIntegerField("宽", null=True)
    height = models.PositiveIntegerField("高", null=True)
    device = models.CharField("设备", max_length=64, blank=True)
    device_name = models.CharField("设备名称", max_length=80, blank=True)
    captured_at = models.DateTimeField("拍摄时间", null=True)
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    gps_at = models.DateTimeField("定位时间", null=True)
    coord_sys = models.CharField("定位所用坐标系", max_length=8, blank=True)
    lon = models.DecimalField("经度", max_digits=10, decimal_places=7, null=True)
    lat = models.DecimalField("纬度", max_digits=10, decimal_places=7, null=True)
    accuracy = models.FloatField("定位精度", null=True)
    exif = models.JSONField(default=dict)
    phash = models.BigIntegerField(null=True)
    in_app = models.BooleanField("应用内拍摄", default=False)
    from_gallery = models.BooleanField("从相册选取", default=False)
    attached_at = models.DateTimeField("归入案卷时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "媒体"
        constraints = [models.UniqueConstraint(fields=["uploader", "client_id"], name="media_once_per_person")]
        indexes = [
            models.Index(fields=["sha256"], name="media_sha256"),
            models.Index(fields=["received_at"], name="media_unattached", condition=Q(attached_at=None)),
            models.Index(fields=["phash"], name="media_phash", condition=Q(phash__isnull=False)),
        ]

    @property
    def attached(self) -> bool:
        return self.attached_at is not None

    @property
    def name(self) -> uuid.UUID:
        """What the sender knows it by."""
        return self.client_id or self.id


class Upload(models.Model):
    """A resumable upload (tus). How much has come is the size of its part file; `media` is set when it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    length = models.PositiveBigIntegerField()
    media_id_given = models.UUIDField(null=True)
    filename = models.CharField(max_length=200, blank=True)
    claims = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    media = models.ForeignKey(Media, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "断点续传"
        indexes = [
            models.Index(fields=["expires"], name="upload_expires"),
            models.Index(fields=["user", "media_id_given"], name="upload_of_media"),
        ]

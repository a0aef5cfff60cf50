"""Photos, audio and video sent whole: told by their bytes, kept once, seen by whom they concern."""

from __future__ import annotations

import hashlib
import io
import stat
import uuid
import zlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.evidence.conftest import FILM, PHONE, SOUND, box, caller, exif, handler, mp4, photo, send
from wangge.basedata import coordinates
from wangge.basedata.jurisdiction import current
from wangge.evidence import access, attach, sweep
from wangge.evidence.access import Grant
from wangge.evidence.models import Media
from wangge.organisation.models import Post, User
from wangge.rules.models import Setting
from wangge.standards.errors import Refused

pytestmark = pytest.mark.django_db


def body(response: Any) -> bytes:
    found: bytes = response.getvalue()
    return found


def stored(storage: Path) -> list[Path]:
    return [p for p in storage.rglob("*") if p.is_file()] if storage.exists() else []


def test_a_photo_is_kept_unchanged_under_its_hash(li: Client, storage: Path) -> None:
    content = photo(exif=exif(**PHONE))
    answer = send(li, content, device="phone-7", in_app="true", accuracy="8.5")

    assert answer.status_code == 201
    told = answer.json()
    sha256 = hashlib.sha256(content).hexdigest()
    assert (told["sha256"], told["size"], told["kind"], told["mime"]) == (sha256, len(content), "photo", "image/jpeg")
    assert (told["width"], told["height"]) == (64, 48)
    file = storage / sha256[:2] / sha256[2:4] / sha256
    assert file.read_bytes() == content
    assert not file.stat().st_mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IRWXO)
    row = Media.objects.get()
    assert (row.device, row.in_app, row.accuracy, row.attached) == ("phone-7", True, 8.5, False)
    assert body(li.get(f"/api/v1/media/{told['media_id']}")) == content


def test_place_and_time_come_from_the_files_exif_before_the_senders_word(li: Client) -> None:
    content = photo(exif=exif(**PHONE))
    said = {"lon": "1", "lat": "2", "captured_at": "2020-01-01T00:00:00Z"}
    told = send(li, content, **said).json()
    assert told["captured_at"] == "2026-03-02T09:15:00+08:00"
    assert (told["lon"], told["lat"]) == (112.838, 32.681)
    row = Media.objects.get()
    assert (row.exif["Make"], row.exif["Model"]) == ("HUAWEI", "P60")

    told = send(li, photo(), **said).json()
    assert (told["lon"], told["captured_at"]) == (1.0, "2020-01-01T00:00:00Z")


CAPTURED = {
    "captured_at": "2026-03-02T09:15:00+08:00",
    "gps_at": "2026-03-02T01:14:58Z",
    "lon": "112.8443",
    "lat": "32.6795",
    "accuracy": "8",
    "device": "a3f1c2",
    "device_name": "安卓手机·Chrome",
}


def test_how_a_recording_was_made_is_kept_with_it(li: Client) -> None:
    told = send(li, SOUND, **CAPTURED, coord_sys="wgs84", in_app="true").json()
    row = Media.objects.get()
    assert row.gps_at == datetime.fromisoformat("2026-03-02T09:14:58+08:00")
    assert (row.device, row.device_name, row.in_app, row.from_gallery) == ("a3f1c2", "安卓手机·Chrome", True, False)
    assert (told["lon"], told["lat"], told["coord_sys"], told["accuracy"]) == (112.8443, 32.6795, "wgs84", 8.0)


def test_a_shifted_position_is_kept_as_the_true_one_and_the_system_stays_known(li: Client) -> None:
    shifted = coordinates.gcj02_of(112.84, 32.68)
    place = {"lon": f"{shifted[0]:.7f}", "lat": f"{shifted[1]:.7f}"}
    told = send(li, SOUND, **CAPTURED | place, coord_sys="gcj02").json()
    assert coordinates.distance((told["lon"], told["lat"]), (112.84, 32.68)) < 0.05
    assert told["coord_sys"] == "gcj02"


def test_the_photos_own_datum_time_and_accuracy_go_before_the_senders(li: Client) -> None:
    gps: dict[int, Any] = {**PHONE["gps"], 7: (1.0, 14.0, 58.0), 18: "GCJ-02", 29: "2026:03:02", 31: 6.5}
    told = send(li, photo(exif=exif(**PHONE | {"gps": gps})), **CAPTURED, coord_sys="wgs84").json()
    assert (told["coord_sys"], told["accuracy"]) == ("gcj02", 6.5)
    assert datetime.fromisoformat(told["gps_at"]) == datetime.fromisoformat("2026-03-02T09:14:58+08:00")
    assert 300 < coordinates.distance((told["lon"], told["lat"]), (112.838, 32.681)) < 900


@pytest.mark.parametrize(
    "gps",
    [{7: (25.0, 0.0, 0.0), 29: "2026:03:02"}, {7: (1.0,), 29: "2026:03:02"}, {29: "heute"}, {31: 0}],
)
def test_a_nonsensical_time_of_position_is_as_good_as_none(li: Client, gps: dict[int, Any]) -> None:
    told = send(li, photo(exif=exif(**PHONE | {"gps": {**PHONE["gps"], **gps}}))).json()
    assert (told["gps_at"], told["lon"]) == (None, 112.838)


def test_half_a_place_is_none(li: Client) -> None:
    told = send(li, SOUND, lon="112.84").json()
    assert (told["lon"], told["lat"], told["coord_sys"]) == (None, None, "")


def test_a_picture_from_the_gallery_is_marked(li: Client) -> None:
    assert send(li, photo(), from_gallery="true").json()["from_gallery"] is True
    assert send(li, photo(), in_app="true").json()["from_gallery"] is False


@pytest.mark.parametrize(
    ("content", "mime", "kind"),
    [
        (photo(form="PNG"), "image/png", "photo"),
        (photo(form="WEBP"), "image/webp", "photo"),
        (FILM, "video/mp4", "video"),
        (mp4(handler(b"vide"), brand=b"qt  "), "video/quicktime", "video"),
        (SOUND, "audio/mp4", "audio"),
        (b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm" + b"...V_VP9...A_OPUS", "video/webm", "video"),
        (b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm" + b"...A_OPUS", "audio/webm", "audio"),
        (b"OggS" + bytes(24) + b"OpusHead", "audio/ogg", "audio"),
        (b"\xff\xf1\x50\x80" + bytes(40), "audio/aac", "audio"),
    ],
)
def test_the_type_is_told_by_the_bytes_whatever_the_name(li: Client, content: bytes, mime: str, kind: str) -> None:
    told = send(li, content, "notes.exe").json()
    assert (told["mime"], told["kind"]) == (mime, kind)
    assert li.get(f"/api/v1/media/{told['media_id']}")["Content-Type"] == mime


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"this is no photo, whatever its name says", 415, "not_media"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", 415, "not_media"),
        (b"MZ" + bytes(200), 415, "not_media"),
        (b"", 422, "empty_file"),
        (box(b"ftyp", b"heic", bytes(8)), 415, "heic"),
        (mp4(), 415, "not_media"),
        (box(b"ftyp", b"isom", bytes(8)) + b"\0\0\0\0garbage", 415, "not_media"),
        (photo()[:200], 422, "broken_image"),
        (photo(form="PNG")[:60], 422, "broken_image"),
        (b"\xff\xd8\xff" + bytes(500), 422, "broken_image"),
    ],
)
def test_what_is_no_whole_photo_is_refused_and_nothing_kept(
    li: Client, storage: Path, content: bytes, status: int, code: str
) -> None:
    refused = send(li, content, "photo.jpg")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert any("\u4e00" <= c <= "\u9fff" for c in refused.json()["detail"])
    assert not Media.objects.exists()
    assert stored(storage) == []


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that would unfold to width × height."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(8000, 8000), (10_000, 10_000), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused_unopened(li: Client, width: int, height: int) -> None:
    refused = send(li, png_claiming(width, height))
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_pixels")


def test_sizes_are_limited_by_kind(li: Client, storage: Path) -> None:
    Setting.objects.create(key="photo_max_mb", value=1)
    Setting.objects.create(key="video_max_mb", value=2)
    padded = photo() + bytes(2**20)
    refused = send(li, padded)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert "1 MB" in refused.json()["detail"]
    assert send(li, mp4(handler(b"vide"), media=bytes(2**20)), "film.mp4").status_code == 201
    assert len(stored(storage)) == 1


def test_a_body_bigger_than_anything_allowed_is_cut_off(li: Client, storage: Path) -> None:
    for key in ("photo_max_mb", "audio_max_mb", "video_max_mb"):
        Setting.objects.create(key=key, value=1)
    refused = send(li, bytes(3 * 2**20))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert stored(storage) == []


def test_a_twenty_megabyte_photo_is_refused_by_default(li: Client) -> None:
    assert send(li, photo() + bytes(20 * 2**20)).json()["detail"].startswith("照片不能超过 10 MB")


def test_bad_fields_are_named(li: Client) -> None:
    refused = send(li, photo(), media_id="7", lon="200", captured_at="2026-01-01T00:00:00")
    assert {e["field"] for e in refused.json()["errors"]} == {"media_id", "lon", "captured_at"}
    missing = li.post("/api/v1/media", {"media_id": str(uuid.uuid4())})
    assert [(e["field"], e["message"]) for e in missing.json()["errors"]] == [("file", "缺少此项")]


def test_a_retry_gets_the_first_answer_and_nothing_twice(li: Client, storage: Path) -> None:
    name = str(uuid.uuid4())
    first, again = send(li, photo(), media_id=name), send(li, photo(), media_id=name)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["media_id"] == name
    assert Media.objects.count() == len(stored(storage)) == 1


def test_other_bytes_under_the_same_id_are_refused(li: Client) -> None:
    name = str(uuid.uuid4())
    send(li, photo(), media_id=name)
    refused = send(li, photo(colour="blue"), media_id=name)
    assert (refused.status_code, refused.json()["code"], refused.json()["media_id"]) == (409, "id_reused", name)
    assert body(li.get(f"/api/v1/media/{name}")) == photo()


def test_another_persons_equal_id_is_another_upload(li: Client, wang: Client) -> None:
    name = str(uuid.uuid4())
    send(li, photo(), media_id=name)
    assert send(wang, photo(colour="blue"), media_id=name).status_code == 201
    assert body(li.get(f"/api/v1/media/{name}")) == photo()
    assert body(wang.get(f"/api/v1/media/{name}")) == photo(colour="blue")


def test_equal_bytes_of_two_people_are_stored_once(li: Client, wang: Client, storage: Path) -> None:
    send(li, photo())
    send(wang, photo())
    assert (Media.objects.count(), len(stored(storage))) == (2, 1)


def test_unattached_media_is_its_uploaders_alone(li: Client, wang: Client) -> None:
    name = send(li, photo()).json()["media_id"]
    assert wang.get(f"/api/v1/media/{name}").json()["code"] == "not_found"
    assert Client().get(f"/api/v1/media/{name}").status_code == 401
    assert li.get(f"/api/v1/media/{uuid.uuid4()}").status_code == 404


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(access, "_hooks", found)
    return found


def attached(client: Client, content: bytes) -> Media:
    name = uuid.UUID(send(client, content).json()["media_id"])
    return Media.objects.get(pk=attach.take(client.user.pk, [name])[0].id)  # type: ignore[attr-defined]


def test_attached_media_is_seen_by_whom_a_hook_lets(li: Client, wang: Client, hooks: list[Any]) -> None:
    media = attached(li, photo())

    @access.register
    def only_wang(user: User, post: Post | None, asked: Media) -> bool:
        return user.username == "collector02" and post is not None and asked.pk == media.pk

    assert wang.get(f"/api/v1/media/{media.pk}").status_code == 200
    assert caller("operator1", "operator").get(f"/api/v1/media/{media.pk}").status_code == 404


def test_any_post_of_a_person_will_do_unless_one_is_named(li: Client, wang: Client, hooks: list[Any]) -> None:
    media = attached(li, photo())
    Post.objects.create(user=wang.user, role="leader")  # type: ignore[attr-defined]
    access.register(lambda user, post, asked: post is not None and post.role == "leader")

    where = f"/api/v1/media/{media.pk}"
    assert wang.get(where).status_code == 200
    assert wang.get(where, headers={"X-Post": "leader"}).status_code == 200
    assert wang.get(where, headers={"X-Post": "collector"}).status_code == 404


def test_a_stripped_view_has_no_exif_and_never_the_original(li: Client, wang: Client, hooks: list[Any]) -> None:
    content = photo(exif=exif(**PHONE))
    media = attached(li, content)
    access.register(lambda user, post, asked: Grant.STRIPPED)

    seen = body(wang.get(f"/api/v1/media/{media.pk}"))
    assert b"HUAWEI" in content
    assert b"HUAWEI" not in seen
    assert not Image.open(io.BytesIO(seen)).getexif()
    assert body(li.get(f"/api/v1/media/{media.pk}")) == content


def test_thumbnails_are_small_upright_without_exif_and_made_once(li: Client, storage: Path) -> None:
    turned = exif(main={0x0112: 6, 0x010F: "HUAWEI"})
    name = send(li, photo(800, 400, exif=turned)).json()["media_id"]

    answer = li.get(f"/api/v1/media/{name}?size=160")
    image = Image.open(io.BytesIO(body(answer)))
    assert (image.format, image.size) == ("JPEG", (80, 160))
    right_top, left_top = image.getpixel((75, 5)), image.getpixel((5, 5))
    assert min(right_top) > 200  # type: ignore[arg-type]
    assert left_top[1] < 100  # type: ignore[index]
    assert not image.getexif()

    copies = list((storage / "thumbs").rglob("*.jpg"))
    made = copies[0].stat().st_mtime_ns
    body(li.get(f"/api/v1/media/{name}?size=160"))
    assert [c.stat().st_mtime_ns for c in copies] == [made]
    again = li.get(f"/api/v1/media/{name}?size=160", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_listed_sizes_are_made_and_only_of_photos(li: Client) -> None:
    name = send(li, photo()).json()["media_id"]
    assert li.get(f"/api/v1/media/{name}?size=161").json()["code"] == "bad_size"
    assert li.get(f"/api/v1/media/{name}?size=x").status_code == 422
    film = send(li, FILM).json()["media_id"]
    assert li.get(f"/api/v1/media/{film}?size=160").json()["code"] == "no_thumbnail"


def test_transparent_pictures_get_a_white_ground(li: Client) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    name = send(li, out.getvalue()).json()["media_id"]
    image = Image.open(io.BytesIO(body(li.get(f"/api/v1/media/{name}?size=160"))))
    assert image.getpixel((80, 80)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("asked", "first", "end"), [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None)]
)
def test_film_can_be_read_in_parts(li: Client, asked: str, first: int, end: int | None) -> None:
    where = f"/api/v1/media/{send(li, FILM).json()['media_id']}"
    answer = li.get(where, headers={"Range": asked})
    assert answer.status_code == 206
    assert body(answer) == FILM[first:end]
    assert answer["Content-Range"].endswith(f"/{len(FILM)}")
    assert int(answer["Content-Length"]) == len(FILM[first:end])


def test_a_range_outside_the_file_is_refused_and_an_old_one_ignored(li: Client) -> None:
    where = f"/api/v1/media/{send(li, FILM).json()['media_id']}"
    assert li.get(where, headers={"Range": f"bytes={len(FILM)}-"}).status_code == 416
    assert li.get(where, headers={"Range": "bytes=-0"}).status_code == 416
    stale = li.get(where, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (stale.status_code, len(body(stale))) == (200, len(FILM))


def test_files_are_shown_and_never_run(li: Client) -> None:
    answer = li.get(f"/api/v1/media/{send(li, photo()).json()['media_id']}")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"].startswith("private")
    assert answer["Content-Disposition"].startswith("inline")


def test_head_tells_the_size_without_the_bytes(li: Client) -> None:
    answer = li.head(f"/api/v1/media/{send(li, FILM).json()['media_id']}")
    assert (answer.status_code, int(answer["Content-Length"])) == (200, len(FILM))


def test_similar_photos_have_near_hashes_and_others_not(li: Client) -> None:
    big, small, other = io.BytesIO(), io.BytesIO(), io.BytesIO()
    scene = Image.radial_gradient("L").convert("RGB")
    scene.save(big, "JPEG", quality=95)
    scene.resize((200, 200)).save(small, "JPEG", quality=50)
    Image.linear_gradient("L").rotate(90).convert("RGB").save(other, "JPEG")
    for content in (big, small, other):
        send(li, content.getvalue())
    a, b, c = Media.objects.order_by("received_at").values_list("phash", flat=True)

    def apart(x: int | None, y: int | None) -> int:
        assert x is not None
        assert y is not None
        return ((x ^ y) & (2**64 - 1)).bit_count()

    assert apart(a, b) <= 6
    assert apart(a, c) > 12


def test_taking_marks_ones_own_uploads_and_names_the_bad_id(li: Client, wang: Client) -> None:
    mine, named = send(li, photo()).json()["media_id"], str(uuid.uuid4())
    send(li, photo(colour="blue"), media_id=named)
    foreign = send(wang, photo()).json()["media_id"]
    me = li.user.pk  # type: ignore[attr-defined]

    with pytest.raises(Refused) as refusal:
        attach.take(me, [uuid.UUID(mine), uuid.UUID(foreign)])
    assert (refusal.value.code, refusal.value.extra["media_id"]) == ("unknown_media", foreign)
    assert not Media.objects.exclude(attached_at=None).exists()

    refs = attach.take(me, [uuid.UUID(named), uuid.UUID(mine), uuid.UUID(named)])
    assert [str(r.asked) for r in refs] == [named, mine]
    assert [r.attached_before for r in refs] == [False, False]
    assert refs[0].kind == "photo"
    assert Media.objects.exclude(attached_at=None).count() == 2
    assert attach.take(me, [uuid.UUID(mine)])[0].attached_before


def test_unattached_media_goes_after_a_week_and_attached_stays(
    li: Client, wang: Client, storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    attached(li, photo(colour="blue"))
    name = send(li, photo()).json()["media_id"]
    body(li.get(f"/api/v1/media/{name}?size=160"))
    send(wang, photo(colour="blue"))
    assert sweep.remove_unattached(timezone.now() + timedelta(days=6)) == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert sweep.remove_unattached(timezone.now() + timedelta(days=8)) == 2

    kept = hashlib.sha256(photo(colour="blue")).hexdigest()
    assert [p.name for p in stored(storage)] == [kept]
    assert Media.objects.get().sha256 == kept
    assert li.get(f"/api/v1/media/{name}").status_code == 404


def test_a_swept_photo_can_be_sent_again(li: Client, django_capture_on_commit_callbacks: Any) -> None:
    send(li, photo())
    with django_capture_on_commit_callbacks(execute=True):
        sweep.remove_unattached(timezone.now() + timedelta(days=8))
    name = send(li, photo()).json()["media_id"]
    assert body(li.get(f"/api/v1/media/{name}")) == photo()


def test_files_that_no_row_names_are_removed_once_they_are_old(li: Client, storage: Path) -> None:
    kept = send(li, photo()).json()["sha256"]
    orphan = storage / "ab" / "cd" / ("abcd" + "0" * 60)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    (orphan.parent / ".new-crash").write_bytes(b"x")
    assert sweep.remove_orphans(timezone.now()) == 0
    assert sweep.remove_orphans(timezone.now() + timedelta(days=2)) == 2
    assert [p.name for p in stored(storage)] == [kept]


def test_a_file_lost_from_the_store_is_said_plainly(li: Client, storage: Path) -> None:
    name = send(li, photo()).json()["media_id"]
    stored(storage)[0].unlink()
    answer = li.get(f"/api/v1/media/{name}")
    assert (answer.status_code, answer.json()["code"]) == (500, "file_missing")


def test_each_county_has_its_own_folder(li: Client, storage: Path) -> None:
    send(li, photo())
    assert storage.name == current()
    assert stored(storage)

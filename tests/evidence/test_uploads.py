"""Uploads in pieces by the tus protocol: what reached the disk is never sent twice."""

from __future__ import annotations

import base64
import hashlib
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import UnreadablePostError
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evidence.conftest import FILM, photo, send
from wangge.evidence import sweep, uploads
from wangge.evidence.models import Media, Upload
from wangge.rules.models import Setting

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**pairs: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


def begin(client: Client, length: int, **pairs: str) -> Any:
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(**pairs)}
    return client.post("/api/v1/uploads", headers=headers, content_type="application/octet-stream")


def begin_with(client: Client, length: int, part: bytes, **pairs: str) -> Any:
    """The first piece goes along."""
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(**pairs)}
    return client.post("/api/v1/uploads", part, content_type="application/offset+octet-stream", headers=headers)


def go_on(client: Client, where: str, offset: int, part: bytes, **headers: str) -> Any:
    return client.patch(
        where,
        part,
        CONTENT_TYPE="application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": str(offset), **headers},
    )


def offset(client: Client, where: str) -> int:
    return int(client.head(where, headers=TUS)["Upload-Offset"])


def parts(storage: Path) -> list[Path]:
    return list((storage / "uploads").glob("*"))


def test_a_photo_sent_in_pieces_is_the_photo(
    li: Client, storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    content, name = photo(), str(uuid.uuid4())
    started = begin(li, len(content), media_id=name, filename="a.jpg", device="phone-7", in_app="true")
    assert started.status_code == 201
    assert "Upload-Expires" in started
    where = started["Location"]

    first = go_on(li, where, 0, content[:100])
    assert (first.status_code, first["Upload-Offset"], first["Tus-Resumable"]) == (204, "100", "1.0.0")
    assert offset(li, where) == 100
    with django_capture_on_commit_callbacks(execute=True):
        last = go_on(li, where, 100, content[100:])
    assert (last["Upload-Offset"], last["X-Media-Id"]) == (str(len(content)), name)

    row = Media.objects.get()
    assert (row.sha256, row.device, row.in_app) == (hashlib.sha256(content).hexdigest(), "phone-7", True)
    assert parts(storage) == []
    assert offset(li, where) == len(content)
    assert li.get(f"/api/v1/media/{name}").getvalue() == content


def test_a_small_photo_goes_with_its_beginning(li: Client) -> None:
    content, name = photo(), str(uuid.uuid4())
    told = {"media_id": name, "sha256": hashlib.sha256(content).hexdigest()}
    started = begin_with(li, len(content), content, **told)
    assert (started.status_code, started["X-Media-Id"], started["Upload-Offset"]) == (201, name, str(len(content)))
    again = begin_with(li, len(content), content, **told)
    assert (again["Location"], again["X-Media-Id"]) == (started["Location"], name)
    assert Media.objects.get().sha256 == told["sha256"]


def test_a_first_piece_is_not_taken_twice(li: Client) -> None:
    content = photo()
    told = {"media_id": str(uuid.uuid4()), "sha256": hashlib.sha256(content).hexdigest()}
    begin_with(li, len(content), content[:100], **told)
    again = begin_with(li, len(content), content[:100], **told)
    assert again["Upload-Offset"] == "100"
    assert go_on(li, again["Location"], 100, content[100:])["X-Media-Id"] == told["media_id"]


def test_a_beginning_that_is_no_photo_leaves_nothing(li: Client, storage: Path) -> None:
    assert begin_with(li, 9, b"some text").json()["code"] == "not_media"
    assert (Upload.objects.count(), parts(storage)) == (0, [])


def test_a_part_whose_upload_never_committed_is_swept_after_a_day(li: Client, storage: Path) -> None:
    kept = begin_with(li, 1000, bytes(10))["Location"].rsplit("/", 1)[1]
    assert begin_with(li, 20, bytes(30)).json()["code"] == "too_long"
    Upload.objects.exclude(id=kept).delete()
    uploads_there = {path.stem for path in parts(storage)}
    sweep.remove_expired_uploads(timezone.now() + timedelta(hours=1))
    assert {path.stem for path in parts(storage)} == uploads_there
    sweep.remove_expired_uploads(timezone.now() + timedelta(days=2))
    assert {path.stem for path in parts(storage)} == {kept}


def test_a_lost_answer_to_the_last_piece_makes_nothing_twice(
    li: Client, django_capture_on_commit_callbacks: Any
) -> None:
    content = photo()
    where = begin(li, len(content))["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        go_on(li, where, 0, content)
    again = go_on(li, where, len(content), b"")
    assert (again.status_code, again["Upload-Offset"]) == (204, str(len(content)))
    assert go_on(li, where, 0, content).json()["offset"] == len(content)
    assert Media.objects.count() == 1


def test_what_came_whole_before_the_server_was_killed_is_finished_by_an_empty_piece(li: Client, storage: Path) -> None:
    content, name = photo(), str(uuid.uuid4())
    told = {"media_id": name, "sha256": hashlib.sha256(content).hexdigest()}
    where = begin(li, len(content), **told)["Location"]
    parts(storage)[0].write_bytes(content)  # on the disk, but never made into a photo
    again = begin(li, len(content), **told)
    assert (again["Location"], again["Upload-Offset"]) == (where, str(len(content)))
    assert "X-Media-Id" not in again
    assert go_on(li, where, len(content), b"")["X-Media-Id"] == name
    assert Media.objects.get().sha256 == told["sha256"]


def test_a_piece_at_the_wrong_place_is_refused(li: Client) -> None:
    where = begin(li, 1000)["Location"]
    go_on(li, where, 0, bytes(10))
    refused = go_on(li, where, 5, bytes(10))
    assert (refused.status_code, refused.json()["code"], refused.json()["offset"]) == (409, "wrong_offset", 10)
    assert refused["Tus-Resumable"] == "1.0.0"
    assert offset(li, where) == 10


def test_more_than_was_announced_is_refused_and_dropped(li: Client) -> None:
    where = begin(li, 20)["Location"]
    go_on(li, where, 0, bytes(10))
    assert go_on(li, where, 10, bytes(11)).json()["code"] == "too_long"
    assert offset(li, where) == 10


def test_a_cut_connection_keeps_what_came(li: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    where = begin(li, 1000)["Location"]
    upload = Upload.objects.get()

    class Cut:
        pieces = [bytes(300)]

        def read(self, size: int) -> bytes:
            if not self.pieces:
                raise UnreadablePostError("connection lost")
            return self.pieces.pop()

    with pytest.raises(UnreadablePostError):
        uploads.append(upload, Cut(), 0, None)  # type: ignore[arg-type]
    assert offset(li, where) == 300


def test_a_damaged_piece_is_dropped(li: Client) -> None:
    where = begin(li, 1000)["Location"]
    right = base64.b64encode(hashlib.sha256(bytes(10)).digest()).decode()
    assert go_on(li, where, 0, bytes(10), **{"Upload-Checksum": f"sha256 {right}"}).status_code == 204
    damaged = go_on(li, where, 10, b"x" * 10, **{"Upload-Checksum": f"sha256 {right}"})
    assert (damaged.status_code, damaged.json()["code"]) == (460, "checksum_mismatch")
    assert offset(li, where) == 10
    odd = go_on(li, where, 10, b"x", **{"Upload-Checksum": "md5 xxxx"})
    assert odd.json()["code"] == "bad_checksum"


def test_a_text_file_ends_its_upload(li: Client, storage: Path) -> None:
    text = b"not a photo at all"
    where = begin(li, len(text), filename="photo.jpg")["Location"]
    refused = go_on(li, where, 0, text)
    assert (refused.status_code, refused.json()["code"]) == (415, "not_media")
    assert "photo.jpg" in refused.json()["detail"]
    assert li.head(where, headers=TUS).status_code == 404
    assert not Upload.objects.exists()
    assert not Media.objects.exists()
    assert parts(storage) == []


def test_a_photo_too_big_for_its_kind_is_refused_at_the_end(li: Client) -> None:
    Setting.objects.create(key="photo_max_mb", value=1)
    content = photo() + bytes(2**20)
    where = begin(li, len(content))["Location"]
    assert go_on(li, where, 0, content).json()["code"] == "too_large"


def test_a_length_that_nothing_may_have_is_refused_at_once(li: Client) -> None:
    refused = begin(li, 101 * 2**20)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert not Upload.objects.exists()


def test_beginning_again_goes_on_where_the_same_upload_stopped(li: Client) -> None:
    content = photo()
    same = {"media_id": str(uuid.uuid4()), "sha256": hashlib.sha256(content).hexdigest()}
    first = begin(li, len(content), **same)["Location"]
    go_on(li, first, 0, content[:50])
    again = begin(li, len(content), **same)
    assert (again["Location"], again["Upload-Offset"]) == (first, "50")
    other = begin(li, len(content), media_id=same["media_id"])
    assert (other["Location"] != first, other["Upload-Offset"]) == (True, "0")


def test_bytes_that_do_not_have_the_announced_hash_are_refused(li: Client) -> None:
    content = photo()
    where = begin(li, len(content), sha256=hashlib.sha256(b"other").hexdigest())["Location"]
    assert go_on(li, where, 0, content).json()["code"] == "sha256_mismatch"
    assert send(li, content, sha256="0" * 64).json()["code"] == "sha256_mismatch"
    assert not Media.objects.exists()


def test_a_file_that_is_here_already_need_not_be_sent(li: Client) -> None:
    content, name = photo(), str(uuid.uuid4())
    send(li, content, media_id=name)
    known = begin(li, len(content), media_id=name, sha256=hashlib.sha256(content).hexdigest())
    assert (known.status_code, known["Upload-Offset"], known["X-Media-Id"]) == (201, str(len(content)), name)
    other = begin(li, len(content), media_id=name, sha256="0" * 64)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert Media.objects.count() == 1


def test_other_bytes_under_a_used_id_are_refused_at_the_end(li: Client) -> None:
    name = str(uuid.uuid4())
    send(li, photo(), media_id=name)
    where = begin(li, len(FILM), media_id=name)["Location"]
    assert go_on(li, where, 0, FILM).json()["code"] == "id_reused"


def test_another_persons_upload_is_not_to_be_found(li: Client, wang: Client) -> None:
    where = begin(li, 1000)["Location"]
    for answer in (wang.head(where, headers=TUS), go_on(wang, where, 0, b"x"), wang.delete(where, headers=TUS)):
        assert answer.status_code == 404
    assert Client().head(where, headers=TUS).status_code == 401


def test_a_cancelled_upload_leaves_nothing(li: Client, storage: Path) -> None:
    where = begin(li, 1000)["Location"]
    go_on(li, where, 0, bytes(10))
    assert li.delete(where, headers=TUS).status_code == 204
    assert li.head(where, headers=TUS).status_code == 404
    assert parts(storage) == []


def test_an_expired_upload_is_gone_and_swept(li: Client, storage: Path) -> None:
    where = begin(li, 1000)["Location"]
    Upload.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert li.head(where, headers=TUS).status_code == 404
    assert sweep.remove_expired_uploads(timezone.now()) == 1
    assert parts(storage) == []


def test_two_requests_never_write_one_upload_at_once(li: Client) -> None:
    where = begin(li, 1000)["Location"]
    with uploads.part_of(Upload.objects.get()):
        assert go_on(li, where, 0, bytes(10)).status_code == 423
    assert go_on(li, where, 0, bytes(10)).status_code == 204


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Length": "10"}, 412, "tus_version"),
        ({**TUS}, 400, "bad_header"),
        ({**TUS, "Upload-Length": "-1"}, 400, "bad_header"),
        ({**TUS, "Upload-Length": "10", "Upload-Metadata": "media_id ***"}, 422, "invalid_metadata"),
        ({**TUS, "Upload-Length": "10", "Upload-Metadata": metadata(media_id="7")}, 422, "invalid_metadata"),
        ({**TUS, "Upload-Length": "10", "Upload-Metadata": metadata(lon="200")}, 422, "invalid_metadata"),
    ],
)
def test_a_bad_beginning_is_refused(li: Client, headers: dict[str, str], status: int, code: str) -> None:
    refused = li.post("/api/v1/uploads", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_piece_must_say_what_it_is(li: Client) -> None:
    where = begin(li, 1000)["Location"]
    refused = li.patch(where, b"x", content_type="image/jpeg", headers={**TUS, "Upload-Offset": "0"})
    assert refused.status_code == 415


def test_anyone_may_ask_what_is_supported(client: Client) -> None:
    answer = client.options("/api/v1/uploads")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "expiration",
        "termination",
    }
    assert answer["Tus-Max-Size"] == str(100 * 2**20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 400), max_size=8))
def test_however_it_is_cut_the_same_photo_arrives(li: Client, cuts: list[int]) -> None:
    content = photo(200, 200)
    where, at = begin(li, len(content))["Location"], 0
    for size in [*cuts, len(content)]:
        piece = content[at : at + size]
        if piece:
            assert int(go_on(li, where, at, piece)["Upload-Offset"]) == at + len(piece)
            at += len(piece)
    assert Upload.objects.get(id=where.rsplit("/", 1)[-1]).media.sha256 == hashlib.sha256(content).hexdigest()  # type: ignore[union-attr]

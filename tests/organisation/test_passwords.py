"""How passwords are kept, seen at a log-in."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from wangge.organisation.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "right-horse-7"


def asks(client: Client, password: str) -> int:
    body = {"username": "collector01", "password": password}
    return client.post("/api/v1/auth/token", body, content_type="application/json").status_code


def test_a_password_is_kept_as_argon2id_of_owasps_strength(client: Client) -> None:
    user = User.objects.create_user("collector01", password=PASSWORD, name="李秀英")
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert (asks(client, PASSWORD), asks(client, PASSWORD + "!")) == (200, 401)


def test_a_password_kept_the_old_way_still_opens_and_is_kept_anew(client: Client) -> None:
    user = User.objects.create_user("collector01", name="李秀英")
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1000)
    user.save()
    assert asks(client, PASSWORD) == 200
    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$")
    assert asks(client, PASSWORD) == 200

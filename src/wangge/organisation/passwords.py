"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters (19 MiB, two passes, one lane): a whole shift logs in at once, and a guess costs
    memory besides time. Django's own would take 100 MiB and eight lanes for each log-in."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

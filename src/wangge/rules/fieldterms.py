"""The county's terms for work on phones, out of its settings."""

from __future__ import annotations

from wangge.organisation.terms import FieldTerms
from wangge.rules.rulebook import rulebook


def field_terms() -> FieldTerms:
    setting = rulebook().setting
    return FieldTerms(
        session_hours=setting("field_session_hours"),
        pin=setting("field_pin"),
        pin_minutes=setting("field_pin_minutes"),
        pin_tries=setting("field_pin_tries"),
    )

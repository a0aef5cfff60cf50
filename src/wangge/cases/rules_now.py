"""The rule book as decisions read it, with the county's secret for draws."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from wangge.basedata import jurisdiction
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.worktime import Calendar, Limit


@dataclass(frozen=True, slots=True)
class RulesNow:
    book: Rulebook
    draw_seed: str

    @property
    def units_calendar(self) -> Calendar:
        return self.book.units_calendar

    @property
    def centre_calendar(self) -> Calendar:
        return self.book.centre_calendar

    @property
    def collectors_calendar(self) -> Calendar:
        return self.book.collectors_calendar

    def stage_limit(self, stage: str) -> Limit:
        return self.book.stage_limit(stage)

    def setting(self, key: str) -> Any:
        return self.book.setting(key)


def rules_now() -> RulesNow:
    key = f"draw:{jurisdiction.current()}".encode()
    seed = hmac.new(settings.SECRET_KEY.encode(), key, hashlib.sha256).hexdigest()
    return RulesNow(rulebook(), seed)

"""The page of the tables is drawn from the models, and every model says what a row of it is."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import models

from wangge.web.docs_tables import ours, page, told
from wangge.web.privileges import append_only_tables

PAGE = page()


def test_the_committed_page_is_the_generated_one() -> None:
    committed = Path(__file__).parents[2] / "docs" / "data-model.md"
    assert committed.read_text(encoding="utf-8") == PAGE, "run: python -m wangge.web.docs_tables > docs/data-model.md"


def test_every_model_says_what_a_row_is() -> None:
    silent = [model._meta.label for app in ours() for model in app.get_models() if not told(model)]
    assert silent == []


def test_djangos_own_listing_of_fields_is_no_description() -> None:
    class Silent(models.Model):
        class Meta:
            app_label = "silent"

        def __str__(self) -> str:
            return ""

    del apps.all_models["silent"]
    assert told(Silent) == ""


def test_the_apps_stand_in_the_order_of_the_floors() -> None:
    headings = [line[3:] for line in PAGE.splitlines() if line.startswith("## ")]
    ground = ["basedata", "geocoding", "organisation", "rules", "evidence", "cases"]
    floors = [*ground, "collection", "evaluation", "messaging", "positioning", "demo", "web"]
    assert headings == [floor for floor in floors if floor in headings]
    assert {"basedata", "organisation", "rules", "evidence", "cases", "web"} <= set(headings)


def test_what_only_grows_is_marked_and_nothing_else() -> None:
    marked = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `") and " ✎ |" in line}
    assert marked == append_only_tables() >= {"cases_event"}

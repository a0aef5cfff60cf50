"""Word search over cases: rjieba tokens plus character bigrams in a `simple` tsvector (architecture, text)."""

from __future__ import annotations

import re

from django.db import connection

from wangge.cases.models import Case
from wangge.rules.rulebook import Rulebook

HAN = re.compile(r"[㐀-鿿]+")
WORD = re.compile(r"[\w]+")


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Han characters; a lone one as itself."""
    found: list[str] = []
    for run in HAN.findall(text):
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return found


def tokens(text: str) -> list[str]:
    """What is put into the index, in order of appearance, each once."""
    import rjieba  # its dictionary takes a fifth of a second to load, which no command should pay that writes no words

    words = [w.lower() for w in rjieba.cut_for_search(text) if WORD.fullmatch(w)]
    return list(dict.fromkeys([*words, *bigrams(text)]))


def asked_tokens(text: str) -> list[str]:
    """What a search must find, all of it: bigrams of Han runs, other words whole."""
    latin = [w.lower() for w in WORD.findall(HAN.sub(" ", text))]
    return list(dict.fromkeys([*bigrams(text), *latin]))


def case_text(book: Rulebook, case_no: str, class_code: str | None, address: str, description: str) -> str:
    name = book.class_name(class_code) if class_code else ""
    return " ".join((case_no, name, address, description))


def search_words(row: Case, book: Rulebook) -> None:
    """Index the case's words; the row itself is not touched otherwise."""
    words = " ".join(tokens(case_text(book, row.case_no, row.class_code, row.address, row.description)))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET words = to_tsvector('simple', %s) WHERE id = %s", [words, row.pk])

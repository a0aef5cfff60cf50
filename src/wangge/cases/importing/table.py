"""The file as rows: its encoding, its header, and what is left of it where quotes or cells are wrong.

A row that cannot be read costs itself only: reading goes on at the line after the one where its quote opened.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wangge.cases.importing.record import OPTIONAL, REQUIRED, BadRow
from wangge.standards.errors import Refused
from wangge.standards.faults import in_words

Row = dict[str, str | None]
QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Line:
    """A row and the line on which it begins, counted from 1 as editors do; `bad` says why it cannot be taken."""

    number: int
    row: Row
    bad: BadRow | None = None


def rows_of(path: Path) -> Iterator[Line]:
    """UTF-8 with or without BOM, or GB 18030 as Chinese spreadsheets write it. Raises Refused for what is no such table."""
    lines = list(io.StringIO(_text(path), newline=""))
    header, at = _header(lines)
    while at < len(lines):
        cells, after, bad = _read(lines, at)
        if bad is not None:
            start = _opened(lines, at, after)
            yield Line(start + 1, _told(header, lines[start]), _quotes(start, after))
            at = start + 1
        elif not cells:
            at = after
        elif after > at + 1 and len(cells) != len(header):
            yield Line(at + 1, _told(header, lines[at]), BadRow("引号不成对，本行与后面的行连在了一起"))
            at += 1
        else:
            yield Line(at + 1, dict(zip(header, cells, strict=False)), _fits(header, cells))
            at = after


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused("file_unreadable", "读不了文件", f"{in_words(error)}。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("bad_encoding", "文件编码无法识别", f"{path} 应为 UTF-8 或 GB 18030 编码。")


def _read(lines: list[str], at: int) -> tuple[list[str], int, csv.Error | None]:
    """(cells, index of the line after the row, error) of the row that begins at `at`."""
    reader = csv.reader((lines[n] for n in range(at, len(lines))), strict=True)
    try:
        return next(reader), at + reader.line_num, None
    except csv.Error as error:
        return [], at + reader.line_num, error


def _opened(lines: list[str], at: int, after: int) -> int:
    """The index of the line, among those of one broken row, on which the quote opens that nothing closes."""
    opened, inside = at, False
    for n in range(at, after):
        opened = opened if inside else n
        inside ^= lines[n].count(QUOTE) % 2 == 1
    return opened


def _quotes(start: int, after: int) -> BadRow:
    if after == start + 1:
        return BadRow("引号不成对，或引号后还有内容（内容里的引号要写成两个）")
    return BadRow("引号在本行打开后没有结束（内容里的引号要写成两个）")


def _told(header: list[str], line: str) -> Row:
    """What a broken line says of itself, so far as can be told: its report_id."""
    cells = line.split(",")
    at = header.index("report_id")
    return {"report_id": cells[at].strip(' "\r\n') if at < len(cells) else ""}


def _fits(header: list[str], cells: list[str]) -> BadRow | None:
    if len(cells) < len(header):
        return BadRow(f"缺少列：本行只有 {len(cells)} 列，表头有 {len(header)} 列，从 {header[len(cells)]} 起没有内容")
    return BadRow(f"多出列：本行有 {len(cells)} 列，表头只有 {len(header)} 列") if len(cells) > len(header) else None


def _header(lines: list[str]) -> tuple[list[str], int]:
    """The column names, and the index of the line after them."""
    cells, after, bad = _read(lines, 0) if lines else ([], 0, None)
    if bad is not None:
        raise Refused("bad_header", "表头不对", "第 1 行的引号没有结束。没有导入任何案件。")
    found = [name.strip() for name in cells]
    wrong = {
        "缺少列": [n for n in REQUIRED if n not in found],
        "不认识的列": [n for n in found if n not in REQUIRED and n not in OPTIONAL],
        "重复的列": sorted({n for n in found if found.count(n) > 1}),
    }
    for what, names in wrong.items():
        if names:
            raise Refused("bad_header", "表头不对", f"{what}：{'、'.join(names)}。没有导入任何案件。")
    return found, after

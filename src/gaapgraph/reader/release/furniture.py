"""Tables that hold no figures of the reporter: contents, covers, addresses, lists of exhibits, signatures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.currency import currencies
from gaapgraph.language.date import parse_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.document.grid import Block

__all__ = ["find_furniture", "is_furniture"]

_MANY = 2  # lines that name contents are no chance

# Legends of the covers of forms 10-K, 10-Q, 8-K, 20-F and S-1.
_COVER = re.compile(
    r"""\(?\b(?:state\s+or\s+other\s+jurisdiction|state\s+of\s+incorporation|i\.?\s?r\.?\s?s\.?\s+employer
    |commission\s+file\s+(?:number|no)|address\s+of\s+principal\s+executive|zip\s+code|area\s+code|trading\s+symbol
    |name\s+of\s+each\s+exchange|\bPCAOB\s+(?:firm\s+)?ID|exact\s+name\s+of|large\s+accelerated\s+filer|emerging\s+growth\s+company
    |indicate\s+by\s+check\s+mark|(?:annual|quarterly|transition)\s+report\s+pursuant\s+to\s+section)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_EXHIBITS = re.compile(
    r"\bexhibits?\s+(?:no|nos|number|numbers|index|description)\b|\bincorporated\s+by\s+reference\b", re.IGNORECASE
)
_EXHIBIT = re.compile(
    r"^\W*(?:\d{1,3}\.\d{1,3}\w?(?:\(\w\))?|101\.(?:INS|SCH|CAL|DEF|LAB|PRE)|10[14])\W*$", re.IGNORECASE
)
_FILED = late_pattern(r"\bfiled|\bexhibit|\bincorporated", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:^|\s)/s/\s|\bsignatures?\s+title\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"""\b(?:phone|tel(?:ephone)?|fax|e-?mail|contacts?|investor\s+relations|media\s+relations|P\.\s?O\.\s+Box|suite|street|avenue
    |boulevard|expressway|parkway|www\.)\b|\S@\S+\.\w|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\(\d{3}\)\s?\d{3}-\d{4}""",
    re.IGNORECASE | re.VERBOSE,
)
_IDENTITY = re.compile(
    r"\W*(?:(?:stock|securit(?:y|ies)|ticker|local)\s+(?:code|symbol)|code(?:\s+number)?|ticker|(?:stock\s+)?(?:exchange\s+)?listing|listed\s+(?:on|exchanges?)"
    r"|stock\s+exchanges?|(?:name\s+of\s+)?(?:the\s+)?(?:listed\s+)?company(?:\s+name)?|company\s+name|representatives?|contact(?:\s+person)?|inquiries|URL|website|scheduled\s+date\b.*|ISIN|CIN|LEI)\W*",
    re.IGNORECASE,
)
_CODED = late_pattern(r"\b(?:code|symbol|ticker|ISIN|CIN|LEI)\b", re.IGNORECASE)
_PAGE = re.compile(r"^\W*(?:[A-Z]{1,2}-)?(?P<page>\d{1,3})\W*$")
_NUMBER = re.compile(r"^\W*\d[\d.,]*\W*$|^[-–—]$")  # or a dash where a figure could be
_CONTENTS = late_pattern(
    r"\b(?:table\s+of\s+contents|index\s+to|page(?:\s+(?:no|number)s?)?\b|(?:item|part|note)\s+\w{1,3}\b|signatures|exhibits)",
    re.IGNORECASE,
)
_LEAST_ENTRIES = 3
_MOST_PAGES = 600
_MOST_CONTACT_ROWS = 8
_LONGEST_CONTACT = 120


def find_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Return the tables of a document that hold none of its figures, those that number its pages among them."""
    tables = [block for block in blocks if block.is_table]
    feet = Counter(_foot(block) for block in tables if len(block.rows) == 1)
    return [
        block
        for block in tables
        if is_furniture(block) or (len(block.rows) == 1 and feet[_foot(block)] >= _LEAST_ENTRIES and _is_foot(block))
    ]


def _foot(block: Block) -> str:
    """Return the words of a table of one row, without its digits: alike at the foot of every page."""
    return re.sub(r"\d+", "#", " ".join(cell.text for cell in block.rows[0].cells))


def _is_foot(block: Block) -> bool:
    numbers = [cell.text for cell in block.rows[0].cells if re.search(r"\d", cell.text)]
    return bool(numbers) and sum(bool(_PAGE.match(text)) for text in numbers) == 1


def is_furniture(block: Block) -> bool:
    """Say whether a table serves the document and states nothing of the company: nothing in it is a figure."""
    rows = [[cell.text for cell in row.cells] for row in block.rows]
    lines = [" ".join(row) for row in rows]
    return (
        _is_people(rows)
        or _is_cover(lines)
        or _is_contents(rows, lines)
        or _is_exhibits(rows, lines)
        or _is_contact(lines)
        or _is_identity(rows, lines)
    )


def _is_identity(rows: list[list[str]], lines: list[str]) -> bool:
    """Say whether a table names the company as the forms of exchanges do: its code, its listing, who answers."""
    found = sum(bool(row) and _IDENTITY.match(row[0]) is not None for row in rows)
    return found * 2 >= len(rows) and found > 1 and any(_CODED.search(line) for line in lines)


def _is_people(rows: list[list[str]]) -> bool:
    """Say whether a table lists officers by name and age."""
    head = {text.strip().lower() for text in rows[0]} if rows else set()
    return "age" in head and bool(head & {"name", "position", "title", "office", "positions", "current position"})


def _is_cover(lines: list[str]) -> bool:
    return any(_COVER.search(line) for line in lines)


def _is_contents(rows: list[list[str]], lines: list[str]) -> bool:
    """Say whether each entry has one number, a page that never goes back, and the words are those of an index."""
    entries = [
        (row, match)
        for row in rows
        if len(row) > 1
        and (match := _PAGE.match(row[-1]) or _PAGE.match(row[0]))
        and sum(bool(_NUMBER.match(text)) for text in row) == 1
    ]
    pages = [int(match["page"]) for _, match in entries]
    if len(pages) < _LEAST_ENTRIES or max(pages) > _MOST_PAGES or len(entries) * 2 < len(rows):
        return False
    if any(later < earlier for earlier, later in pairwise(pages)) or len(set(pages)) == 1:
        return False
    if any(currencies(line) or "%" in line for line in lines):
        return False
    worded = sum(bool(_CONTENTS.search(line)) for line in lines)
    return worded >= _MANY or (worded == 1 and _CONTENTS.search(" ".join(lines[:2])) is not None)


def _is_exhibits(rows: list[list[str]], lines: list[str]) -> bool:
    """Say whether a table lists exhibits by their numbers, or bears signatures."""
    numbered = sum(bool(row) and _EXHIBIT.match(row[0]) is not None for row in rows)
    if any(_EXHIBITS.search(line) for line in lines[:3]) and numbered * 3 >= len(rows):
        return True
    if any(currencies(line) for line in lines):
        return False
    if numbered >= _LEAST_ENTRIES and numbered * 2 >= len(rows) and any(_FILED.search(line) for line in lines):
        return True
    return any(_SIGNATURE.search(line) for line in lines)


def _is_contact(lines: list[str]) -> bool:
    """Say whether a small table gives addresses and numbers to call."""
    if len(lines) > _MOST_CONTACT_ROWS or any(currencies(line) for line in lines):
        return False
    found = sum(len(line) < _LONGEST_CONTACT and bool(_CONTACT.search(line)) for line in lines)
    return found * 2 >= len(lines) and not any(parse_dates(line) and re.search(r"\bended\b", line) for line in lines)

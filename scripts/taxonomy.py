"""What the standard taxonomies say of their elements, from several years, merged: what the oldest says comes first."""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import re
import tarfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Element", "Taxonomies", "words_of"]

US_GAAP = {
    2009: "http://xbrl.us/us-gaap/2009-01-31",
    2011: "http://fasb.org/us-gaap/2011-01-31",
    2024: "http://fasb.org/us-gaap/2024",
}
# Beside the schemas, a table of what the years 2022 to 2025 say; by it also what older tables leave open.
RECENT = {
    "us-gaap": "http://fasb.org/us-gaap/{}",
    "srt": "http://fasb.org/srt/{}",
    "dei": "http://xbrl.sec.gov/dei/{}",
}
_SCHEMA = re.compile(r"(?:^|/)(srt-\d{4}|dei-\d{4}-\d\d-\d\d)\.xsd$")
_LABELS = re.compile(r"(?:^|/)(srt|dei)-lab-(\d{4}(?:-\d\d-\d\d)?)\.xml$")
_XS = "{http://www.w3.org/2001/XMLSchema}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_XLINK = "{http://www.w3.org/1999/xlink}"
ENOUGH = 3  # filers who call a concept so, whatever its name is
SHORT, STEM = 3, 6  # letters of a word that may be small, and by which two words are the same
SMALL = frozenset(  # of four letters and more, which the publisher does not write capital
    re.findall(
        r"\w+",
        "from with after before than into each when over under between within without upon that which during including "
        "excluding less more through other until held used being their been have",
    )
)
_LABEL_ROLE = "http://www.xbrl.org/2003/role/label"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a taxonomy: a concept, a dimension or a member.

    Attributes:
        type: The local name of its item type.
        versions: Namespaces of the taxonomy versions that have it.
    """

    name: str
    type: str | None
    substitution_group: str | None
    period_type: str | None
    balance: str | None
    is_abstract: bool
    label: str | None
    versions: tuple[str, ...]

    @property
    def is_dimension(self) -> bool:
        """Whether facts can carry it as a dimension (Dimensions 1.0 §2.5)."""
        is_named_so = self.name.endswith("Axis") and self.type != "domainItemType"  # 2024: groups are not at hand
        return self.substitution_group == "dimensionItem" or is_named_so

    @property
    def is_member(self) -> bool:
        """Whether it is a value of a dimension, or the domain that holds such values."""
        return self.type == "domainItemType"


Row = dict[str, str]


class Taxonomies:
    """The elements of us-gaap 2009, 2011 and 2022 to 2025, of srt 2024, and of dei 2009 to 2014 and 2022 to 2024."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def find(self, prefix: str, name: str) -> Element | None:
        """Return an element, or None where no version has it."""
        rows = self._rows[prefix].get(name)
        return self._merge(prefix, name, rows) if rows else None

    def all(self, prefix: str) -> Iterator[Element]:
        """Yield every element of a taxonomy in the order of the names."""
        for name, rows in sorted(self._rows[prefix].items()):
            yield self._merge(prefix, name, rows)

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[Row]]]:
        rows: dict[str, dict[str, list[Row]]] = {"us-gaap": {}, "srt": {}, "dei": {}}
        for year, namespace in US_GAAP.items():
            path = self._data / "taxonomy" / f"us-gaap-{year}-concepts.csv"
            with path.open(encoding="utf-8", newline="") as table:
                for row in csv.DictReader(table):
                    rows["us-gaap"].setdefault(row["name"], []).append({**row, "version": namespace})
        for prefix in ("srt", "dei"):
            for row in _read_archive(self._data / "taxonomy" / f"taxonomy-{prefix}.tar.xz"):
                rows[prefix].setdefault(row["name"], []).append(row)
        for row in self._recent:
            rows[row["prefix"]].setdefault(row["name"], []).append(row)
        return rows

    @property
    def _recent(self) -> Iterator[Row]:
        """Yield each element of 2022 to 2025 once for each year that has it."""
        path = self._data / "mapping" / "us-gaap-2025-concepts.csv.xz"
        with lzma.open(path, "rt", encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                for year in row["years"].split():
                    yield {
                        "prefix": row["prefix"],
                        "name": row["name"],
                        "type": row["type"],
                        "substitutionGroup": row["substitution_group"],
                        "periodType": row["period_type"],
                        "balance": row["balance"],
                        "abstract": row["abstract"],
                        "label_en": row["label"],
                        "label_source": "sec"
                        if row["label_source"].startswith(("sec", "srt"))
                        else row["label_source"],
                        "version": RECENT[row["prefix"]].format(year),
                    }

    def _merge(self, prefix: str, name: str, rows: list[Row]) -> Element:
        def first(column: str) -> str | None:
            return next((value.rsplit(":", 1)[-1] for row in rows if (value := row.get(column, ""))), None)

        by_sec = [row["label_en"] for row in rows if row["label_source"] == "sec"]
        by_filers = [row for row in rows if row["label_en"] and row["label_source"] != "sec"]
        said = [row for row in by_filers if is_standard(name, row["label_en"], count_votes(row["label_source"]))]
        said.sort(key=lambda row: -count_votes(row["label_source"]))
        return Element(
            name,
            first("type"),
            first("substitutionGroup"),
            first("periodType") or self._filed_period_types.get((prefix, name)),
            first("balance") or self._filed_balances.get((prefix, name)),
            first("abstract") == "true",
            next(iter([*by_sec, *(row["label_en"] for row in said)]), None),
            tuple(dict.fromkeys(row["version"] for row in rows)),
        )

    @cached_property
    def _filed_period_types(self) -> dict[tuple[str, str], str]:
        """Period types as filings use them, for elements whose schema is not at hand.

        A concept has one period type (XBRL 2.1 §5.1.1.1), so one fact of a valid filing tells it.
        """
        types: dict[tuple[str, str], str] = {}
        for path in sorted((self._data / "companyfacts").glob("*.json.gz")):
            for prefix, concepts in json.loads(gzip.decompress(path.read_bytes()), parse_float=str)["facts"].items():
                for name, concept in concepts.items():
                    fact = next(fact for facts in concept["units"].values() for fact in facts)
                    types[prefix, name] = "duration" if "start" in fact else "instant"
        for path in sorted((self._data / "filings").glob("*/*_htm.xml")):
            types.update(_period_types_of_filing(path))
        return types

    @cached_property
    def _filed_balances(self) -> dict[tuple[str, str], str]:
        """Balances as SEC's rendering metadata of filings gives them."""
        balances: dict[tuple[str, str], str] = {}
        for path in sorted((self._data / "filings").glob("*/MetaLinks.json")):
            for instance in json.loads(path.read_text(encoding="utf-8"))["instance"].values():
                for identifier, tag in instance["tag"].items():
                    prefix, _, name = identifier.partition("_")
                    if "crdr" in tag:
                        balances[prefix, name] = tag["crdr"]
        return balances


def count_votes(source: str) -> int:
    """Return how many filers call a concept so: `filer-majority:2/5`; other sources are publishers.

    >>> count_votes("filer-majority:2/5"), count_votes("metalinks")
    (2, 3)
    """
    kind, _, votes = source.partition(":")
    return int(votes.partition("/")[0]) if kind == "filer-majority" else ENOUGH


def is_standard(name: str, label: str, votes: int) -> bool:
    """Say whether a label that filers give is the publisher's, whose words are capital, and not their own.

    Where few give it, it must have the words of the name too.

    >>> name = "IncomeLossIncludingPortionAttributableToNoncontrollingInterest"
    >>> is_standard(name, "Net income (loss) before non-controlling interest", 3)
    False
    >>> is_standard(name, "Income (Loss), Including Portion Attributable to Noncontrolling Interest, before Tax", 2)
    True
    """
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", re.sub(r"\[.*?\]", "", label))
    if any(word[0].islower() and len(word) > SHORT and word not in SMALL for word in words) or "_" in label:
        return False
    run = re.sub(r"[^a-z0-9]", "", label.lower())
    named = [word.lower() for word in words_of(name).split() if len(word) > SHORT]
    shared = sum(word[: max(SHORT, min(len(word) - 1, STEM))] in run for word in named)
    return votes >= ENOUGH or shared * 2 >= len(named)


def words_of(name: str) -> str:
    """Return a concept's name as separate words.

    >>> words_of("DueFromOfficersOrStockholdersIRACurrent")
    'Due From Officers Or Stockholders IRA Current'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", " ", name)


def _read_archive(path: Path) -> Iterator[Row]:
    """Yield the elements of each schema in an archive, with the standard labels beside it, oldest first."""
    with tarfile.open(path) as archive:
        members = {member.name: member for member in archive.getmembers() if member.isfile()}
        content = {
            name: file.read()
            for name, member in sorted(members.items())
            if (_SCHEMA.search(name) or _LABELS.search(name)) and (file := archive.extractfile(member))
        }
    labels = {f"{m[1]}-{m[2]}": _labels(text) for name, text in content.items() if (m := _LABELS.search(name))}
    for name, text in content.items():
        if schema := _SCHEMA.search(name):
            yield from _elements(text, labels.get(schema[1], {}))


def _elements(schema: bytes, labels: dict[str, str]) -> Iterator[Row]:
    root = etree.parse(io.BytesIO(schema), _PARSER).getroot()
    for element in root.iterfind(f"{_XS}element"):
        name = element.get("name", "")
        yield {
            "name": name,
            "type": element.get("type", ""),
            "substitutionGroup": element.get("substitutionGroup", ""),
            "periodType": element.get(f"{_XBRLI}periodType", ""),
            "balance": element.get(f"{_XBRLI}balance", ""),
            "abstract": element.get("abstract", "false"),
            "label_en": labels.get(element.get("id", ""), ""),
            "label_source": "sec" if element.get("id", "") in labels else "",
            "version": root.get("targetNamespace", ""),
        }


def _labels(linkbase: bytes) -> dict[str, str]:
    """Return the standard labels of a label linkbase by element id."""
    root = etree.parse(io.BytesIO(linkbase), _PARSER).getroot()
    located, texts, labels = dict[str, str](), dict[str, str](), dict[str, str]()
    arcs = []
    for node in root.iter("{*}loc", "{*}label", "{*}labelArc"):
        name = node.get(f"{_XLINK}label", "")
        kind = etree.QName(node).localname
        if kind == "loc":
            located[name] = node.get(f"{_XLINK}href", "").partition("#")[2]
        elif kind == "labelArc":
            arcs.append((node.get(f"{_XLINK}from", ""), node.get(f"{_XLINK}to", "")))
        elif node.get(f"{_XLINK}role") == _LABEL_ROLE:
            texts[name] = node.text or ""
    for start, end in arcs:
        if end in texts:
            labels[located[start]] = texts[end]
    return labels


def _period_types_of_filing(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    root = etree.parse(path, _PARSER).getroot()
    kinds = {
        context.get("id"): "instant" if context.find(f"{_XBRLI}period/{_XBRLI}instant") is not None else "duration"
        for context in root.iterfind(f"{_XBRLI}context")
    }
    for fact in root.iterfind("*[@contextRef]"):
        prefix = fact.prefix
        if prefix in ("us-gaap", "srt", "dei"):
            yield (prefix, etree.QName(fact).localname), kinds[fact.get("contextRef")]

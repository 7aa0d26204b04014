"""Who files, and what: the indexes of EDGAR."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import NotFoundError, ReadError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.edgar.archive_client import ArchiveClient

__all__ = ["Company", "Filing", "find_company", "list_filings"]

_CIK = re.compile(r"(?:CIK)?0*(\d{1,10})", re.IGNORECASE | re.ASCII)
_ACCESSION, _PAGE = (
    re.compile(r"\d{10}-\d{2}-\d{6}", re.ASCII),
    re.compile(r"CIK\d{10}-submissions-\d+\.json", re.ASCII),
)
_SHOWN = 5
_PAGES = 100  # of older filings; the largest filers have about twenty


@frozen
class Company:
    """A filer, by its Central Index Key."""

    cik: int
    name: str


@frozen(kw_only=True)
class Filing:
    """A submission.

    Attributes:
        accession: Number, `0000320193-25-000057`.
        filed: The day.
        report_date: End of what it reports on, where the index tells it.
        primary: Its main document; empty in filings of one text.
    """

    company: Company
    accession: str
    form: str
    filed: date
    report_date: str
    primary: str


def find_company(client: ArchiveClient, wanted: str, *, refresh: bool = False) -> Company:
    """Return the company of a ticker, a CIK or a name.

    Raises:
        NotFoundError: There is none, or several have such a name.
    """
    number = _CIK.fullmatch(wanted.strip())
    if number is not None:
        return Company(int(number[1]), "")
    url = f"{client.site.pages}/files/company_tickers.json"
    listed = _read(client.get(url, refresh=refresh), url)
    rows = [(int(number[1]), one) for one in listed.values() if (number := _read_number(one)) is not None]
    for cik, row in rows:
        if str(row.get("ticker", "")).upper() == wanted.strip().upper():
            return Company(cik, str(row.get("title", "")))
    names: dict[int, str] = {cik: str(row.get("title", "")) for cik, row in rows}
    folded = _fold(wanted)
    found = {cik: name for cik, name in names.items() if _fold(name) == folded} or {
        cik: name for cik, name in names.items() if folded and f" {folded} " in f" {_fold(name)} "
    }
    if len(found) == 1:
        return Company(*next(iter(found.items())))
    if found:
        shown = "; ".join(f"{name} (CIK {cik})" for cik, name in list(found.items())[:_SHOWN])
        raise NotFoundError(
            f"{len(found)} companies have such a name", where=wanted, mend=f"take the CIK of one: {shown}"
        )
    raise NotFoundError("no company has this ticker, CIK or name", where=wanted, mend="give its CIK")


def list_filings(
    client: ArchiveClient, company: Company, form: str, last: int, *, refresh: bool = False
) -> list[Filing]:
    """Return the last filings of a form, the newest first.

    Raises:
        NotFoundError: There is none of that form.
    """
    url = f"{client.site.data}/submissions/CIK{company.cik:010d}.json"
    try:
        index = _read(client.get(url, refresh=refresh), url)
    except NotFoundError as exc:
        raise NotFoundError("no company has this CIK", where=str(company.cik), mend="look it up on sec.gov") from exc
    named = Company(company.cik, str(index.get("name") or company.name))
    filings = _as_object(index.get("filings"))
    found = list(_list_rows(_as_object(filings.get("recent")), named, form))
    for page in _as_list(filings.get("files"))[:_PAGES]:
        if len(found) >= last:
            break
        name = str(_as_object(page).get("name", ""))
        if _PAGE.fullmatch(name):
            address = f"{client.site.data}/submissions/{name}"
            found += _list_rows(_read(client.get(address, refresh=refresh), address), named, form)
    if not found:
        raise NotFoundError(
            f"{named.name or company.cik} has filed no {form}", where=form, mend="give a form such as 10-K"
        )
    return sorted(found, key=lambda one: (one.filed, one.accession), reverse=True)[:last]


def _list_rows(columns: dict[str, Any], company: Company, form: str) -> Iterator[Filing]:
    names = ("accessionNumber", "filingDate", "form", "reportDate", "primaryDocument")
    lists = [_as_list(columns.get(name)) for name in names]
    for accession, filed, kind, end, primary in zip(*lists, strict=False):
        if str(kind).upper() != form.upper() or not _ACCESSION.fullmatch(str(accession)):
            continue
        try:
            day = date.fromisoformat(str(filed))
        except ValueError:
            continue
        yield Filing(
            company=company, accession=accession, form=str(kind), filed=day, report_date=str(end or ""),
            primary=str(primary or ""),
        )  # fmt: skip


def _read_number(row: Any) -> re.Match[str] | None:
    """Return the Central Index Key of a row, or None where it has none."""
    return _CIK.fullmatch(str(row.get("cik_str", ""))) if isinstance(row, dict) else None


def _as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())


def _read(content: bytes, url: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as exc:
        raise ReadError("is no JSON", where=url, mend="run it again with --refresh") from exc
    if not isinstance(found, dict):
        raise ReadError("is no index of EDGAR", where=url, mend="run it again with --refresh")
    return found

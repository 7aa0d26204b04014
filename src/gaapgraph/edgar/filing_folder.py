"""A filing on disk: a folder with its documents, and what EDGAR says of it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.edgar.archive_client import ArchiveClient
    from gaapgraph.edgar.company_index import Filing

__all__ = ["RECORD", "keep_filing"]

RECORD = "filing.json"
_MOST = 2_000  # documents of one filing; the largest have some hundreds
_SAFE = re.compile(r"[A-Za-z0-9][\w.-]{0,150}", re.ASCII)
_WANTED = re.compile(r".+\.(?:xsd|xml|xbrl|html?|xhtml)|MetaLinks\.json", re.IGNORECASE)
_RENDERED = re.compile(r"R\d+\.(?:htm|xml)|.*-index(?:-headers)?\.html?|FilingSummary\.xml", re.IGNORECASE)


def keep_filing(client: ArchiveClient, filing: Filing, home: Path) -> tuple[Path, int]:
    """Fetch the documents of a filing into a folder of its own, and return it with the number of files that came.

    What is there already is not asked for; a folder with a record is whole.

    Args:
        client: Asks EDGAR.
        filing: Which.
        home: The folder of all filings.
    """
    folder = home / f"{filing.company.cik:010d}" / filing.accession
    if (folder / RECORD).is_file():
        return folder, 0
    folder.mkdir(parents=True, exist_ok=True)
    base = f"{client.site.pages}/Archives/edgar/data/{filing.company.cik}/{filing.accession.replace('-', '')}"
    came, kept = 0, []
    for name in _list_names(client, base, filing):
        target = folder / name
        if not target.is_file():
            part = target.with_name(f"{name}.part")
            part.write_bytes(client.get(f"{base}/{name}", keep=False))
            part.replace(target)
            came += 1
        kept.append({"name": name, "sha256": sha256(target.read_bytes()).hexdigest()})
    record = {
        "accessionNumber": filing.accession,
        "cik": filing.company.cik,
        "company": filing.company.name,
        "form": filing.form,
        "filingDate": filing.filed.isoformat(),
        "reportDate": filing.report_date,
        "primaryDocument": filing.primary,
        "files": kept,
    }
    part = folder / f"{RECORD}.part"
    part.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / RECORD)
    return folder, came


def _list_names(client: ArchiveClient, base: str, filing: Filing) -> list[str]:
    """Return the documents that are wanted: those filed, without what EDGAR renders of them."""
    url = f"{base}/index.json"
    try:
        listed: Any = json.loads(client.get(url))["directory"]["item"]
        names = [str(one["name"]) for one in listed]
    except (ValueError, KeyError, TypeError, RecursionError) as exc:
        raise ReadError(
            "is no list of the documents of a filing", where=url, mend="run it again with --refresh"
        ) from exc
    safe = [name for name in names if _SAFE.fullmatch(name)]
    found = [name for name in dict.fromkeys(safe) if _WANTED.fullmatch(name) and not _RENDERED.fullmatch(name)]
    if len(found) > _MOST:
        raise ReadError(f"lists {len(found):,} documents", where=url, mend="fetch it by hand")
    if filing.primary in safe and filing.primary not in found:
        found.append(filing.primary)
    return found or [name for name in safe if name == f"{filing.accession}.txt"]

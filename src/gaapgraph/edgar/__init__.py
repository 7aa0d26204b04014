"""Filings from EDGAR, within SEC's rules of access: found by company and form, kept, never asked for twice."""

from __future__ import annotations

from gaapgraph.edgar.archive_client import ArchiveClient, Site
from gaapgraph.edgar.company_index import Company, Filing, find_company, list_filings
from gaapgraph.edgar.filing_folder import keep_filing

__all__ = ["ArchiveClient", "Company", "Filing", "Site", "find_company", "keep_filing", "list_filings"]

"""SEC's Financial Statement Data Sets: all statements of a quarter's filings in four tables."""

from gaapgraph.reader.sec.quarter import is_data_set, read_submissions

__all__ = ["is_data_set", "read_submissions"]

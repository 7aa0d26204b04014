"""Reports in the syntaxes of the Open Information Model: xBRL-JSON 1.0 and xBRL-CSV 1.0."""

from __future__ import annotations

from gaapgraph.reader.oim.csv_report import read_csv_report
from gaapgraph.reader.oim.json_report import read_json_report

__all__ = ["read_csv_report", "read_json_report"]

"""Tables: from rows and heads to figures with value, unit, period and label."""

from gaapgraph.reader.table.chain import TableReading, read_tables
from gaapgraph.reader.table.figure import Figure, Reading, Row, Table, Token

__all__ = ["Figure", "Reading", "Row", "Table", "TableReading", "Token", "read_tables"]

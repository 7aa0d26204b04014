"""Read an EX-99 exhibit with edgartools' earnings reader: every financial table as a data frame.

Runs in a virtual environment of its own.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

from edgar.earnings import EarningsRelease

path = Path(sys.argv[1])
release = EarningsRelease(SimpleNamespace(content=path.read_text(encoding="utf-8"), document=path.name))
tables = release.financial_tables
cells = sum(int(table.dataframe.notna().sum().sum()) for table in tables)
print(f"{len(tables)} tables, {cells} cells")

"""The reader of narrative sections such as risk factors: headings, bullets, amounts, dates, defined terms, names."""

from gaapgraph.reader.narrative.narrative import Amount, Dated, Name, Narrative, Passage
from gaapgraph.reader.narrative.reader import read_narrative

__all__ = ["Amount", "Dated", "Name", "Narrative", "Passage", "read_narrative"]

"""Rows whose figures state two facts each: "Net loss per share, basic and diluted"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.reader.table.figure import Figure

__all__ = ["part_twofold"]

# Companies with a loss print one figure for both, and tag both: US-GAAP retired the concepts of the two together.
_BOTH = re.compile(
    r"\b(basic)\s*(?:and|&|/)\s*((?:fully\s+)?diluted)\b|\b(diluted)\s*(?:and|&|/)\s*(basic)\b", re.IGNORECASE
)


def part_twofold(row: list[Figure]) -> Iterator[Figure]:
    """Yield the figures of a row, and each twice, under a label of its own, where it is of basic and diluted shares.

    Args:
        row: The figures of a row, of which at least one must be per share or a number of shares.
    """
    is_of_shares = any(
        figure.unit is not None and XBRLI.shares in (*figure.unit.numerator, *figure.unit.denominator) for figure in row
    )
    for figure in row:
        both = _BOTH.search(figure.label) if is_of_shares else None
        if both is None:
            yield figure
            continue
        before, after = figure.label[: both.start()], figure.label[both.end() :]
        for name in both.groups():
            if name is not None:
                yield replace(figure, label=f"{before}{name}{after}")

"""Changes on the screen, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from gaapgraph.cli._screen import console, print_table
from gaapgraph.compare import KINDS
from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.compare import Change, Comparison

__all__ = ["as_csv", "as_records", "print_comparison"]

_MOST_ALIKE = 3
_MOST_ROWS = 24
_RELATIONS = {
    "same": "the same document, built twice",
    "versions": "two versions of one report",
    "reports": "two reports",
}
_TITLES = {
    "report": "the report",
    "value": "values",
    "accuracy": "accuracy",
    "meaning": "meanings",
    "fact": "facts",
    "print": "prints",
    "place": "places",
    "mapping": "mappings",
    "finding": "findings of the reader",
    "result": "results of the rules",
    "answer": "answers",
    "narrative": "risks, relationships and events",
}
_HEADS = ("change", "what", "before → after", "why")


def print_comparison(found: Comparison, *, is_full: bool) -> None:
    """Print what differs between two reports; changes of one cause are told together unless all are wanted."""
    screen = console()
    names = " → ".join(name or "nothing" for name in (found.before, found.after))
    screen.print(Text(names, style="bold"))
    screen.print(Text(f"{_RELATIONS[found.relation]} of {found.entity}: {_describe_counts(found.changes)}"))
    for count in found.counts:
        if count.number:
            screen.print(Text(f"  {count.number:,} {count.what}", style="dim"))
    shown = [each for each in found.changes if is_full or each.severity != "info"]
    for kind, group in groupby(shown, key=lambda each: each.kind):
        screen.print(Text(f"\n{_TITLES[kind]}", style="bold"))
        rows = list(_list_rows(list(group), is_full=is_full))
        most = len(rows) if is_full else _MOST_ROWS
        print_table(_HEADS, rows[:most])
        if most < len(rows):
            screen.print(Text(f"and {len(rows) - most} more rows (--all lists them)", style="dim"))
    if len(shown) < len(found.changes):
        hidden = len(found.changes) - len(shown)
        screen.print(Text(f"\n{hidden} infos are not shown; --all lists everything", style="dim"))


def as_records(found: Sequence[Comparison]) -> list[dict[str, object]]:
    """Return every change as an object of JSON."""
    return [
        {
            "kind": each.kind,
            "change": each.change,
            "what": each.what,
            "differs": list(each.differs),
            "before": each.before,
            "after": each.after,
            "agreement": each.agreement,
            "severity": each.severity,
            "why": list(each.why),
            "key": each.key,
            "facts": list(each.facts),
            "at": {"before": list(map(format_place, each.before_at)), "after": list(map(format_place, each.after_at))},
            "lines": {"before": list(each.lines[0]), "after": list(each.lines[1])},
            "reports": [pair.before, pair.after],
        }
        for pair in found
        for each in pair.changes
    ]


def as_csv(found: Sequence[Comparison]) -> str:
    """Return every change as a row of CSV; lists are joined by a semicolon."""
    out = io.StringIO()
    heads = ["kind", "change", "what", "differs", "before", "after", "agreement", "severity", "why", "key", "facts"]
    writer = csv.writer(out)
    writer.writerow([*heads, "before_at", "after_at"])
    for pair in found:
        for each in pair.changes:
            at = [[format_place(place) for place in places] for places in (each.before_at, each.after_at)]
            lists = (each.differs, each.why, each.facts, *at)
            differs, why, facts, before_at, after_at = ("; ".join(items) for items in lists)
            start = [each.kind, each.change, each.what, differs, each.before, each.after, each.agreement, each.severity]
            writer.writerow([*start, why, each.key, facts, before_at, after_at])
    return out.getvalue()


def _describe_counts(changes: Sequence[Change]) -> str:
    if not changes:
        return "nothing differs"
    counts = Counter(each.kind for each in changes)
    parts = [f"{counts[kind]} {_TITLES[kind] if counts[kind] > 1 else kind}" for kind in KINDS if counts[kind]]
    return ", ".join(parts)


def _list_rows(changes: list[Change], *, is_full: bool) -> Iterator[list[str]]:
    """Yield a row for each change, or for each cause where several have the same."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for each in changes:
        groups.setdefault(_cause(each), []).append(each)
    for group in groups.values():
        alike = 1 if group[0].kind == "answer" else _MOST_ALIKE
        most = len(group) if is_full or len(group) <= alike + 1 else alike
        for each in group[:most]:
            yield _row(each)
        if most < len(group):
            rest = group[most:]
            yield [
                "",
                f"and {len(rest)} more of the same cause (--all lists them)",
                "",
                _span(rest) and f"at {_span(rest)}",
            ]


def _cause(each: Change) -> tuple[object, ...]:
    if each.kind == "answer":
        return (each.kind, each.what.partition(":")[0])
    return (each.kind, each.change, each.differs, each.why[-1:])


def _row(each: Change) -> list[str]:
    words = [each.change, each.severity, each.agreement, *(each.differs if each.kind == "meaning" else ())]
    where = _span([each])
    return [
        ",\n".join(filter(None, words)),
        each.what + (f"\nat {where}" if where else ""),
        "\n→ ".join(filter(None, [each.before, each.after])),
        "\n".join(each.why),
    ]


def _span(changes: Sequence[Change]) -> str:
    """Return where changes stand: one place as it is, many as the first and the last."""
    sides = []
    for names in ([each.before_at for each in changes], [each.after_at for each in changes]):
        places = [format_place(place) for place in dict.fromkeys(place for at in names for place in at)]
        if places:
            sides.append(places[0] if len(places) == 1 else f"{places[0]} … {places[-1]}")
    return " → ".join(dict.fromkeys(sides))

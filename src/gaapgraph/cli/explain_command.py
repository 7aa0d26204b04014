"""`gaapgraph explain`: where a number comes from, and what it is tied to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from gaapgraph.cli._argument import Data
from gaapgraph.cli._candidates import find_candidates
from gaapgraph.cli._row import print_row
from gaapgraph.cli._rules import list_rules
from gaapgraph.cli._screen import console, tell_unusable
from gaapgraph.document.place import format_place, parse_place
from gaapgraph.errors import NotFoundError
from gaapgraph.graph import (
    Dataset,
    describe_mapping,
    describe_print,
    find_fact,
    find_figures,
    find_notices,
    list_corrections,
    show_period,
    show_unit,
    thousands,
    trace,
)
from gaapgraph.model import canonical
from gaapgraph.store import gather
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.graph import Figure, Neighbour, Notice, StatedFact, Trace

__all__ = ["explain", "print_explanation"]

_MOST_CANDIDATES = 3


def explain(
    target: Annotated[
        str,
        typer.Argument(
            metavar="FACT|PLACE",
            help="A fact's IRI or key, or a place: 53 (line), 53:2 (and cell), 169@63 (and offset), t3:12:2 (table, "
            "row and cell of HTML or Markdown), or the id of an element.",
        ),
    ],
    data: Data = None,
    column: Annotated[int | None, typer.Option(metavar="N", help="Only the cell in this column of the line.")] = None,
    document: Annotated[
        str,
        typer.Option(metavar="NAME", help="Only the document whose file name begins so."),
    ] = "",
) -> None:
    """Show where a number comes from, what it is tied to, and what else was considered."""
    dataset = Dataset(gather(data or []))
    place = parse_place(target)
    if place is None:
        print_explanation(dataset, find_fact(dataset, target))
        tell_unusable(len(dataset.unusable))
        return
    try:
        at = place if column is None else replace(place, column=column)
        figures = _pick(dataset, find_figures(dataset, at), document)
    except NotFoundError:
        notices = [notice for notice in find_notices(dataset, line=place.line) if notice.file.startswith(document)]
        if place.line is None or not notices:
            raise
        _print_lines(("finding", f"{notice.file}, {_describe_notice(notice)}") for notice in notices)
        return
    for _, group in groupby(figures, key=lambda figure: figure.document):
        _explain_place(dataset, list(group))
    tell_unusable(len(dataset.unusable))


def print_explanation(dataset: Dataset, fact: str, here: Figure | None = None) -> None:
    """Print one fact: its printed row, its value, its concept, its places and its networks.

    Args:
        dataset: The data.
        fact: The fact's IRI.
        here: The place that was asked for; without it the first in a table.
    """
    found = trace(dataset, fact)
    here = here or min(found.figures, key=lambda figure: figure.column is None, default=None)
    if here is not None:
        print_row(dataset, _list_row(dataset, here), here)
    _print_lines(_list_details(dataset, found))
    if here is not None:
        _print_lines(_list_evidence(dataset, found, here))
        _print_lines(_list_notices(dataset, found, here))
        _print_lines([("corrected", each) for each in list_corrections(dataset, fact)])
    _print_lines([("stated at", _describe_places(dataset, found.figures))])
    _print_lines(_list_networks(found))
    _print_lines([("tied to", link) for link in found.links])
    _print_lines(list_rules(dataset.store, fact))


def _list_row(dataset: Dataset, here: Figure) -> list[Figure]:
    """Return the figures of a row: of the line, or of the row of a table where lines mean nothing."""
    if not here.line:
        return [here]
    beside = dataset.figures(line=here.line)
    row = (here.document, here.place.table, here.place.row)
    return [each for each in beside if (each.document, each.place.table, each.place.row) == row]


def _pick(dataset: Dataset, figures: list[Figure], document: str) -> list[Figure]:
    """Return the figures of the documents whose name begins as given."""
    found = [each for each in figures if dataset.file_name(each.report).startswith(document)]
    if not found:
        files = ", ".join(sorted({dataset.file_name(each.report) for each in figures}))
        raise NotFoundError("no figure stands there in such a document", where=document, mend=f"there is {files}")
    return found


def _explain_place(dataset: Dataset, figures: list[Figure]) -> None:
    """Print the whole story of the first figure in a table, or else in prose, and each other one in a line."""
    first = min(figures, key=lambda figure: figure.column is None)
    print_explanation(dataset, first.fact.iri, first)
    others = [each for each in figures if each.place != first.place or each.fact != first.fact]
    for each in others:
        unit = show_unit(each.unit)
        also = f"{format_place(each.place)} {each.text}: {f'{_show(each.value)} {unit}'.strip()}, "
        concept = "" if each.concept == first.concept else f", {dataset.name(each.concept)}"
        _print_lines([("same line", also + show_period(each.period) + concept)])
    if others:
        _print_lines([("", f"each in full: gaapgraph explain {format_place(others[0].place)}")])


def _show(value: object) -> str:
    if value is None:
        return "nil"
    return thousands(canonical(value)) if isinstance(value, Decimal) else str(value)


def _list_details(dataset: Dataset, found: Trace) -> Iterator[tuple[str, str]]:
    fact, about = found.fact, found.fact.about
    yield "fact", fact.iri
    yield "value", "nil (a dash is printed)" if fact.is_nil else _describe_value(fact)
    against = "" if about.comparative is None else f", against {show_period(about.comparative)}"
    yield "period", show_period(about.period) + against
    yield "unit", show_unit(about.unit)
    members = [f"{axis} = {member} “{label}”" for axis, member, label in found.dimensions]
    yield "dimensions", "; ".join(members) or "none (total)"
    concept = found.concept
    traits = [trait for trait in (concept.period_type, concept.balance, concept.data_type) if trait is not None]
    yield "concept", f"{dataset.name(concept.iri)} “{found.label}” {', '.join(traits)}".rstrip()
    if concept.anchor is not None:
        yield "", f"an extension, anchored to {dataset.name(concept.anchor)}"
    if concept.measure is not None:
        yield "", f"{dataset.name(concept.measure)} of {dataset.name(concept.measure_of or '')}"


def _describe_value(fact: StatedFact) -> str:
    if fact.value is None:
        return "not stated, or none that can be used"
    text = _show(fact.value)
    if fact.decimals is not None and fact.interval is not None:
        low, high = fact.interval
        text += f", accurate to {fact.decimals} decimals: {_show(low)} to {_show(high)}"
    return text + (", approximate" if fact.is_approximate else "")


def _list_evidence(dataset: Dataset, found: Trace, here: Figure) -> Iterator[tuple[str, str]]:
    """Yield why the label means its concept, and which other concepts were not taken."""
    one = min(found.figures, key=lambda each: (each.mapping is None, each.place != here.place))
    evidence = None if one.mapping is None else describe_mapping(dataset, one.mapping)
    if evidence is not None:
        reason = f"{evidence.justification.removeprefix('semapv:')}, confidence {evidence.confidence or 'unknown'}"
        at = "" if one.place == here.place else f" (as at {format_place(one.place)})"
        yield "mapping", f"“{evidence.label}” {evidence.match} {evidence.object}{at}: {reason}"
        if evidence.comment:
            yield "", evidence.comment
        if evidence.elsewhere:
            yield "not taken", f"in other contexts the same label means {', '.join(evidence.elsewhere)}"
    elif _is_tagged(dataset, here):
        yield "mapping", "the filer's own tag"
        return
    elif one.mapping is None:
        yield "mapping", "none of a label: the figure's sentence was read by itself, or by the entity's annotations"
    else:
        yield "mapping", dataset.name(one.mapping)
    yield from _list_candidates(dataset, found, evidence.label if evidence is not None else here.label)


def _is_tagged(dataset: Dataset, here: Figure) -> bool:
    """Say whether a figure comes with its concept: its report names the taxonomy that it was tagged by."""
    tagged = set(dataset.instances(GG.Reference))
    return any(name in tagged for name in dataset.subjects(GG.report, here.report))


def _list_candidates(dataset: Dataset, found: Trace, label: str) -> Iterator[tuple[str, str]]:
    taken = {found.concept.iri, found.concept.measure_of}
    taken |= {dataset.name(iri) for iri in taken if iri is not None}
    others = [each for each in find_candidates(label) if each.concept not in taken] if label else []
    for candidate in others[:_MOST_CANDIDATES]:
        reasons = f", {', '.join(candidate.evidence)}" if candidate.evidence else ""
        yield "not taken", f"{dataset.name(candidate.concept)}: confidence {candidate.confidence:.2f}{reasons}"


def _list_notices(dataset: Dataset, found: Trace, here: Figure) -> Iterator[tuple[str, str]]:
    """Yield where print and meaning part, and what the reader found at the fact's places and in this line."""
    for each in found.figures:
        said = describe_print(dataset, each)
        if said:
            yield "print differs", f"at {format_place(each.place)} the print says {', '.join(said)}"
    notices = [*find_notices(dataset, fact=found.fact.iri), *find_notices(dataset, line=here.line)]
    for notice in dict.fromkeys(notices):
        yield "finding", _describe_notice(notice)


def _describe_notice(notice: Notice) -> str:
    return f"{format_place(notice.place)} {notice.code} ({notice.severity}): {notice.message}"


def _describe_places(dataset: Dataset, figures: Iterable[Figure]) -> str:
    return "; ".join(
        f"{format_place(each.place)} {each.text}"
        + (" (primary statement)" if each.is_primary else "")
        + (f" (misread copy of {_describe_original(dataset, each.copy_of)})" if each.copy_of else "")
        for each in figures
    )


def _describe_original(dataset: Dataset, occurrence: str) -> str:
    original = dataset.figure(occurrence)
    return dataset.name(occurrence) if original is None else format_place(original.place)


def _list_networks(found: Trace) -> Iterator[tuple[str, str]]:
    """Yield the networks the fact stands in; those that say the same of it are told together."""
    sums: dict[tuple[str, ...], list[str]] = {}
    by_title: dict[str, list[Neighbour]] = {}
    for each in found.neighbours:
        by_title.setdefault(each.network, []).append(each)
    for title, near in by_title.items():
        sums.setdefault(tuple(_describe_sums(near, found.fact)), []).append(title)
    for lines, titles in sums.items():
        yield "network", "; ".join(titles)
        yield from (("", line) for line in lines)


def _describe_sums(near: list[Neighbour], fact: StatedFact) -> Iterator[str]:
    parents = [each.label for each in near if each.is_parent and not each.is_calculation and not each.is_root]
    if parents:
        yield f"under {'; '.join(dict.fromkeys(parents))}"
    children = list(dict.fromkeys(each for each in near if each.is_calculation and not each.is_parent))
    if children:
        yield f"sum of {'; '.join(_describe_part(each) for each in children)}{_describe_total(children, fact)}"
    wholes = dict.fromkeys(_describe_part(each) for each in near if each.is_calculation and each.is_parent)
    if wholes:
        yield f"part of {'; '.join(wholes)}"


def _describe_part(each: Neighbour) -> str:
    sign = "" if each.weight is None or each.is_parent else "+ " if each.weight > 0 else "− "
    return f"{sign}{each.label}" + (f" {_show(each.value)}" if each.value is not None else "")


def _describe_total(children: list[Neighbour], fact: StatedFact) -> str:
    """Return what the parts sum to, where each has a value, and whether rounding alone parts it from the fact's."""
    total = low = high = Decimal(0)
    for each in children:
        if each.value is None or each.interval is None:
            return ""
        weight = each.weight or Decimal(1)
        ends = [end * weight for end in each.interval]
        total, low, high = total + each.value * weight, low + min(ends), high + max(ends)
    text = f" = {_show(total)}"
    if fact.number is None or fact.interval is None or total == fact.number:
        return text
    agrees = low <= fact.interval[1] and fact.interval[0] <= high
    return f"{text}, {'equal within rounding' if agrees else 'which rounding does not explain'}"


def _print_lines(lines: Iterable[tuple[str, str]]) -> None:
    """Print names and texts: in a terminal with a hanging indent, into a pipe one line each."""
    screen = console()
    table = Table.grid(padding=(0, 1))
    table.add_column(width=14, style="cyan")
    table.add_column(overflow="fold")
    for name, text in lines:
        if text and screen.is_terminal:
            table.add_row(Text(name), Text(text))
        elif text:
            screen.print(Text(f"{name:<14} {text}"), soft_wrap=True)
    if table.row_count:
        screen.print(table)

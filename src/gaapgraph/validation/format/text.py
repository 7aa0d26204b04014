"""Results as text for a terminal: what to mend first, with the printed row and a caret under the figure."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.validation.format.quote import (
    Span,
    clean,
    describe_lines,
    describe_place,
    elide,
    find_document,
    quote_rows,
    sentence,
)
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaapgraph.validation.check_result import CheckReport, CheckResult, Tally
    from gaapgraph.validation.format.quote import Quote

__all__ = ["describe_verdict", "write_text"]

_STYLES = {"violation": "1;31", "warning": "1;33", "info": "36", "dim": "2", "bold": "1", "mark": "1;31"}
_LABEL_WIDTH = 32


def write_text(report: CheckReport, *, verbose: bool = False, width: int | None = None, color: bool = False) -> str:
    """Return the results as text.

    Args:
        report: What the check found.
        verbose: Also list infos and waived results, which else are only counted.
        width: Of the terminal; without it no line is broken or cut.
        color: Use the terminal's colours.
    """
    return "".join(f"{line}\n" for line in _Page(width, color).lines(report, verbose))


def describe_verdict(report: CheckReport) -> str:
    """Return the verdict and the numbers behind it in one line."""
    open_ones: Counter[str] = Counter()
    for result in report.results:
        open_ones[result.severity] += result.count if result.waived is None else 0
    counts = [_count(open_ones[name], name) for name in ("violation", "warning", "info") if open_ones[name]]
    waived = sum(result.waived is not None for result in report.results)
    counts += [f"{waived:,} waived"] if waived else []
    late = len(report.not_evaluated)
    verdict = "does not conform" if not report.conforms else "no verdict" if late else "conforms"
    counts += [f"{_count(late, 'rule')} not evaluated"] if late else []
    return f"{verdict}: {', '.join(counts) or 'nothing to report'}"


class _Page:
    """Lines of one width and one way of showing emphasis."""

    def __init__(self, width: int | None, color: bool) -> None:
        self._width = width
        self._color = color

    def lines(self, report: CheckReport, verbose: bool) -> Iterator[str]:
        names = sorted({clean(name) for name in report.documents.values()})
        head = f"{', '.join(names)}: " if 0 < len(names) <= 3 else ""
        yield self._style(f"{head}{describe_verdict(report)}", "bold")
        yield ""
        rest: list[CheckResult] = []
        for result in report.results:
            if verbose or (result.severity != "info" and result.waived is None):
                yield from self._show(report, result)
            else:
                rest.append(result)
        yield from self._count_rest(rest)
        for shape, reason in report.not_evaluated:
            yield self._style("not evaluated", "warning") + f" {shorten_iri(shape)}: {clean(reason)}"
        if report.not_evaluated:
            yield ""
        if report.tallies:
            yield from self._tabulate(report.tallies)
            yield ""
        yield self._style(describe_verdict(report), "bold")

    def _show(self, report: CheckReport, result: CheckResult) -> Iterator[str]:
        title = f"{result.severity} {result.code}"
        first, *more = self._wrap(f"{title}: {sentence(result)}", "", "  ")
        yield self._style(title, result.severity) + first.removeprefix(title)
        yield from more
        quotes = quote_rows(report, result)
        for quote in quotes:
            yield from self._point(quote)
        quoted = {quote.line for quote in quotes}
        places = "; ".join(describe_place(place) for place in result.at if place.line not in quoted)
        others = set(result.lines) - {place.line for place in result.at}
        yield from self._field("in", [clean(find_document(report, result) or "") if len(report.documents) > 1 else ""])
        yield from self._field("at", [places])
        yield from self._field("likely correction", [result.correction or ""])
        yield from self._field("waived", [result.waived or ""])
        yield from self._field("evidence", result.evidence)
        far = [f"{report.documents.get(iri, iri)}, line {line}" for iri, line in result.elsewhere]
        yield from self._field("see", ["; ".join(filter(None, [describe_lines(others), *far]))])
        yield ""

    def _point(self, quote: Quote) -> Iterator[str]:
        gutter = f"{quote.line:>6} | "
        gap = "  " if quote.is_table else ""
        room = None if self._width is None else self._width - len(gutter)
        spans = _fit(quote.spans, room) if quote.is_table else _trim(quote.spans, room)
        texts = [self._style(span.text, "mark") if span.marked else span.text for span in spans]
        yield self._style(gutter, "dim") + gap.join(texts).rstrip()
        if any(span.marked for span in spans):
            carets = gap.join(("^" if span.marked else " ") * max(_measure(span.text), span.marked) for span in spans)
            yield self._style("       | ", "dim") + self._style(carets.rstrip(), "mark")

    def _field(self, name: str, texts: Iterable[str]) -> Iterator[str]:
        kept = [clean(text) for text in texts if text]
        if len(kept) == 1:
            yield from self._wrap(f"  {name}: {kept[0]}", "", "    ")
        elif kept:
            yield f"  {name}:"
            for text in kept:
                yield from self._wrap(text, "    - ", "      ")

    def _count_rest(self, results: Sequence[CheckResult]) -> Iterator[str]:
        infos = Counter(result.code for result in results if result.waived is None)
        waived = Counter(result.code for result in results if result.waived is not None)
        for counts, words in ((infos, "info"), (waived, "waived result")):
            if counts:
                codes = ", ".join(f"{code} {number:,}" for code, number in sorted(counts.items()))
                yield from self._wrap(f"{_count(counts.total(), words)} ({codes}); --verbose lists them", "", "  ")
        if results:
            yield ""

    def _tabulate(self, tallies: Sequence[Tally]) -> Iterator[str]:
        total = ("all", sum(each.evaluated for each in tallies), sum(each.passed for each in tallies))
        rows = [*((each.family, each.evaluated, each.passed) for each in tallies), total]
        longest = max(len("family"), *(len(family) for family, *_ in rows))
        yield self._style(f"{'family':<{longest}}  {'evaluated':>10}  {'passed':>10}", "bold")
        for family, evaluated, passed in rows:
            yield f"{family:<{longest}}  {evaluated:>10,}  {passed:>10,}"

    def _wrap(self, text: str, first: str, rest: str) -> list[str]:
        if self._width is None:
            return [first + text]
        return textwrap.wrap(
            text, self._width, initial_indent=first, subsequent_indent=rest, break_long_words=False,
            break_on_hyphens=False, drop_whitespace=True,
        )  # fmt: skip

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._color and text else text


def _fit(spans: Sequence[Span], width: int | None) -> Sequence[Span]:
    """Return the cells of a row that fit beside each other, those next to the marked ones first."""
    if width is None or _length(spans) <= width:
        return spans
    label, longest = spans[0], min(_LABEL_WIDTH, width // 3)
    if not label.marked and len(label.text) > longest:
        spans = [Span(label.text[: longest - 1] + "…"), *spans[1:]]
    marked = [index for index, span in enumerate(spans) if span.marked] or [0]
    nearest = sorted(range(1, len(spans)), key=lambda index: min(abs(index - each) for each in marked))
    kept = {0, *marked}
    for index in nearest:
        if _length(_pick(spans, kept | {index})) > width:
            break
        kept.add(index)
    return _pick(spans, kept)


def _trim(spans: Sequence[Span], width: int | None) -> Sequence[Span]:
    """Return the prose that fits, with as much before the figure as after it."""
    if width is None or _length(spans) <= width:
        return spans
    if len(spans) == 1:
        return [Span(spans[0].text[: width - 1] + "…")]
    before, figure, after = spans
    half = max((width - len(figure.text)) // 2 - 1, 0)
    left = before.text if len(before.text) <= half else "…" + before.text[len(before.text) - half :]
    right = after.text if len(after.text) <= half else after.text[:half] + "…"
    return [Span(left), figure, Span(right)]


def _pick(spans: Sequence[Span], kept: set[int]) -> list[Span]:
    """Return the kept spans, with one ellipsis for each run of others."""
    return [Span("…") if place is None else spans[place] for place in elide(sorted(kept), len(spans))]


def _length(spans: Sequence[Span]) -> int:
    return sum(_measure(span.text) for span in spans) + 2 * (len(spans) - 1)


def _measure(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

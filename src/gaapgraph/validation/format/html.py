"""Results as one HTML page that needs nothing else: no script, no network; for light, dark and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html
from lxml.html.builder import E

from gaapgraph.validation.format.quote import (
    clean,
    describe_lines,
    describe_place,
    find_document,
    group_digits,
    quote_rows,
    sentence,
)
from gaapgraph.validation.format.style import STYLE
from gaapgraph.validation.format.text import describe_verdict
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from gaapgraph.validation.check_result import CheckReport, CheckResult, Tally
    from gaapgraph.validation.format.quote import Quote, Span

__all__ = ["write_html"]

_HEADINGS = {"violation": "Violations", "warning": "Warnings", "info": "Infos", "waived": "Waived"}
_FIGURES = ("expected", "reported", "difference", "tolerance")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(report: CheckReport) -> str:
    """Return the page: the verdict, the rules by family, and the results by severity, each with its printed row."""
    names = sorted({clean(name) for name in report.documents.values()})
    title = f"Check of {', '.join(names)}" if names else "Check"
    groups = {name: [each for each in report.results if _group(each) == name] for name in _HEADINGS}
    content = [
        E.h1(title),
        E.p(describe_verdict(report), {"class": "verdict " + ("good" if report.conforms else "bad")}),
        *_list_unevaluated(report.not_evaluated),
        *_navigate(groups),
        *(_show_group(report, name, results) for name, results in groups.items() if results),
        *_tabulate(report.tallies),
    ]
    about = [
        E.meta(charset="utf-8"),
        E.meta(name="generator", content="gaapgraph"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        E.title(title),
        E.style(STYLE),
    ]
    page = E.html(E.head(*about), E.body(E.main(*content)), lang="en")
    return f"<!DOCTYPE html>\n{html.tostring(page, encoding='unicode', pretty_print=True)}"


def _group(result: CheckResult) -> str:
    return result.severity if result.waived is None else "waived"


def _navigate(groups: dict[str, list[CheckResult]]) -> Iterable[HtmlElement]:
    links = [
        E.li(E.a(f"{_HEADINGS[name]} ({len(results):,})", href=f"#{name}"))
        for name, results in groups.items()
        if results
    ]
    if len(links) > 1:
        yield E.nav(E.ul(*links), {"aria-label": "Results"})


def _show_group(report: CheckReport, name: str, results: Sequence[CheckResult]) -> HtmlElement:
    articles = [_show(report, result, f"{name}-{number}") for number, result in enumerate(results, 1)]
    heading = E.h2(f"{_HEADINGS[name]} ({len(results):,})", id=name)
    if name in ("info", "waived"):
        articles = [E.details(E.summary("Show all"), *articles)]
    return E.section(heading, *articles, {"class": name, "aria-labelledby": name})


def _show(report: CheckReport, result: CheckResult, name: str) -> HtmlElement:
    rule, _ = report.rules.get(result.shape, ("", ""))
    quotes = quote_rows(report, result)
    quoted = {quote.line for quote in quotes}
    places = [describe_place(place) for place in result.at if place.line not in quoted]
    others = describe_lines(set(result.lines) - {place.line for place in result.at})
    figures = [(each, group_digits(value)) for each in _FIGURES if (value := getattr(result, each)) is not None]
    fields = [
        ("In", (find_document(report, result) or "") if len(report.documents) > 1 else ""),
        ("At", "; ".join(places)),
        ("Likely correction", result.correction or ""),
        *((each.capitalize(), value) for each, value in figures),
        ("Waived", result.waived or ""),
        ("Further lines", others.partition(" ")[2]),
        (
            "In other documents",
            "; ".join(f"{report.documents.get(iri, iri)}, line {line}" for iri, line in result.elsewhere),
        ),
    ]
    evidence = [E.h4("It also breaks"), E.ul(*(E.li(clean(text)) for text in result.evidence))]
    return E.article(
        E.h3(E.a(f"{result.severity} {result.code}", href=f"#{name}"), f" {rule}" if rule else ""),
        E.p(sentence(result), {"class": "message"}),
        *(_show_quote(quote) for quote in quotes),
        E.dl(*(E.div(E.dt(term), E.dd(clean(text))) for term, text in fields if text)),
        *(evidence if result.evidence else ()),
        id=name,
    )


def _show_quote(quote: Quote) -> HtmlElement:
    caption = f"Line {quote.line}"
    if not quote.is_table:
        return E.figure(E.blockquote(*(_mark(span) for span in quote.spans)), E.figcaption(caption))
    cells = [E.td(_mark(span)) for span in quote.spans]
    return E.div(E.table(E.caption(caption), E.tr(*cells)), {"class": "row", "tabindex": "0", "role": "region",
                                                              "aria-label": caption})  # fmt: skip


def _mark(span: Span) -> HtmlElement | str:
    if not span.marked:
        return span.text
    return E.mark(E.span("here: ", {"class": "unseen"}), span.text or "(empty)")


def _list_unevaluated(late: Sequence[tuple[str, str]]) -> Iterable[HtmlElement]:
    if late:
        items = [E.li(E.code(shorten_iri(shape)), f": {clean(reason)}") for shape, reason in late]
        yield E.section(E.h2("Not evaluated", id="late"), E.ul(*items), {"aria-labelledby": "late"})


def _tabulate(tallies: Sequence[Tally]) -> Iterable[HtmlElement]:
    if not tallies:
        return
    heads = E.tr(*(E.th(head, scope="col") for head in ("Family", "Evaluated", "Passed")))
    rows = [
        E.tr(E.th(tally.family, scope="row"), E.td(f"{tally.evaluated:,}"), E.td(f"{tally.passed:,}"))
        for tally in tallies
    ]
    total = E.tr(
        E.th("all", scope="row"),
        E.td(f"{sum(tally.evaluated for tally in tallies):,}"),
        E.td(f"{sum(tally.passed for tally in tallies):,}"),
    )
    table = E.table(E.caption("Rules by family"), E.thead(heads), E.tbody(*rows), E.tfoot(total))
    yield E.section(E.h2("What was checked", id="families"), table, {"class": "tally", "aria-labelledby": "families"})

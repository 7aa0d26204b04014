"""Inline XBRL from files: pages, sets of pages, packages and folders; places in the page; what is hostile."""

from __future__ import annotations

import io
import lzma
import socket
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from gaapgraph.build import Source, find_reader, read_source
from gaapgraph.document.markup import read_html_blocks
from gaapgraph.errors import ReadError
from gaapgraph.graph import read_report
from gaapgraph.reader.inline.inline_check import check_set
from gaapgraph.reader.inline.inline_page import parse_page
from gaapgraph.reader.inline.inline_set import read_set
from gaapgraph.reader.xbrl.instance import read_instance
from gaapgraph.store import gather
from gaapgraph.write import write_quads

FILINGS = Path(__file__).parents[5] / "shared" / "data" / "filings"
HEAD = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:dei="http://xbrl.sec.gov/dei/2024" xml:lang="en-US">'
)
RESOURCES = (
    '<div style="display:none"><ix:header><ix:hidden>'
    '<ix:nonNumeric id="h" contextRef="c" name="dei:EntityRegistrantName">Example Corp</ix:nonNumeric></ix:hidden>'
    '<ix:references><link:schemaRef xlink:type="simple" xlink:href="e.xsd"/></ix:references><ix:resources>'
    '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31"
    '</xbrli:endDate></xbrli:period></xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure>'
    "</xbrli:unit></ix:resources></ix:header></div>"
)
FIGURE = (
    '<ix:nonFraction id="f1" name="us-gaap:Revenues" contextRef="c" unitRef="u" decimals="-6" scale="6" '
    'format="ixt:num-dot-decimal">1,234</ix:nonFraction>'
)
TABLE = (
    "<p>Results</p><table><tr><td>in millions</td><td>2024</td></tr>"
    f"<tr><td>Revenues</td><td>$ {FIGURE}</td></tr></table>"
)
PROSE = '<p>Revenues of $ <ix:nonFraction id="f2" name="us-gaap:Revenues" contextRef="c" unitRef="u" decimals="-8" scale="9" format="ixt:num-dot-decimal">1.2</ix:nonFraction> billion</p>'  # noqa: E501
PAGE = f"<?xml version='1.0'?>{HEAD}<head><title>10-K</title></head><body>{RESOURCES}{TABLE}{PROSE}</body></html>"


def _write(folder: Path, text: str, name: str = "a.htm") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _pack(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def test_a_figure_has_its_cell_and_one_in_prose_its_offset(tmp_path: Path) -> None:
    (report,) = read_source(_write(tmp_path, PAGE))
    revenues = next(fact for fact in report.facts if fact.dimensions.concept.endswith("Revenues"))
    assert revenues.value == Decimal(1_234_000_000)
    assert revenues.decimals == -6
    cell, prose = (one.place for one in revenues.occurrences)
    assert (cell.table, cell.row, cell.column, cell.offset, cell.element_id) == (1, 2, 2, None, "f1")
    assert cell.xpath == "/*/*[2]/*[3]/*[2]/*[2]"
    assert (prose.table, prose.column, prose.offset, prose.element_id) == (None, None, len("Revenues of $ "), "f2")
    assert revenues.occurrences[0].label == "Revenues"


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    (report,) = read_source(_write(tmp_path, PAGE))
    (tmp_path / "g.nq").write_text("".join(write_quads(report)))
    again = read_report(gather([tmp_path / "g.nq"]), report.iri)
    assert {fact.dimensions for fact in again.facts} == {fact.dimensions for fact in report.facts}
    places = {one.place for fact in again.facts for one in fact.occurrences}
    assert places == {one.place for fact in report.facts for one in fact.occurrences}


def test_pages_of_a_set_are_one_report_with_a_document_each(tmp_path: Path) -> None:
    bare = PAGE.replace(RESOURCES, "").replace('id="f1"', 'id="g1"').replace('id="f2"', 'id="g2"')
    files = {"p/META-INF/reportPackage.json": "{}", "p/reports/r/a.xhtml": PAGE, "p/reports/r/b.xhtml": bare}
    (report,) = read_source(_pack(tmp_path / "p.xbri", dict(files)))
    assert (report.document.file_name, [one.file_name for one in report.documents]) == ("a.xhtml", ["b.xhtml"])
    places = {one.place.element_id: one.place.document for fact in report.facts for one in fact.occurrences}
    assert places == {"h": None, "f1": None, "f2": None, "g1": "b.xhtml", "g2": "b.xhtml"}
    (tmp_path / "g.nq").write_text("".join(write_quads(report)))
    again = read_report(gather([tmp_path / "g.nq"]), report.iri)
    assert again.documents == report.documents
    assert {one.place.document for fact in again.facts for one in fact.occurrences} == {None, "b.xhtml"}


def test_a_folder_with_schema_and_page_is_one_filing(tmp_path: Path) -> None:
    _write(tmp_path, PAGE)
    (tmp_path / "e.xsd").write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>')
    assert find_reader(Source(tmp_path)).name == "an XBRL filing"
    assert len(list(read_source(tmp_path))) == 1


def test_entities_of_html_are_characters(tmp_path: Path) -> None:
    (report,) = read_source(_write(tmp_path, PAGE.replace("<p>Results</p>", "<p>Results&nbsp;&mdash;</p>")))
    assert len(report.facts) == 2


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


BOMB = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/xhtml1.dtd" [<!ENTITY a "x">]>'
HOSTILE = {
    "bomb": (PAGE.replace("?>", f"?>{BOMB}", 1).replace("1,234", "&b;"), "entities of its own"),
    "file": (PAGE.replace("?>", f"?>{FILE}", 1).replace("1,234", "&a;"), "entities of its own"),
    "remote": (PAGE.replace("?>", f"?>{REMOTE}", 1).replace("1,234", "&a;"), "entities of its own"),
    "deep": (PAGE.replace("<p>Results</p>", "<div>" * 10_000 + "</div>" * 10_000), "no well-formed XML"),
    "cut": (PAGE[:-60], "no well-formed XML"),
}


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    text, reason = HOSTILE[name]
    with pytest.raises(ReadError, match=reason) as caught:
        list(read_source(_write(tmp_path, text)))
    assert "\n" not in str(caught.value)


def test_a_document_type_without_entities_does_no_harm(tmp_path: Path) -> None:
    (report,) = read_source(_write(tmp_path, PAGE.replace("?>", "?><!DOCTYPE html>", 1)))
    assert len(report.facts) == 2


@pytest.mark.parametrize("name", ["../a.xhtml", "/tmp/a.xhtml", "C:/a.xhtml", "p/../../a.xhtml"])
def test_names_that_lead_out_of_a_zip_are_refused(tmp_path: Path, name: str) -> None:
    path = _pack(tmp_path / "p.zip", {"p/META-INF/reportPackage.json": "{}", "p/reports/a.xhtml": PAGE, name: PAGE})
    with pytest.raises(ReadError, match="leads out of it"):
        list(read_source(path))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["p.zip"]


def test_a_zip_that_unpacks_to_nothing_but_zeros_is_refused(tmp_path: Path) -> None:
    zeros = b"\x00" * (64 * 1024 * 1024)
    path = _pack(tmp_path / "p.zip", {"p/META-INF/reportPackage.json": "{}", "p/reports/a.xhtml": zeros})
    with pytest.raises(ReadError, match="unpacks to more than it can hold"):
        list(read_source(path))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("p/META-INF/reportPackage.json", "{}")
        link = zipfile.ZipInfo("p/reports/a.xhtml")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    (tmp_path / "p.zip").write_bytes(data.getvalue())
    with pytest.raises(ReadError, match="a link in it"):
        list(read_source(tmp_path / "p.zip"))


@pytest.mark.skipif(not FILINGS.is_dir(), reason="the filings stand beside the checkout, in shared/data/filings")
def test_the_page_and_the_instance_of_one_filing_state_the_same() -> None:
    folder = FILINGS / "aapl-10q-2025q2-ixbrl"
    instance, _ = read_instance(folder / "aapl-20250329_htm.xml")
    inline = read_set([parse_page((folder / "aapl-20250329.htm").read_bytes(), "a")])[""]
    theirs = {item.place.element_id: item for item in instance.items}
    ours = {item.place.element_id: item for item in inline.items}
    assert len(ours) == 760
    assert ours.keys() == theirs.keys()
    assert inline.contexts.keys() == instance.contexts.keys()
    for name, context in inline.contexts.items():
        twin = instance.contexts[name]
        assert (context.entity, context.period, context.dimensions) == (twin.entity, twin.period, twin.dimensions)
    assert inline.units == instance.units
    for name, item in ours.items():
        other = theirs[name]
        assert (item.concept, item.context, item.unit, item.decimals) == (
            other.concept,
            other.context,
            other.unit,
            other.decimals,
        )
        is_number = item.unit is not None and item.text is not None
        assert item.text == other.text or (is_number and Decimal(item.text or "") == Decimal(other.text or ""))


@pytest.mark.skipif(not FILINGS.is_dir(), reason="the filings stand beside the checkout, in shared/data/filings")
@pytest.mark.parametrize("name", ["pg-10-q-2025-04-24", "nvda-10-q-2025-08-27"])
def test_every_tag_is_a_fact_at_the_place_that_the_untagged_page_has(name: str) -> None:
    data = lzma.decompress((FILINGS / "us-ixbrl" / f"{name}.html.xz").read_bytes())
    page = parse_page(data, "a.htm")
    (reported,) = read_set([page]).values()
    tags = sum(1 for _ in page.root.iter(*(page.prefix + kind for kind in ("nonFraction", "nonNumeric", "fraction"))))
    assert len(reported.items) == tags
    assert reported.findings == []
    blocks = read_html_blocks(data.decode(), "a.htm")
    cells = {(cell.table, cell.row, cell.column): cell.text for b in blocks for row in b.rows for cell in row.cells}
    figures = [item for item in reported.items if item.place.column is not None and item.unit and item.printed_text]
    assert len(figures) > 500
    for item in figures:
        assert item.printed_text in cells[item.place.table, item.place.row, item.place.column or 0]


def test_a_fact_without_a_context_is_said_and_left_out(tmp_path: Path) -> None:
    page = PAGE.replace('id="f2" name="us-gaap:Revenues" contextRef="c"', 'id="f2" name="us-gaap:Revenues"')
    (report,) = read_source(_write(tmp_path, page))
    said = [one for one in report.findings if "has no context" in one.message]
    assert [one.place.element_id for one in said] == ["f2"]
    ids = {occurrence.place.element_id for fact in report.facts for occurrence in fact.occurrences}
    assert ids == {"h", "f1"}


def test_findings_of_footnotes_and_links_name_their_line(tmp_path: Path) -> None:
    relation = (
        '\n<ix:relationship fromRefs="f1" toRefs="{}" arcrole="http://www.xbrl.org/2009/arcrole/fact-explanatoryFact"/>'
    )
    relations = relation.format("f2") + relation.format("n")
    note = '\n<ix:footnote id="n" xml:lang="en">why</ix:footnote>'
    page = PAGE.replace("</ix:resources>", f"{relations}</ix:resources>").replace("</body>", f"{note}</body>")
    (report,) = read_source(_write(tmp_path, page))
    found = sorted((one.place.line, one.message[:15]) for one in report.findings if "FOOTNOTE" in one.code)
    assert found == [(2, "A footnote link"), (4, "A footnote has ")]  # no arcroleRef names their arcrole


def test_circles_of_continuations_are_found_in_linear_time(tmp_path: Path) -> None:
    """A chain that leads into a circle of three, a circle of one, and a chain of twenty thousand that ends."""
    links = {"a": "b", "b": "c", "c": "d", "d": "b", "s": "s"}
    links |= {f"n{number}": f"n{number + 1}" for number in range(20_000)}
    parts = [f'<ix:continuation id="{name}" continuedAt="{after}">x</ix:continuation>' for name, after in links.items()]
    parts.append('<ix:continuation id="n20000">x</ix:continuation>')
    page = parse_page(PAGE.replace("</body>", f"{''.join(parts)}</body>").encode(), "a.htm")
    found = [element.get("id", "") for _, element, told in check_set([page]) if "continues in itself" in told]
    assert sorted(found) == ["b", "c", "d", "s"]


def test_what_a_set_lacks_is_said_of_its_first_page() -> None:
    """Inline XBRL 1.1 §12.1.2 asks the set for references; no page of it is more to blame than another."""
    start, end = RESOURCES.index("<ix:references>"), RESOURCES.index("</ix:references>") + len("</ix:references>")
    first = PAGE.replace(RESOURCES[start:end], "")
    second = PAGE.replace(RESOURCES, "").replace('id="f1"', 'id="g1"').replace('id="f2"', 'id="g2"')
    pages = [parse_page(first.encode(), "a.htm"), parse_page(second.encode(), "b.htm")]
    said = [(page, element) for page, element, what in check_set(pages) if "has no references" in what]
    assert (pages[0], pages[0].root) in said
    assert all(page is pages[0] for page, element in said if element in (pages[0].root, pages[1].root))


def test_texts_that_share_one_continuation_do_not_multiply():
    from gaapgraph.reader.inline.continuation import Continuations
    from gaapgraph.reader.inline.inline_page import parse_page

    shared = '<ix:nonNumeric contextRef="c" name="e:T" continuedAt="k">a</ix:nonNumeric>' * 3_000
    space = "http://www.w3.org/1999/xhtml"
    inner = f'<body>{shared}<ix:continuation id="k">b</ix:continuation></body>'
    data = f'<html xmlns="{space}" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">{inner}</html>'
    page = parse_page(data.encode(), "a.xhtml")
    chains = Continuations([page])
    lengths = [len(list(chains.chain(one))) for one in page.root.iter(f"{page.prefix}nonNumeric")]
    assert lengths[:100] == [2] * 100
    assert lengths[100:] == [1] * 2_900

"""More hostile inputs of the same kinds as those of `inputs.py`, among which they are registered."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import inputs
from inputs import BASE, CONTEXT, FACT, GG, INSTANCE, PAGE, RELEASE, ROWS, TEXT, keep, put, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

XSD, RDF = "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DIMENSION = '<xbrldi:explicitMember dimension="us-gaap:A%d">us-gaap:M%d</xbrldi:explicitMember>'
TYPED = '<xbrldi:typedMember dimension="us-gaap:A%d">%s</xbrldi:typedMember>'
LINKS = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
IX = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"
 xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><body><div><ix:header><ix:resources>%s
 <xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
 <xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>%s</div></body></html>"""
FIGURE = '<ix:nonFraction id="f%d" name="us-gaap:Assets" contextRef="c" unitRef="u" decimals="0" format="ixt:num-dot-decimal" %s>5</ix:nonFraction>'
NOTE = '<ix:nonNumeric name="us-gaap:X" contextRef="c" %s>x</ix:nonNumeric>'


def trees() -> None:
    """Register XML."""
    lol = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 12))
    bomb = f'[<!ENTITY a0 "ha">{lol}]'
    put(
        "further-laughs-attribute.xml",
        lambda: f"<!DOCTYPE xbrl {bomb}>" + INSTANCE % (CONTEXT + FACT.replace('"c"', '"&a11;"')),
    )
    put("further-laughs-inline.htm", lambda: f"<!DOCTYPE html {bomb}>" + IX % ("", FIGURE % (1, "") + "&a11;"))
    put(
        "further-zero-entity.xml",
        lambda: '<!DOCTYPE xbrl [<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]>' + INSTANCE % CONTEXT,
    )
    put("further-attribute-giant.xml", lambda: INSTANCE % (CONTEXT + FACT.replace('"c"', f'"{"c" * 15_000_000}"')))
    put(
        "further-attributes-many.xml",
        lambda: (
            INSTANCE % (CONTEXT + FACT.replace("decimals", " ".join(f'a{n}="1"' for n in range(60_000)) + " decimals"))
        ),
    )
    put(
        "further-prefixes-nested.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(f'<p{n}:t xmlns:p{n}="urn:{n}">' for n in range(240))
                + FACT * 200
                + "".join(f"</p{n}:t>" for n in reversed(range(240)))
            )
        ),
    )
    put(
        "further-prefixes-root.xml",
        lambda: (INSTANCE % (CONTEXT + FACT * 3_000)).replace(
            "<xbrl ", "<xbrl " + " ".join(f'xmlns:p{n}="urn:{n}"' for n in range(5_000)) + " "
        ),
    )
    put(
        "further-comments.xml",
        lambda: INSTANCE % (CONTEXT + FACT.replace(">5<", ">" + "<!--x-->5<?p q?>" * 50_000 + "<")),
    )
    put(
        "further-dimensions-many.xml",
        lambda: INSTANCE % (within("".join(DIMENSION % (n, n) for n in range(4_000))) + FACT * 50),
    )
    put(
        "further-dimension-same.xml",
        lambda: INSTANCE % (within(DIMENSION % (1, 1) * 4_000) + FACT),
    )
    put(
        "further-typed-long.xml",
        lambda: INSTANCE % (within(TYPED % (1, f"<us-gaap:d>{'x' * 5_000_000}</us-gaap:d>")) + FACT * 20),
    )
    put(
        "further-typed-empty.xml",
        lambda: (
            INSTANCE % (within(TYPED % (1, "") + TYPED % (2, "<us-gaap:d/><us-gaap:e/>") + TYPED % (3, "text")) + FACT)
        ),
    )
    put(
        "further-dimension-odd.xml",
        lambda: (
            INSTANCE
            % (
                within(
                    (DIMENSION % (1, 1)).replace("us-gaap:M1", "nosuch:M")
                    + (DIMENSION % (1, 2)).replace("us-gaap:A1", ":")
                    + (DIMENSION % (4, 4)).replace("us-gaap:M4", "²")
                )
                + FACT
            )
        ),
    )
    put("further-deep-facts.xml", lambda: INSTANCE % (CONTEXT + '<x:t xmlns:x="urn:x">' * 20_000 + FACT))
    put("further-facts-same.xml", lambda: INSTANCE % (CONTEXT + FACT * 20_000))
    put(
        "further-values-differ.xml",
        lambda: INSTANCE % (CONTEXT + "".join(FACT.replace(">5<", f">{n}<") for n in range(3_000))),
    )
    put(
        "further-nil-odd.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    FACT.replace(
                        "decimals", f'xsi:nil="{each}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" decimals'
                    )
                    for each in ("true", "1", "²", "", "TRUE")
                )
            )
        ),
    )
    put(
        "further-languages.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    f'<us-gaap:X contextRef="c" xml:lang="{each}">x</us-gaap:X>'
                    for each in ("", "x" * 5_000, "de-²", "en us", "&quot;", "\u202e")
                )
            )
        ),
    )
    put(
        "further-base.xml",
        lambda: (
            INSTANCE
            % (
                '<link:schemaRef xml:base="file:///etc/" xlink:type="simple" xlink:href="passwd"/><link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" xlink:href="further-base.xml"/>'
                + CONTEXT
                + FACT
            )
        ),
    )
    put("further-utf16-bare.xml", lambda: (INSTANCE % (CONTEXT + FACT)).encode("utf-16-le"))
    put(
        "further-utf16-claims-utf8.xml",
        lambda: ('<?xml version="1.0" encoding="UTF-8"?>' + INSTANCE % (CONTEXT + FACT)).encode("utf-16"),
    )
    put(
        "further-latin-claims-utf8.xml",
        lambda: (
            '<?xml version="1.0" encoding="UTF-8"?>'
            + INSTANCE % (CONTEXT + '<us-gaap:X contextRef="c">Café</us-gaap:X>' + FACT)
        ).encode("latin-1"),
    )
    put("further-nul.xml", lambda: (INSTANCE % (CONTEXT + FACT)).encode().replace(b">5<", b">5\0<"))
    put("further-control.xml", lambda: INSTANCE % (CONTEXT + '<us-gaap:X contextRef="c">&#27;[2J&#x202e;</us-gaap:X>'))
    put("further-two-roots.xml", lambda: INSTANCE % (CONTEXT + FACT) * 2)
    put("further-no-namespace.xml", lambda: "<xbrl><context id='c'/><Assets contextRef='c'>5</Assets></xbrl>")
    put(
        "further-identifier-odd.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT.replace('"http://www.sec.gov/CIK">1<', '"' + "s" * 200_000 + '">' + "1\n" * 200_000 + "<")
                + FACT
            )
        ),
    )
    put(
        "further-identifier-none.xml",
        lambda: INSTANCE % (CONTEXT.replace('scheme="http://www.sec.gov/CIK">1<', "><") + FACT),
    )
    put(
        "further-durations.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT.replace(
                    "<instant>2024-12-31</instant>", "<startDate>2024-12-31</startDate><endDate>2023-01-01</endDate>"
                )
                + FACT
                + CONTEXT.replace('"c"', '"d"')
                .replace('"u"', '"v"')
                .replace("<instant>2024-12-31</instant>", "<forever/><forever/>")
                + FACT.replace('"c"', '"d"')
            )
        ),
    )
    fraction = (
        '<us-gaap:F contextRef="c" unitRef="u"><numerator>%s</numerator><denominator>%s</denominator></us-gaap:F>'
    )
    put(
        "further-fractions.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    fraction % each
                    for each in (("1", "0"), ("1e99999", "1e-99999"), ("x", ""), ("9" * 50_000, "7"), ("INF", "NaN"))
                )
            )
        ),
    )


def taxonomies() -> None:
    """Register schemas and linkbases that stand beside an instance."""

    def beside(name: str, files: dict[str, Callable[[], str]]) -> None:
        def make(path: Path) -> None:
            path.mkdir()
            for each, text in files.items():
                (path / each).write_text(text(), encoding="utf-8")

        keep(name, make)

    reference = '<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>'
    report = INSTANCE.replace("<xbrl ", '<xbrl xmlns:e="urn:e" ') % (
        reference + CONTEXT + '<e:a0 contextRef="c" unitRef="u" decimals="0">5</e:a0>'
    )
    schema = f'<xsd:schema {LINKS} targetNamespace="urn:e" xmlns:e="urn:e">%s</xsd:schema>'
    element = '<xsd:element id="e_a%d" name="a%d" type="xbrli:monetaryItemType" substitutionGroup="%s" xbrli:periodType="instant"/>'
    reach = '<xsd:annotation><xsd:appinfo><link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" xlink:href="l.xml"/></xsd:appinfo></xsd:annotation>'
    many = "".join(element % (n, n, "xbrli:item") for n in range(1_500))
    book = f'<link:linkbase {LINKS}><link:%sLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">%s</link:%sLink></link:linkbase>'
    locator = '<link:loc xlink:type="locator" xlink:href="e.xsd#e_a%d" xlink:label="%s"/>'
    arc = '<link:%sArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/%s" xlink:from="%s" xlink:to="%s" %s/>'
    place = "".join(locator % (n, f"l{n}") for n in range(1_500))
    chain = "".join(
        arc % ("calculation", "summation-item", f"l{n}", f"l{n + 1}", 'weight="1" order="1"') for n in range(1_499)
    )
    shown = "".join(arc % ("presentation", "parent-child", f"l{n}", f"l{n + 1}", 'order="1"') for n in range(1_499))
    beside(
        "further-schema-circle",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: (
                schema
                % (
                    '<xsd:import namespace="urn:f" schemaLocation="f.xsd"/><xsd:include schemaLocation="e.xsd"/>'
                    + element % (0, 0, "e:a1")
                    + element % (1, 1, "e:a0")
                )
            ),
            "f.xsd": lambda: (
                f'<xsd:schema {LINKS} targetNamespace="urn:f"><xsd:import namespace="urn:e" schemaLocation="e.xsd"/></xsd:schema>'
            ),
        },
    )
    beside(
        "further-arcs-deep",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: book % ("calculation", place + chain, "calculation"),
        },
    )
    beside(
        "further-rows-deep",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: book % ("presentation", place + shown, "presentation"),
        },
    )
    beside(
        "further-arcs-circle",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: (
                book
                % (
                    "calculation",
                    place + chain + arc % ("calculation", "summation-item", "l1499", "l0", 'weight="1"'),
                    "calculation",
                )
            ),
        },
    )
    beside(
        "further-arcs-product",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: (
                book
                % (
                    "calculation",
                    "".join(locator % (n, "all") for n in range(1_500))
                    + arc % ("calculation", "summation-item", "all", "all", 'weight="1"'),
                    "calculation",
                )
            ),
        },
    )
    beside(
        "further-weights",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: (
                book
                % (
                    "calculation",
                    place
                    + "".join(
                        arc
                        % (
                            "calculation",
                            "summation-item",
                            "l0",
                            f"l{n + 1}",
                            f'weight="{each}" order="{each}" priority="{each}"',
                        )
                        for n, each in enumerate(("1e999999", "NaN", "INF", "²", "", "9" * 5_000, "-0"))
                    ),
                    "calculation",
                )
            ),
        },
    )
    beside(
        "further-label-long",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: schema % (reach + many),
            "l.xml": lambda: (
                book
                % (
                    "label",
                    place
                    + f'<link:label xlink:type="resource" xlink:label="t" xlink:role="http://www.xbrl.org/2003/role/label" xml:lang="en">{"&lt;b>" * 2_000_000}</link:label>'
                    + arc % ("label", "concept-label", "l0", "t", ""),
                    "label",
                )
            ),
        },
    )
    beside(
        "further-schema-types",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: (
                schema
                % (
                    '<xsd:complexType name="t"><xsd:simpleContent><xsd:restriction base="e:t"/></xsd:simpleContent></xsd:complexType><xsd:simpleType name="p"><xsd:restriction base="xsd:string"><xsd:pattern value="(a+)+$("/><xsd:maxLength value="-5"/></xsd:restriction></xsd:simpleType><xsd:element id="e_a0" name="a0" type="e:t" substitutionGroup="xbrli:item"/><xsd:element name="²" type=""/><xsd:element/>'
                )
            ),
        },
    )
    beside(
        "further-schema-laughs",
        {
            "a.xml": lambda: report,
            "e.xsd": lambda: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + schema % "&a;",
        },
    )


def inlines() -> None:
    """Register inline XBRL."""
    put(
        "further-relations-product.htm",
        lambda: (
            IX
            % (
                f'<ix:relationship fromRefs="{" ".join(f"f{n}" for n in range(2_000))}" toRefs="{" ".join(f"n{n}" for n in range(2_000))}"/>',
                "".join(FIGURE % (n, "") for n in range(2_000))
                + "".join(f'<ix:footnote id="n{n}">x</ix:footnote>' for n in range(2_000)),
            )
        ),
    )
    put(
        "further-continued-by-many.htm",
        lambda: (
            IX
            % (
                "",
                NOTE % 'continuedAt="a0"' * 1_500
                + "".join(
                    f'<ix:continuation id="a{n}" continuedAt="a{n + 1}">{"y" * 50}</ix:continuation>'
                    for n in range(1_500)
                ),
            )
        ),
    )
    put(
        "further-tuple-circle.htm",
        lambda: (
            IX
            % (
                "",
                '<ix:tuple name="us-gaap:T" tupleID="a" tupleRef="b" order="1"/><ix:tuple name="us-gaap:T" tupleID="b" tupleRef="a" order="1"/>'
                + FIGURE % (1, 'tupleRef="a" order="²"'),
            )
        ),
    )
    put(
        "further-tuples-deep.htm",
        lambda: (
            IX
            % (
                "",
                "".join(
                    f'<ix:tuple name="us-gaap:T" tupleID="t{n}" tupleRef="t{n + 1}" order="1"/>' for n in range(3_000)
                )
                + FIGURE % (1, 'tupleRef="t0" order="1"'),
            )
        ),
    )
    put(
        "further-fractions.htm",
        lambda: (
            IX
            % (
                "",
                "".join(
                    f'<ix:fraction name="us-gaap:F" contextRef="c" unitRef="u"><ix:numerator format="ixt:num-dot-decimal" scale="{scale}">1</ix:numerator> of <ix:denominator format="ixt:num-dot-decimal">{low}</ix:denominator></ix:fraction>'
                    for scale, low in (("0", "0"), ("99999", "1"), ("x", "1"), ("-99999", "²"))
                ),
            )
        ),
    )
    put(
        "further-figures-nested.htm",
        lambda: (
            IX
            % (
                "",
                '<ix:nonFraction name="us-gaap:Assets" contextRef="c" unitRef="u" decimals="0">' * 300
                + "5"
                + "</ix:nonFraction>" * 300,
            )
        ),
    )
    put(
        "further-signs.htm",
        lambda: (
            IX
            % (
                "",
                "".join(
                    FIGURE % (n, each)
                    for n, each in enumerate(
                        (
                            'sign="x"',
                            'sign="--"',
                            'scale="²"',
                            'scale="1e9"',
                            'precision="0"',
                            'xsi:nil="true"',
                            'target="&#10;"',
                            'order="NaN"',
                        )
                    )
                ),
            ).replace("<html ", '<html xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ')
        ),
    )
    put(
        "further-digits.htm",
        lambda: (
            IX
            % (
                "",
                "".join(
                    (FIGURE % (n, "")).replace(">5<", f">{each}<")
                    for n, each in enumerate(
                        ("²", "٣٤٥", "１，２", "①", "5 6", "1,2,3", "", " ", "−5", "5e9", "5" + ",000" * 30_000)
                    )
                ),
            )
        ),
    )
    put(
        "further-excluded.htm",
        lambda: (
            IX
            % (
                "",
                '<ix:nonNumeric name="us-gaap:X" contextRef="c">'
                + "<ix:exclude>" * 2_000
                + "x"
                + "</ix:exclude>" * 2_000
                + "</ix:nonNumeric>",
            )
        ),
    )
    put("further-ids-same.htm", lambda: IX % ("", FIGURE % (1, "") * 3_000))
    put(
        "further-latin-claims-utf8.htm",
        lambda: ('<?xml version="1.0" encoding="UTF-8"?>' + IX % ("", "Café " + FIGURE % (1, ""))).encode("latin-1"),
    )
    put(
        "further-dates.htm",
        lambda: (
            IX
            % (
                "",
                "".join(
                    f'<ix:nonNumeric name="us-gaap:D" contextRef="c" format="ixt:{form}">{each}</ix:nonNumeric>'
                    for form in ("date-month-day-year", "date-day-month-year", "date-year-month-day", "durwordsen")
                    for each in ("February 30, 2024", "99 99 99999", "²", "", "1" * 100_000)
                ),
            )
        ),
    )


def pages() -> None:
    """Register HTML, text and Markdown."""
    put("further-tables-open.html", lambda: PAGE % ("<table><tr><td>7" * 5_000))
    put("further-cells-open.html", lambda: PAGE % ("<table>" + "<tr><td>Total<td>5<td>6" * 2_000))
    put("further-lists-open.html", lambda: PAGE % ("<ul><li>" * 20_000 + f"<table>{ROWS}</table>"))
    put("further-forms-open.html", lambda: PAGE % ("<a><font><p>" * 4_000 + f"<table>{ROWS}</table>"))
    put(
        "further-spans-ladder.html",
        lambda: (
            PAGE
            % (
                "<table>"
                + "".join(f'<tr><td colspan="{2**n}">Total</td><td>5</td></tr>' for n in range(64))
                + ROWS
                + "</table>"
            )
        ),
    )
    put(
        "further-spans-rows.html",
        lambda: PAGE % ("<table>" + '<tr><td colspan="1000">Total</td><td>5</td></tr>' * 1_000 + "</table>"),
    )
    put(
        "further-span-rest.html",
        lambda: PAGE % ('<table><tr><td rowspan="0">Total</td><td colspan="0">5</td></tr>' + ROWS * 3 + "</table>"),
    )
    put("further-attribute-giant.html", lambda: PAGE % f'<table class="{"x " * 8_000_000}">{ROWS}</table>')
    put(
        "further-picture.html",
        lambda: PAGE % f'<img src="data:image/png;base64,{"A" * 40_000_000}"><table>{ROWS}</table>',
    )
    put(
        "further-digits.html",
        lambda: (
            PAGE
            % (
                "<table>"
                + ROWS
                + "".join(
                    f"<tr><td>Cash {n}</td><td>{each}</td><td>{each}</td></tr>"
                    for n, each in enumerate(
                        ("²", "①", "٣٤٥", "１，２００", "½", "五百", "Ⅻ", "1²", "1,2²0", "(²)", "$²", "²%")
                    )
                )
                + "</table>"
            )
        ),
    )
    put("further-charset-utf16.html", lambda: '<meta charset="utf-16">' + PAGE % f"<table>{ROWS}</table>")
    put("further-utf16-bare.html", lambda: (PAGE % f"<table>{ROWS}</table>").encode("utf-16-le"))
    put("further-nul.html", lambda: (PAGE % f"<table>{ROWS}</table>").replace("1,200", "1,\x00200"))
    put(
        "further-heads-many.html",
        lambda: (
            PAGE
            % (
                "<table>"
                + "".join(
                    f"<tr><th></th><th>December 31, {2000 + n % 30}</th><th>March {n % 40}, 2024</th></tr>"
                    for n in range(1_500)
                )
                + ROWS
                + "</table>"
            )
        ),
    )
    put(
        "further-pipes.md",
        lambda: (
            "# Larch Foods Inc.\n\n" + ("| a " * 10_000 + "|\n") + ("|---" * 10_000 + "|\n") + ("| 5 " * 10_000 + "|\n")
        ),
    )
    put(
        "further-pipes-bare.md",
        lambda: (
            "# Larch Foods Inc.\n\n| | 2024 |\n|-|-|\n" + "| Cash" + "|" * 10_000 + "5\n" + "\\|" * 10_000 + "|5|\n"
        ),
    )
    put(
        "further-dates.txt",
        lambda: (
            TEXT
            + "\n"
            + "".join(
                f"\t{each}\t{each}\nCash\t5\t6\n\n"
                for each in (
                    "February 30, 2024",
                    "April 31, 2024",
                    "December 31, 10000",
                    "Year Ended 99999",
                    "13/32/2024",
                    "Q9 2024",
                    "FY²024",
                    "53rd week of 2024",
                    "2024-00-00",
                    "0 weeks ended May 1, 0",
                    "12 months ended February 29, 2023",
                )
            )
        ),
    )
    put(
        "further-values.txt",
        lambda: (
            TEXT
            + "".join(
                f"Cash {n}\t{each}\t{each}\n"
                for n, each in enumerate(
                    (
                        f"1e{10**9}",
                        "10^999",
                        "9" * 999,
                        f"0.{'0' * 999}1",
                        f"{'9' * 400}%",
                        "1/0",
                        "1,,,2",
                        "..5",
                        "5-",
                        "--5",
                        "((5))",
                        "$$5",
                        "5 trillion billion",
                        "−5",
                        "+-5",
                        "5e",
                        "∞",
                        "NaN",
                        "1_000",
                        "0x1F",
                    )
                )
            )
        ),
    )
    put(
        "further-scales.txt",
        lambda: f"Larch Foods Inc.\n(in {'thousands of ' * 3_000}dollars)\n\n\tDecember 31, 2024\nCash\t5\n",
    )
    put(
        "further-words.txt",
        lambda: (
            TEXT
            + "Revenues of "
            + "one hundred million million " * 3_000
            + "dollars.\n"
            + "two-" * 20_000
            + "five segments\n"
        ),
    )
    put(
        "further-marks.txt",
        lambda: (
            TEXT
            + "Cash"
            + " (1)" * 20_000
            + "\t5\t6\n"
            + "Debt"
            + "*" * 100_000
            + "\t5\t6\n"
            + "".join(f"({n}) note\n" for n in range(3_000))
        ),
    )
    put("further-nul-inside.txt", lambda: TEXT.replace("1,200", "1,\x002\x0000"))
    put("further-utf16-bare.txt", lambda: TEXT.encode("utf-16-le"))
    put(
        "further-heads.txt",
        lambda: (
            "Larch Foods Inc.\n\n"
            + ("\tDecember 31, 2024\tThree months ended March 31, 2024\n" * 3_000)
            + "Cash\t5\t6\n"
        ),
    )
    put(
        "further-risk-words.txt",
        lambda: (
            "Item 1A. Risk Factors\n\n"
            + "may fail to " * 100_000
            + "\n\n"
            + "We may lose 5% of 10% of " * 10_000
            + ".\n"
        ),
    )
    put(
        "further-fixed-wide.txt",
        lambda: (
            "Larch Foods Inc.\n\n"
            + " " * 40
            + "  2024" * 2_000
            + "\n"
            + "Total assets".ljust(40)
            + " 1,200" * 2_000
            + "\n"
            + "-" * 12_000
            + "\n"
        ),
    )


def data_sets() -> None:
    """Register Financial Statement Data Sets with damaged lines."""
    sub = "adsh\tcik\tname\tform\tperiod\tfy\tfp\tfiled\tfye\n0000000001-24-000001\t1\tLarch Foods Inc.\t10-K\t20241231\t2024\tFY\t20250201\t1231\n"
    tag = "tag\tversion\tcustom\tabstract\tdatatype\tiord\tcrdr\ttlabel\tdoc\nAssets\tus-gaap/2024\t0\t0\tmonetary\tI\tD\tAssets\t\n"
    num = "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n"
    pre = "adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating\n0000000001-24-000001\t1\t1\tBS\t0\tH\tAssets\tus-gaap/2024\tTotal assets\t0\n"
    row = "0000000001-24-000001\tAssets\tus-gaap/2024\t{ddate}\t{qtrs}\t{uom}\t{segments}\t{coreg}\t{value}\t\n"
    good = {"ddate": "20241231", "qtrs": "0", "uom": "USD", "segments": "", "coreg": "", "value": "5"}
    odd = {
        "ddate": ("20240230", "²", "99999999", "", "0", "-20241231", "9" * 5_000, "20241231.0"),
        "qtrs": ("1000000000", "-1", "x", "", "²", "9" * 5_000, "4.5", "NaN"),
        "uom": ("", "U" * 10_000, "<b>", "USD/", "²", "a b", "../..", "\x1b[2J"),
        "segments": ("=", ";", "A=B;" * 5_000, "A=B;A=C", "²=²", "A" * 50_000, "A=B=C", "<x>=<y>;"),
        "coreg": ("²", "c" * 50_000, "\x07", "../x", "a=b", '"'),
        "value": ("1e9999999", "NaN", "INF", "²", "9" * 50_000, "-", "1,000", "5e", "0x5", "-0", ".5.", "1e-9999999"),
    }

    def lay(name: str, **files: str | bytes) -> None:
        def make(path: Path) -> None:
            path.mkdir()
            for each, data in {"sub": sub, "tag": tag, "num": num + row.format(**good), "pre": pre, **files}.items():
                (path / f"{each}.txt").write_bytes(data.encode() if isinstance(data, str) else data)

        keep(name, make)

    lay(
        "further-set-odd",
        num=num
        + "".join(row.format(**{**good, field: each}) for field, all_of in odd.items() for each in all_of)
        + row.format(**good),
    )
    lay(
        "further-set-lines",
        num=num
        + row.format(**good)
        + "x\n\n\t\t\n"
        + "\t" * 5_000
        + "\n"
        + row.format(**good)[:40]
        + "\n\0\0\n"
        + row.format(**good),
    )
    lay(
        "further-set-bytes",
        num=(num + row.format(**good)).encode() + b"\xff\xfe\t\x80\n" + row.format(**good).encode(),
        sub=sub.replace("Larch", "Lärch").encode("latin-1"),
    )
    lay("further-set-heads", num="adsh\t" + "\t".join(f"c{n}" for n in range(50_000)) + "\n" + "1\t" * 50_000 + "\n")
    lay("further-set-same-heads", num=num.replace("ddate", "value") + row.format(**good))
    lay("further-set-subs", sub=sub + "0000000001-24-000001\t²\t\t\t20240230\t9999999999\tQ9\t00000000\t9999\n" + "x\n")
    lay(
        "further-set-pre",
        pre=pre
        + "0000000001-24-000001\t²\t1e9\tXX\t7\tZ\tAssets\tus-gaap/2024\t"
        + "p" * 100_000
        + "\t²\n"
        + "gone\t1\t1\tBS\t0\tH\tAssets\tus-gaap/2024\tx\t0\n",
    )
    lay(
        "further-set-tags",
        tag=tag
        + "Assets\tus-gaap/2024\t²\tx\t"
        + "d" * 50_000
        + "\tQ\tZ\t=1+1\t<script>\n"
        + '\u202e\t\t\t\t\t\t\t\t\n"\t"\n',
    )
    lay("further-set-many", num=num + "".join(row.format(**{**good, "value": str(n)}) for n in range(20_000)))


def notations() -> None:
    """Register JSON."""
    dimensions = {
        "concept": "us-gaap:Assets",
        "entity": "cik:1",
        "period": "2025-01-01T00:00:00",
        "unit": "iso4217:USD",
    }
    spaces = {
        "us-gaap": "http://fasb.org/us-gaap/2024",
        "cik": "http://www.sec.gov/CIK",
        "iso4217": "http://www.xbrl.org/2003/iso4217",
        "xbrl": "https://xbrl.org/2021",
    }
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": spaces, "taxonomy": []}

    def report(name: str, make: Callable[[], object], **changes: object) -> None:
        put(name, lambda: json.dumps({"documentInfo": {**info, **changes}, "facts": make()}))

    def one(value: object = "5", **more: object) -> dict[str, object]:
        return {"value": value, "decimals": 0, "dimensions": {**dimensions, **more}}

    report("further-axes.json", lambda: {"f": one(**{f"us-gaap:A{n}": f"us-gaap:M{n}" for n in range(5_000)})})
    report(
        "further-units.json",
        lambda: {
            f"f{n}": one(unit=each)
            for n, each in enumerate(
                (
                    "*".join(["iso4217:USD"] * 5_000),
                    "iso4217:USD/" * 3,
                    "(iso4217:USD*iso4217:EUR)/",
                    "/",
                    "²",
                    "iso4217:",
                    "(" * 50_000,
                    "nosuch:x",
                )
            )
        },
    )
    report(
        "further-periods.json",
        lambda: {
            f"f{n}": one(period=each)
            for n, each in enumerate(
                (
                    "99999-01-01T00:00:00",
                    "2024-02-30T00:00:00",
                    "0000-01-01T00:00:00",
                    "2025-01-01T00:00:00/2024-01-01T00:00:00",
                    "/",
                    "P1Y",
                    "2025-01-01T24:00:00",
                    "²",
                    "2025-01-01T00:00:00" + "Z" * 50_000,
                    "2025-01-01T00:00:00/" * 500,
                )
            )
        },
    )
    report(
        "further-links.json",
        lambda: {
            f"f{n}": {**one(), "links": {"footnote": {f"g{m}": [f"f{k}" for k in range(100)] for m in range(10)}}}
            for n in range(100)
        },
    )
    report(
        "further-locations.json",
        lambda: {"f": one()},
        taxonomy=["file:///etc/passwd", "http://127.0.0.1:9/e.xsd", 5, None, "/dev/zero", "http://[::1"],
    )
    report(
        "further-spaces.json",
        lambda: {"f": one()},
        namespaces={**spaces, "us-gaap": "us-gaap", "a": "a:b", "": "", "²": "²", "x" * 50_000: "urn:" + "y" * 50_000},
    )
    report(
        "further-links-types.json",
        lambda: {"f": one()},
        linkTypes={"a": "a", "b": 5},
        linkGroups={"a": []},
        features={"xbrl:canonicalValues": "²"},
    )
    report(
        "further-values.json",
        lambda: {
            f"f{n}": one(each)
            for n, each in enumerate(
                ("²", "1e999999", "INF", "NaN", "", " 5 ", "5" * 100_000, True, None, [], {}, 5, 5.5, "\x00", "\ud800")
            )
        },
    )
    report(
        "further-decimals.json",
        lambda: {
            f"f{n}": {**one(), "decimals": each}
            for n, each in enumerate((10**9, -(10**9), 1.5, "0", "INF", None, True, [], 10**400))
        },
    )
    report(
        "further-languages.json",
        lambda: {
            f"f{n}": {"value": "x", "dimensions": {"concept": "us-gaap:X", "entity": "cik:1", "language": each}}
            for n, each in enumerate(("", "²", "x" * 50_000, 5, None, "EN us"))
        },
    )
    put(
        "further-keys-same.json",
        lambda: json.dumps({"documentInfo": info, "facts": {"f": one()}}).replace(
            '"facts": {', '"facts": {' + '"f": 5,' * 200_000
        ),
    )
    put(
        "further-context-itself.jsonld",
        lambda: json.dumps(
            {
                "@context": {
                    "a": {
                        "@id": "urn:a",
                        "@context": {"a": {"@id": "urn:a", "@context": "further-context-itself.jsonld"}},
                    }
                },
                "@id": "urn:x",
                "a": {"a": 1},
            }
        ),
    )
    put(
        "further-context-deep.jsonld",
        lambda: '{"@context":' + '{"a":{"@id":"urn:a","@context":' * 3_000 + "{}" + "}}" * 3_000 + ',"@id":"urn:x"}',
    )


def packages() -> None:
    """Register zips and packages."""

    def pack(files: dict[str, str | bytes]) -> bytes:
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in files.items():
                out.writestr(name, data)
        return kept.getvalue()

    instance = INSTANCE % (CONTEXT + FACT)
    put(
        "further-package-outside.zip",
        lambda: pack(
            {
                "a/META-INF/reportPackage.json": '{"documentInfo":{"documentType":"https://xbrl.org/report-package/2023"}}',
                "a/reports/x.json": "{}",
                "a/reports/../../../etc/x.xml": instance,
            }
        ),
    )
    put(
        "further-package-catalog.zip",
        lambda: pack(
            {
                "a/META-INF/taxonomyPackage.xml": '<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package"><tp:entryPoints><tp:entryPoint><tp:entryPointDocument href="file:///etc/passwd"/></tp:entryPoint></tp:entryPoints></tp:taxonomyPackage>',
                "a/META-INF/catalog.xml": '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteURI uriStartString="http://" rewritePrefix="../../../../../../"/><rewriteURI uriStartString="" rewritePrefix="file:///etc/"/></catalog>',
                "a/reports/a.xml": instance.replace(
                    CONTEXT, '<link:schemaRef xlink:type="simple" xlink:href="http://etc/passwd"/>' + CONTEXT
                ),
            }
        ),
    )
    put(
        "further-package-laughs.zip",
        lambda: pack(
            {
                "META-INF/catalog.xml": '<!DOCTYPE x [<!ENTITY a0 "ha">'
                + "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 11))
                + "]><catalog>&a10;</catalog>",
                "META-INF/taxonomyPackage.xml": "<x/>",
                "reports/a.xml": instance,
            }
        ),
    )
    put("further-ratio.zip", lambda: pack({"a.xml": INSTANCE % (CONTEXT + FACT + " " * 200_000_000)}))
    put("further-inner-deep.zip", lambda: inner(30, pack))
    put(
        "further-names-clash.zip",
        lambda: pack(
            {
                "reports/a.xml": instance,
                "reports/A.xml": instance,
                "reports/a.xml/": "",
                "META-INF/reports.json": "{}",
                "reports": "x",
            }
        ),
    )
    put("further-spread.zip", lambda: pack({f"reports/{n}.xml": instance for n in range(600)}))

    def overlap() -> bytes:
        data = bytearray(pack({f"{n}.htm": PAGE % f"<table>{ROWS}</table>" * 50 for n in range(200)}))
        first = data.find(b"PK\x01\x02")
        while first >= 0:  # all entries of the directory lead to the first file
            data[first + 42 : first + 46] = b"\0\0\0\0"
            first = data.find(b"PK\x01\x02", first + 4)
        return bytes(data)

    put("further-overlap.zip", overlap)


def inner(depth: int, pack: Callable[[dict[str, str | bytes]], bytes]) -> bytes:
    """Return a zip in a zip, and so on."""
    data = pack({"a.xml": INSTANCE % (CONTEXT + FACT)})
    for _ in range(depth):
        data = pack({"a.zip": data})
    return data


def graphs() -> None:
    """Register RDF that others wrote."""
    from pyoxigraph import RdfFormat, parse

    lines = [f"{each} ." for each in parse((RELEASE / "release.trig").read_bytes(), RdfFormat.TRIG)]
    graph = lines[0].split()[-2]
    few = "\n".join(lines) + "\n"

    def of(kind: str) -> list[str]:
        return sorted({line.split()[0] for line in lines if f"> <{GG}{kind}> " in line})

    facts, occurrences, periods, arcs = (
        of("Fact"),
        of("Occurrence"),
        sorted({*of("Instant"), *of("Duration")}),
        of("Arc"),
    )

    def typed(value: str, kind: str) -> str:
        return f'"{value}"^^<{XSD}{kind}>'

    def more(name: str, make: Callable[[], list[str]]) -> None:
        put(name, lambda: few + "\n".join(f"{each} {graph} ." for each in make()) + "\n")

    def instead(name: str, prop: str, values: list[str]) -> None:
        """Give the first statements of a property other objects."""

        def make() -> str:
            left, found = iter(values), []
            for line in lines:
                if f" <{prop}> " in line and (value := next(left, None)) is not None:
                    start, end = line.index(f"<{prop}> ") + len(prop) + 3, line.rindex(f" {graph} .")
                    found.append(line[:start] + value + line[end:])
                else:
                    found.append(line)
            return "\n".join(found) + "\n"

        put(name, make)

    numbers = [
        typed(value, kind)
        for value, kind in (
            ("NaN", "double"),
            ("INF", "double"),
            ("-INF", "float"),
            ("abc", "decimal"),
            ("", "decimal"),
            ("1e5", "decimal"),
            ("9" * 30_000, "decimal"),
            ("0." + "0" * 5_000 + "1", "decimal"),
            ("²", "decimal"),
            ("5", "string"),
        )
    ] + ["_:b", "<urn:x>", '"5"@en']
    dates = [
        typed(value, "date")
        for value in (
            "2024-02-30",
            "0000-00-00",
            "99999-12-31",
            "-0044-03-15",
            "",
            "²",
            "2024-12-31Z",
            "2024-12-31+99:00",
            "9999-12-31",
            "0001-01-01",
        )
    ] + ['"2024"', "_:d", "<urn:d>", typed("2024", "gYear")]
    wholes = [
        typed(value, "integer")
        for value in ("1000000000", "-5", "999999999999999999999", "INF", "²", "", "1.5", "9" * 5_000)
    ] + ["_:l", '"x"', "<urn:l>"]
    for prop in ("value", "lowerBound", "upperBound", "weight", "confidence", "printedValue"):
        instead(f"further-{prop}.nq", GG + prop, numbers)
    for prop in ("date", "startDate", "endDate"):
        instead(f"further-{prop}.nq", GG + prop, dates)
    instead("further-issued.nq", "http://purl.org/dc/terms/issued", dates)
    for prop in ("decimals", "line", "column", "offset", "order", "dimensionCount"):
        instead(f"further-{prop}.nq", GG + prop, wholes)
    for prop in (
        "concept",
        "entity",
        "period",
        "unit",
        "document",
        "fact",
        "report",
        "network",
        "source",
        "target",
        "numerator",
        "mapping",
    ):
        instead(
            f"further-{prop}.nq",
            GG + prop,
            ["_:x", '"x"', "<urn:gone>", typed("5", "decimal"), "<javascript:alert(1)>"],
        )
    more(
        "further-tree-deep.nq",
        lambda: (
            [
                f"<urn:a{n}> <{name}> {value}"
                for n in range(3_000)
                for name, value in (
                    (RDF + "type", f"<{GG}Arc>"),
                    (GG + "network", "<urn:n>"),
                    (GG + "source", f"<urn:c{n}>"),
                    (GG + "target", f"<urn:c{n + 1}>"),
                    (GG + "order", typed("1", "decimal")),
                )
            ]
            + [
                f"<urn:n> <{RDF}type> <{GG}Network>",
                f"<urn:n> <{GG}arcrole> <http://www.xbrl.org/2003/arcrole/parent-child>",
            ]
        ),
    )
    more(
        "further-superseded-long.nq",
        lambda: [f"{facts[n]} <{GG}supersededBy> {facts[(n + 1) % len(facts)]}" for n in range(len(facts))],
    )
    more("further-key-same.nq", lambda: [f'{fact} <{GG}key> "same"' for fact in facts])
    more(
        "further-facts-of-places.nq",
        lambda: [f"{each} <{GG}fact> {fact}" for each in occurrences[:40] for fact in facts[:200]],
    )
    more(
        "further-periods-many.nq",
        lambda: [f"{fact} <{GG}period> {period}" for fact in facts[:100] for period in periods],
    )
    more("further-units-many.nq", lambda: [f"<{BASE}unit/JPY> <{GG}numerator> <urn:m{n}>" for n in range(3_000)])
    more(
        "further-names-outside.nq",
        lambda: [
            line.replace(line.split(" ")[2], '"../../../../etc/passwd"').rsplit(" ", 2)[0]
            for line in lines
            if f"<{GG}fileName>" in line
        ],
    )
    more(
        "further-replaces-long.nq",
        lambda: [f"<urn:g{n}> <http://purl.org/dc/terms/replaces> <urn:g{n + 1}>" for n in range(3_000)],
    )
    more(
        "further-itself.nq",
        lambda: [
            f"{each} <{GG}{name}> {each}"
            for each in (*facts[:20], *occurrences[:20], *arcs[:20])
            for name in (
                "fact",
                "document",
                "mapping",
                "translationOf",
                "measureOf",
                "anchor",
                "network",
                "source",
                "target",
                "comparativePeriod",
            )
        ],
    )
    more(
        "further-labels-many.nq",
        lambda: [
            f'{re.findall("<[^>]*us-gaap/[^>]*>", few)[0]} <http://www.w3.org/2004/02/skos/core#prefLabel> "label {n}"@x-{n}'
            for n in range(5_000)
        ],
    )
    put(
        "further-reports-many.nq",
        lambda: "".join(
            line.replace(graph[1:-1], f"{graph[1:-1]}{n}") + "\n" for n in range(40) for line in lines[:1500]
        ),
    )
    put("further-facts-blank.nq", lambda: re.sub(r"<[^> ]*/fact/([0-9a-f]+)>", r"_:f\1", few))
    put("further-utf16.nq", lambda: few[:20_000].encode("utf-16"))
    put("further-latin.ttl", lambda: '<urn:s> <urn:p> "Café" .'.encode("latin-1"))
    put("further-nul.nt", lambda: b'<urn:s> <urn:p> "a\0b" .\n')
    put("further-iris-bad.nt", lambda: "<urn:a b> <urn:p> <x> .\n<> <> <> .\n")


for each in (trees, taxonomies, inlines, pages, data_sets, notations, packages, graphs):
    each()
FURTHER = [name for name in inputs.INPUTS if name.startswith("further-")]

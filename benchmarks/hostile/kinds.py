"""A third lot of hostile inputs, of kinds that neither of the others has; registered among those of `inputs.py`."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from further import FIGURE, IX, NOTE, RDF, TYPED, XSD
from inputs import BASE, CONTEXT, FACT, GG, INSTANCE, PAGE, ROWS, TEXT, keep, put, within

if TYPE_CHECKING:
    from pathlib import Path

DATE = "<instant>2024-12-31</instant>"
SPELLINGS = (
    "1_000", "１２", "٣٤", "²", "+5", "1.", ".5", "0x10", "1e10", "1E+400", "Infinity", "sNaN", "-0", "--5", " 1 000 ", "1,000", "",
    "9" * 5_000, "0." + "0" * 5_000 + "1", "1\u200b", "½", "\u2212 5", "true",
)  # fmt: skip
DAYS = (
    "2024-02-30", "-0044-03-15", "12024-01-01", "0000-01-01", "2024-01-01Z", "2024-01-01+14:00", "2024-1-1", "２０２４-01-01", "2024-W01",
    "2024-12-31T24:00:00", "2024-12-31T25:00:00", "9999-12-31", "9999-12-31T24:00:00", "0001-01-01T00:00:00", "", "x", "2024-12-31T23:59:60",
)  # fmt: skip
DECIMALS = ("²", "1_0", "+3", "-99999999999", "99999999999", "INF ", "inf", "3.0", "", "-0", "٣", "1e3", "9" * 5_000)


def texts() -> None:
    """Register text and Markdown."""
    put("kind-breaks.txt", lambda: TEXT.replace("\t", "\x0b\t\x0c").replace("\n", "\x85\u2028\u2029\r\n\x1c\x1d"))
    put("kind-returns.txt", lambda: TEXT.replace("\n", "\r"))
    put(
        "kind-digits.txt",
        lambda: TEXT + "".join(f"Item {n}\t{each}\t{each}{each}\n" for n, each in enumerate(SPELLINGS)),
    )
    put(
        "kind-days.txt",
        lambda: "".join(
            f"Larch Foods Inc.\n\n\t{each}\t{each}\nTotal assets\t1,200\t1,100\n\nAs of {each} we had $5.\n\n"
            for each in (
                "February 30, 2024", "December 31, 9999", "January 1, 1900", "999 months ended December 31, 2024", "Q5 2024",
                "0 weeks ended March 1, 1900", "FY0000", "five hundred years ended June 30, 1901", "31/31/2024", "1H 9999",
                "Year ended February 29", "December 31, 2024 to January 1, 1900", "9999 weeks ended December 31, 9999",
                "12 months ended January 1, 1900", "00/00/0000", "53 weeks ended January 3, 1900", "June 31", "100 quarters ended 1900",
            )
        ),
    )  # fmt: skip
    put(
        "kind-scales.txt",
        lambda: "".join(
            f"Larch Foods Inc.\n\nBalance Sheet ({each})\n\n\tDecember 31, 2024\nTotal assets\t{'9' * 40}\nRate\t1e400%\n\n"
            for each in ("in trillions of millions", "in 000,000,000,000s", "in thousands, millions and billions", "x 10^999", "in $", "in %")
        ),
    )  # fmt: skip
    put(
        "kind-labels.txt",
        lambda: TEXT
        + "".join(
            f"{each}\t1,200\t1,100\n"
            for each in (
                "__proto__", "constructor", "</script><script>alert(1)</script>", "${7*7}", "{{7*7}}", "{%raw%}", "]]>", "-->", "\u202eteN",
                "\ufeffCash", "A\u200dB", "'); DROP", "\\u0000", "\ud7ff", "\U0010ffff", "(((((", ")))))", "....", "*", "%s%n", "<b>", "&lt;",
                "\x7f", "\x1b[2J", "=1+1", "{", "urn:x", "file:///etc/passwd", "../../etc", "a" * 5_000, " ", "\u3000",
            )
        ),
    )  # fmt: skip
    put("kind-parentheses.txt", lambda: TEXT + "Loss\t((((5))))\t(5))\nGain\t)5(\t(-(5))\nTax\t$(5\t5)%\nEven\t(\t)\n")
    put(
        "kind-table-of-dates.txt",
        lambda: "Larch Foods Inc.\n\n" + "\tDecember 31, 2024" * 500 + "\n" + "December 31, 2024\t" * 500,
    )
    put(
        "kind-md-tables.md",
        lambda: "# Larch Foods Inc.\n\n|a|\n|-|\n" + "> " * 200 + "| a | 2024 |\n" + "> " * 200 + "|---|---|\n",
    )
    put(
        "kind-md-odd.md",
        lambda: (
            "# Larch Foods Inc.\n\n| | 2024 | 2023 |\n|:-:|:-:|\n| Cash | 1 | 2 | 3 | 4 |\n|\n||\n| \\| | `1|2` | <td>5 |\n|---|\n| | |\n"
            "[a]: javascript:x\n![](file:///etc/passwd)\n```\n| Total | 5 |\n"
        ),
    )


def pages() -> None:
    """Register HTML."""
    spans = ("+5", "٣", " 5 ", "5.5", "1e3", "", "0005", "1001", "65535", "²", "-1", "5px", "０")
    put(
        "kind-spans.html",
        lambda: PAGE % f"<table>{ROWS}"
        + "".join(f'<tr><td colspan="{a}" rowspan="{b}">Cash</td><td>5</td><td>6</td></tr>' for a in spans for b in spans)
        + "</table>",
    )  # fmt: skip
    put(
        "kind-marks.html",
        lambda: (
            PAGE
            % (
                "&#x110000;&#0;&#xD800;&#99999999999999999999;&bogus;&amp&lt<![CDATA[x]]><!--[if IE]><table><![endif]--><!-- -- > --!>"
                f"<table>{ROWS}<tr><td>&#xD800;Cash&#0;</td><td>5&#1;</td><td>&#x110000;6</td></tr></table>"
                "<t\0d>5<svg><table><tr><td>7</table></svg><math><mtd>1</mtd></math><template><table><tr><td>Total<td>5</table></template>"
            )
        ),
    )
    put(
        "kind-ids.html",
        lambda: (
            PAGE
            % (
                "<table id='\"]|//*[\"'>"
                + ROWS.replace("<td>", "<td id='a\"b c]&#10;&#39;'>").replace("<tr>", "<tr id=''>")
                + "</table>"
            )
        ),
    )
    put(
        "kind-charsets.html",
        lambda: "<?xml version='1.0' encoding='bogus'?><meta charset='x-user-defined'><meta http-equiv=content-type content='text/html; charset=\n'>"
        + PAGE % f"<table>{ROWS}</table>",
    )  # fmt: skip
    for charset in (
        "utf-7",
        "idna",
        "rot13",
        "base64",
        "unicode_escape",
        "undefined",
        "mbcs",
        "zlib",
        "punycode",
        "utf-16-le",
        "\u00e9",
    ):
        put(
            f"kind-charset-{charset.replace(chr(233), 'accent')}.html",
            lambda charset=charset: f"<meta charset='{charset}'>" + PAGE % f"<table>{ROWS}</table>",
        )  # fmt: skip
    put("kind-frames.html", lambda: "<frameset><frame src='file:///etc/passwd'></frameset><plaintext>" + PAGE % ROWS)
    put(
        "kind-table-in-heads.html",
        lambda: PAGE % ("<table><tr>" + "<th><table><tr><th>2024</th></tr><tr><td>5</td></tr></table></th>" * 50 + f"</tr>{ROWS}</table>"),
    )  # fmt: skip


def inlines() -> None:
    """Register inline XBRL."""
    doctype = '<!DOCTYPE html [<!ENTITY nb "&#160;"><!ENTITY fig "5">]>'
    put(
        "kind-entities.htm",
        lambda: doctype + IX % ("", f"<p>before &nb; and &nbsp; {FIGURE % (1, '')} &fig;</p>"),
    )
    put(
        "kind-entities-known.htm",
        lambda: doctype + IX % ("", f"<p>before &nb; and {FIGURE % (1, '')} &fig;</p><table><tr><td>&nb;</td><td>&fig;{FIGURE % (2, '')}</td></tr></table>"),
    )  # fmt: skip
    put(
        "kind-comments.htm",
        lambda: IX % ("<!--x-->", f"<p><!--a--><?p q?>x<!--b-->{FIGURE % (1, '')}<!--c--></p><?p?>"),
    )
    put(
        "kind-attributes.htm",
        lambda: IX
        % (
            "",
            "".join(
                FIGURE.replace('decimals="0"', f'{name}="{each}"') % (n * 100 + m, "")
                for n, name in enumerate(("decimals", "scale", "sign", "precision", "order", "tupleRef", "target", "continuedAt"))
                for m, each in enumerate(DECIMALS)
            )
            + "".join(FIGURE.replace("ixt:num-dot-decimal", each) % (5_000 + n, "") for n, each in enumerate(("", ":", "no:x", "ixt:", "ixt:zerodash", "ixt:nocontent", "ixt:datedaymonthyear", "x y"))),
        ),
    )  # fmt: skip
    put(
        "kind-contents.htm",
        lambda: IX % ("", "".join((FIGURE % (n, "")).replace(">5<", f">{each}<") for n, each in enumerate(SPELLINGS))),
    )
    put(
        "kind-continued.htm",
        lambda: IX
        % (
            "",
            NOTE % 'continuedAt="a" escape="true"' + NOTE % 'continuedAt="" escape="²"' + NOTE % 'continuedAt="none"'
            + '<ix:continuation id="a" continuedAt="a">x</ix:continuation><ix:continuation id="a">y</ix:continuation><ix:continuation/>'
            "<ix:exclude>z<ix:exclude>w</ix:exclude></ix:exclude>",
        ),
    )  # fmt: skip
    put(
        "kind-headers.htm",
        lambda: IX.replace("<ix:header>", "<ix:header/><ix:header><ix:references target='²'/><ix:hidden>" + FIGURE % (9, "") + "</ix:hidden>")
        % ("<ix:relationship fromRefs='f9' toRefs='f9 f9 n' arcrole='x y' linkRole='' order='²'/>", '<ix:footnote id="n">a<ix:footnote id="n">b</ix:footnote></ix:footnote>'),
    )  # fmt: skip
    put(
        "kind-both-namespaces.htm",
        lambda: IX % ("", FIGURE % (1, "") + (FIGURE % (2, "")).replace("ix:nonFraction", "old:nonFraction").replace("<old:", '<old:', 1).replace(" id=", ' xmlns:old="http://www.xbrl.org/2008/inlineXBRL" id=', 1)),
    )  # fmt: skip
    put(
        "kind-no-header.htm",
        lambda: IX.replace("<ix:header>", "<p>").replace("</ix:header>", "</p>") % ("", FIGURE % (1, "")),
    )
    put(
        "kind-tuples.htm",
        lambda: IX
        % ("", "".join(f'<ix:tuple name="us-gaap:T" tupleID="t{n}" tupleRef="{ref}" order="{order}"/>' for n, (ref, order) in enumerate((("t0", "1"), ("t2", "1.5"), ("t1", "NaN"), ("", ""), ("x y", "-1"), ("t0", "1e999")))) + FIGURE % (1, 'tupleRef="t1" order="-1"')),
    )  # fmt: skip


def instances() -> None:
    """Register XBRL instances."""
    put(
        "kind-values.xml",
        lambda: INSTANCE % (CONTEXT + "".join(FACT.replace(">5<", f">{each}<") for each in SPELLINGS)),
    )
    put(
        "kind-decimals.xml",
        lambda: INSTANCE % (CONTEXT + "".join(FACT.replace("decimals", name).replace('"0"', f'"{each}"') for name in ("decimals", "precision") for each in DECIMALS)),
    )  # fmt: skip
    contexts = "".join(
        CONTEXT.partition("<unit")[0].replace('"c"', f'"c{n}"').replace(DATE, form.format(each))
        for n, (form, each) in enumerate(
            (form, each)
            for form in ("<instant>{0}</instant>", "<startDate>{0}</startDate><endDate>2024-12-31</endDate>", "<startDate>2024-01-01</startDate><endDate>{0}</endDate>")
            for each in DAYS
        )
    )  # fmt: skip
    put(
        "kind-days.xml",
        lambda: INSTANCE % (CONTEXT + contexts + "".join(FACT.replace('"c"', f'"c{n}"') for n in range(3 * len(DAYS)))),
    )
    periods = (
        "<forever/>" + DATE,
        "",
        "<startDate>2024-01-01</startDate>",
        "<endDate>2024-01-01</endDate>",
        DATE * 2,
        "text",
        "<x/>",
    )
    put(
        "kind-periods.xml",
        lambda: INSTANCE
        % (CONTEXT + "".join(CONTEXT.partition("<unit")[0].replace('"c"', f'"c{n}"').replace(DATE, each) + FACT.replace('"c"', f'"c{n}"') for n, each in enumerate(periods))),
    )  # fmt: skip
    units = (
        "", "<measure/>", "<measure>x</measure>", "<measure>no:x</measure>", "<measure>:</measure>", "<divide/>", "<measure>iso4217:USD\n</measure>" * 3,
        "<divide><unitNumerator/><unitDenominator/></divide>", "<divide><unitDenominator><measure>iso4217:USD</measure></unitDenominator></divide>",
        "<measure>iso4217:</measure>", "<measure>iso4217:²</measure>", "<measure>iso4217:U&quot;&lt;&gt; D</measure>", "<measure>iso4217:ZZZ</measure>",
    )  # fmt: skip
    put(
        "kind-units.xml",
        lambda: INSTANCE % (CONTEXT + "".join(f'<unit id="u{n}">{each}</unit>' + FACT.replace('"u"', f'"u{n}"') for n, each in enumerate(units))),
    )  # fmt: skip
    put(
        "kind-same-ids.xml",
        lambda: INSTANCE
        % ((CONTEXT + CONTEXT.replace("2024-12-31", "2023-12-31") + CONTEXT.replace('"c"', '""').replace('"u"', '" u "')) + FACT + FACT.replace('"c"', '""') + FACT.replace('"c"', '" c "') + FACT.replace(" decimals", ' id="c" decimals')),
    )  # fmt: skip
    inside = '<xbrldi:explicitMember dimension="us-gaap:A">us-gaap:M</xbrldi:explicitMember>'
    put(
        "kind-both-places.xml",
        lambda: INSTANCE
        % (within(inside + "<x xmlns='urn:x'><y/>z</x>text").replace("</period>", f"</period><scenario>{inside}{inside}{TYPED % (2, '<us-gaap:d><us-gaap:e>&#13;</us-gaap:e>t</us-gaap:d>')}</scenario>") + FACT),
    )  # fmt: skip
    links = "".join(
        f'<link:schemaRef xlink:type="simple" xlink:href="{each}"/>'
        for each in ("", "../../../../etc/passwd", "file:///etc/passwd", "data:,x", ".", "/", "a.xsd#x", "kind-references.xml", "\\\\host\\x", "//host/x", "%2e%2e/x", "C:\\x", "a\nb", "x" * 5_000, "jar:file:x!/y", "ftp://127.0.0.1:9/x", "http://[::1", "http://a:b@:99999/")
    )  # fmt: skip
    put("kind-references.xml", lambda: INSTANCE % (links + CONTEXT + FACT))
    put(
        "kind-footnotes.xml",
        lambda: INSTANCE
        % (
            CONTEXT + FACT.replace(" decimals", ' id="f" decimals')
            + '<link:footnoteLink xlink:type="extended" xlink:role="">'
            + "".join(f'<link:loc xlink:type="locator" xlink:href="{each}" xlink:label="a b"/>' for each in ("#", "#none", "http://127.0.0.1:9/#f", "#f", "", "#xpointer(/)", "#element(/1/999)", "other.xml#f"))
            + '<link:footnote xlink:type="resource" xlink:label="²" xml:lang="">n<script xmlns="http://www.w3.org/1999/xhtml">x</script></link:footnote>'
            '<link:footnoteArc xlink:type="arc" xlink:from="a b" xlink:to="²" order="NaN"/><link:footnoteArc xlink:from="none" xlink:to=""/></link:footnoteLink>'
        ),
    )  # fmt: skip
    put("kind-wrapped.xml", lambda: f"<a>{INSTANCE % (CONTEXT + INSTANCE % FACT)}</a>")
    put(
        "kind-ebcdic.xml",
        lambda: ('<?xml version="1.0" encoding="cp037"?>' + INSTANCE % (CONTEXT + FACT)).encode("cp037"),
    )
    put(
        "kind-version.xml",
        lambda: '<?xml version="9.9" encoding="utf-8" standalone="maybe"?>' + INSTANCE % (CONTEXT + FACT),
    )


def objects() -> None:
    """Register JSON: xBRL-JSON and the facts of companies."""
    start: dict[str, Any] = {
        "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": {"us-gaap": "http://fasb.org/us-gaap/2024", "cik": "http://www.sec.gov/CIK", "iso4217": "http://www.xbrl.org/2003/iso4217"}, "taxonomy": []},
        "facts": {},
    }  # fmt: skip
    good = {
        "value": "5",
        "decimals": 0,
        "dimensions": {
            "concept": "us-gaap:Assets",
            "entity": "cik:1",
            "period": "2025-01-01T00:00:00",
            "unit": "iso4217:USD",
        },
    }
    odd: tuple[Any, ...] = (
        None,
        True,
        5,
        -1.5,
        [],
        {},
        [[]],
        "",
        " ",
        ":",
        "a:",
        ":b",
        "no:x",
        "*",
        "/",
        "a*b/",
        "²",
        "\ud800",
        "\0",
        "9" * 5_000,
        {"a": None},
        10**40,
    )

    def report(facts: object, **info: object) -> str:
        return json.dumps({**start, "documentInfo": {**start["documentInfo"], **info}, "facts": facts})

    put("kind-facts-odd.json", lambda: report({f"f{n}": each for n, each in enumerate(odd)} | {"g": good}))
    put("kind-facts-list.json", lambda: report([good]))
    for part in ("value", "decimals", "dimensions", "links"):
        put(
            f"kind-fact-{part}.json",
            lambda part=part: report({f"f{n}": {**good, part: each} for n, each in enumerate(odd)}),
        )
    for part in ("concept", "entity", "period", "unit", "language", "us-gaap:A", "xbrl:noteId", "x"):
        put(
            f"kind-dimension-{part.replace(':', '-')}.json",
            lambda part=part: report({f"f{n}": {**good, "dimensions": {**good["dimensions"], part: each}} for n, each in enumerate((*odd, *(f"{day}/2025-01-01T00:00:00" for day in DAYS), *DAYS))}),
        )  # fmt: skip
    for part in ("documentType", "namespaces", "taxonomy", "linkTypes", "linkGroups", "features", "baseURL", "extends"):
        put(
            f"kind-info-{part}.json",
            lambda part=part: report({"f": {**good, "links": {"x": {"y": ["f"]}}}}, **{part: {"a": 5, "b": None, "us-gaap": [], "": "", "cik": "http://x y", "iso4217": "http://www.xbrl.org/2003/iso4217"} if part != "documentType" else ["https://xbrl.org/2021/xbrl-json"]}),
        )  # fmt: skip
    put("kind-bom.json", lambda: "\ufeff" + report({"f": good}))
    put(
        "kind-ids.json",
        lambda: report(dict.fromkeys(("", " ", "a b", "\n", "<script>", "x" * 5000, "../x", "\u202e", "#"), good)),
    )
    entry = {
        "end": "2024-12-31",
        "val": 5,
        "accn": "0000000001-25-000001",
        "fy": 2024,
        "fp": "FY",
        "form": "10-K",
        "filed": "2025-02-01",
        "frame": "CY2024Q4I",
    }
    company: dict[str, Any] = {"cik": 1, "entityName": "Larch Foods Inc.", "facts": {}}

    def facts(entries: list[Any], **more: object) -> str:
        return json.dumps(
            {
                **company,
                "facts": {"us-gaap": {"Assets": {"label": "Assets", "description": None, "units": {"USD": entries}}}},
                **more,
            }
        )

    for part in ("end", "start", "val", "accn", "fy", "fp", "form", "filed", "frame"):
        put(
            f"kind-company-{part}.json",
            lambda part=part: facts([{**entry, part: each} for each in (*odd, *DAYS, *SPELLINGS, 1e300, "../../x")]),
        )
    put("kind-company-entries.json", lambda: facts([*odd, entry]))
    for part in ("cik", "entityName"):
        for n, each in enumerate((None, "x", -1, 10**40, [], "²", "", True)):
            put(f"kind-company-{part}-{n}.json", lambda part=part, each=each: facts([entry], **{part: each}))
    put(
        "kind-company-nan.json",
        lambda: facts([entry]).replace('"val": 5', '"val": NaN, "val": -Infinity, "val": 1e999'),
    )
    put(
        "kind-company-names.json",
        lambda: json.dumps(
            {**company, "facts": {each: {other: {"label": other, "units": {unit: [entry] for unit in ("USD/shares/x", "", "/", "u s d", "²", "USD/", "<b>")}} for other in ("..", "a b", "", "<x>", "²", "A" * 5_000)} for each in ("us-gaap", "..", "", "a b", "http://x/", "invest")}}
        ),
    )  # fmt: skip
    put(
        "kind-company-shapes.json",
        lambda: json.dumps(
            {
                **company,
                "facts": {
                    "us-gaap": {"A": None, "B": {"units": None}, "C": {"units": {"USD": None}}},
                    "dei": 5,
                    "x": None,
                    "y": [],
                },
            }
        ),
    )


def sets() -> None:
    """Register tables: xBRL-CSV and FSDS."""
    info = {
        "documentType": "https://xbrl.org/2021/xbrl-csv",
        "namespaces": {
            "us-gaap": "http://fasb.org/us-gaap/2024",
            "cik": "http://www.sec.gov/CIK",
            "iso4217": "http://www.xbrl.org/2003/iso4217",
        },
        "taxonomy": [],
    }
    template = {
        "columns": {
            "k": {},
            "v": {
                "decimals": 0,
                "dimensions": {
                    "concept": "us-gaap:Assets",
                    "entity": "cik:1",
                    "period": "2024-12-31",
                    "unit": "iso4217:USD",
                },
            },
        }
    }

    def csv(name: str, metadata: object, rows: bytes) -> None:
        def make(path: Path) -> None:
            path.mkdir()
            (path / "report.json").write_text(json.dumps(metadata))
            (path / "t.csv").write_bytes(rows)

        keep(name, make)

    def described(**more: object) -> dict[str, object]:
        return {
            "documentInfo": info,
            "tableTemplates": {"t": template},
            "tables": {"t": {"template": "t", "url": "t.csv"}},
            **more,
        }

    rows = "k,v\n" + "".join(
        f"{n},{each}\n"
        for n, each in enumerate(
            ("#nil", "#empty", "#none", "##x", "#bogus", "#", *(one for one in SPELLINGS if "," not in one))
        )
    )
    csv("kind-csv-values", described(), rows.encode())
    csv("kind-csv-heads", described(), b"k,k,v,v,,\n1,2,3,4,5,6,7,8\n\n1\n")
    csv("kind-csv-blank", described(), b"")
    csv("kind-csv-latin", described(), "k,v\nCafé,5\n".encode("latin-1"))
    csv("kind-csv-bom", described(), "\ufeffk,v\r1,5\r2,6".encode())
    for part, values in {
        "tableTemplates": (None, [], {}, {"t": None}, {"t": {"columns": None}}, {"t": {"columns": {"v": None, "k": 5}}}, {"t": {**template, "decimals": "$x"}}),
        "tables": (None, [], {"t": None}, {"t": {"template": "none", "url": "t.csv"}}, {"t": {"url": "data:,x"}}, {"t": {"url": "."}}, {"t": {"url": 5}}, {"t": {"url": "report.json", "template": "t"}}, {"t": {"url": "http://127.0.0.1:9/t.csv"}}, {"t": {"url": "t.csv", "parameters": {"k": 5, "x": None}}}),
        "parameters": ({"p": 5}, [], {"p": "$p"}, {"": ""}),
        "dimensions": ({"concept": "$k", "period": "$none", "unit": "$"}, [], {"period": "2024..2023@start"}, {"period": "9999Q5"}, {"period": "2024-02-30@end"}, {"entity": "$k$"}, {"language": 5}),
        "decimals": (None, "#none", [], "²", 10**40),
        "links": ([], {"x": 5}, {"x": {"y": {"v.1": ["v.1", 5, None]}}}),
        "documentInfo": ({**info, "extends": ["report.json"]}, {**info, "extends": "report.json"}, {**info, "namespaces": None}, {**info, "final": 5}, {**info, "linkGroups": 5}, None),
    }.items():  # fmt: skip
        for n, value in enumerate(values):
            csv(f"kind-csv-{part}-{n}", described(**{part: value}), b"k,v\n1,5\n2,6\n")
    heads = {
        "sub": "adsh\tcik\tname\tsic\tfye\tform\tperiod\tfy\tfp\tfiled\taccepted\tprevrpt\tdetail\tinstance\tnciks\taciks",
        "num": "adsh\ttag\tversion\tcoreg\tddate\tqtrs\tuom\tvalue\tfootnote",
        "tag": "tag\tversion\tcustom\tabstract\tdatatype\tiord\tcrdr\ttlabel\tdoc",
        "pre": "adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating",
    }
    one = {
        "sub": ["0000000001-25-000001", "1", "LARCH", "", "1231", "10-K", "20241231", "2024", "FY", "20250201", "2025-02-01 12:00:00.0", "0", "1", "x.xml", "1", ""],
        "num": ["0000000001-25-000001", "Assets", "us-gaap/2024", "", "20241231", "0", "USD", "5", ""],
        "tag": ["Assets", "us-gaap/2024", "0", "0", "monetary", "I", "D", "Assets", ""],
        "pre": ["0000000001-25-000001", "1", "1", "BS", "0", "H", "Assets", "us-gaap/2024", "Assets", "0"],
    }  # fmt: skip
    strange = (
        "",
        "²",
        "-1",
        "99999",
        "20240230",
        "00000000",
        "99991231",
        "00010101",
        "1_000",
        "1e999",
        "NaN",
        "../../x",
        "<b>",
        "=1+1",
        '"',
        "\0",
        "x" * 3_000,
        "é",
        "1.5",
        " ",
        "a b",
        "0x1",
        "\x85",
        "9" * 5_000,
    )

    def lay(name: str, files: dict[str, bytes], *, folder: str = "") -> None:
        def make() -> bytes:
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as zipped:
                for each, content in files.items():
                    zipped.writestr(f"{folder}{each}", content)
            return data.getvalue()

        put(name, make)

    def table(kind: str, lines: list[list[str]]) -> bytes:
        return "\n".join([heads[kind], *("\t".join(line) for line in lines), ""]).encode()

    base = {f"{kind}.txt": table(kind, [one[kind]]) for kind in heads}
    for kind, head in heads.items():
        columns = head.split("\t")
        lines = [[*one[kind][:n], each, *one[kind][n + 1 :]] for n in range(len(columns)) for each in strange]
        lay(f"kind-set-{kind}.zip", {**base, f"{kind}.txt": table(kind, [one[kind], *lines])})
        lay(f"kind-set-no-{kind}.zip", {name: content for name, content in base.items() if name != f"{kind}.txt"})
        lay(
            f"kind-set-heads-{kind}.zip",
            {**base, f"{kind}.txt": base[f"{kind}.txt"].replace(columns[1].encode(), columns[0].encode(), 1)},
        )
        lay(f"kind-set-bare-{kind}.zip", {**base, f"{kind}.txt": b""})
    lay("kind-set-returns.zip", {name: content.replace(b"\n", b"\r") for name, content in base.items()})
    lay("kind-set-wide.zip", {name: content.decode().encode("utf-16") for name, content in base.items()})
    lay("kind-set-capitals.zip", {name.upper(): content for name, content in base.items()}, folder="2025q1/")
    lay("kind-set-short.zip", {name: content[:-20] for name, content in base.items()})


def packages() -> None:
    """Register zips that claim to be packages."""

    def lay(name: str, files: dict[str, bytes | str]) -> None:
        def make() -> bytes:
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as zipped:
                for each, content in files.items():
                    zipped.writestr(each, content)
            return data.getvalue()

        put(name, make)

    instance, kind = INSTANCE % (CONTEXT + FACT), "https://xbrl.org/report-package/2023"
    for n, each in enumerate((5, None, [], {}, "x", kind + "/xbr", kind + "/xbri", "\ud800")):
        lay(
            f"kind-package-{n}.zip",
            {
                "p/META-INF/reportPackage.json": json.dumps({"documentInfo": {"documentType": each}}),
                "p/reports/a.xbrl": instance,
            },
        )
    lay("kind-package-list.zip", {"p/META-INF/reportPackage.json": "[]", "p/reports/a.xbrl": instance})
    lay("kind-package-latin.zip", {"p/META-INF/reportPackage.json": b"\xe9", "p/reports/a.xbrl": instance})
    lay(
        "kind-package-two.zip",
        {"p/META-INF/x": "", "q/META-INF/x": "", "p/reports/a.xbrl": instance, "q/reports/b.xbrl": instance},
    )
    lay(
        "kind-package-none.zip",
        {"p/META-INF/reportPackage.json": "{}", "p/reports/a/b/c/d.xbrl": instance, "p/reports/": ""},
    )
    lay(
        "kind-package-odd.zip",
        {
            "p/META-INF/reportPackage.json": "{}",
            "p/reports/a.json": "{",
            "p/reports/b.html": "<",
            "p/reports/c.xhtml": "",
            "p/reports/d.xbrl": "x",
        },
    )
    lay(
        "kind-package-taxonomy.zip",
        {
            "p/META-INF/taxonomyPackage.xml": "<x",
            "p/META-INF/catalog.xml": '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><rewriteURI uriStartString="" rewritePrefix="/etc/"/></catalog>',
            "p/reports/a.xbrl": instance,
        },
    )

    def spoil(name: str, change: tuple[int, bytes]) -> None:
        def make() -> bytes:
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as zipped:
                zipped.writestr("p/META-INF/reportPackage.json", "{}")
                zipped.writestr("p/reports/a.xbrl", instance)
            found = bytearray(data.getvalue())
            place, content = change
            found[len(found) + place : len(found) + place + len(content)] = content
            return bytes(found)

        put(name, make)

    for n, change in enumerate(
        (
            (-14, b"\xff\xff\xff\xff"),
            (-12, b"\xff\xff"),
            (-10, b"\xff\xff\xff\xff"),
            (-6, b"\xff\xff\xff\x7f"),
            (-2, b"\xff\xff"),
            (-22, b"PK\x06\x06"),
            (-18, b"\x01\x00\x01\x00"),
        )
    ):
        spoil(f"kind-end-{n}.zip", change)
    put("kind-twice.nq.gz", lambda: gzip.compress(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n")))
    put("kind-joined.nq.gz", lambda: gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n") * 2 + b"tail")
    put("kind-cut.nq.gz", lambda: gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n" * 999)[:-9])


def graphs() -> None:
    """Register graphs that others might have written."""
    report, document, fact, place = f"<{BASE}r>", f"<{BASE}d>", f"<{BASE}f>", f"<{BASE}o>"
    good = {
        report: {"a": f"<{GG}Report>", "entity": f"<{BASE}e>", "document": document},
        document: {"a": f"<{GG}Document>", "fileName": '"a.txt"', "mediaType": '"text/plain"', "sha256": f'"{"0" * 64}"'},
        f"<{BASE}e>": {"a": f"<{GG}Entity>", "identifier": '"1"', "scheme": '"http://www.sec.gov/CIK"'},
        fact: {"a": f"<{GG}Fact>", "report": report, "concept": f"<{BASE}us-gaap/Assets>", "entity": f"<{BASE}e>", "period": f"<{BASE}p>", "unit": f"<{BASE}u>", "value": "5", "decimals": "0", "lowerBound": "4.5", "upperBound": "5.5", "dimensionCount": "0", "key": '"k"'},
        f"<{BASE}p>": {"a": f"<{GG}Instant>", "date": f'"2024-12-31"^^<{XSD}date>'},
        f"<{BASE}u>": {"a": f"<{GG}Unit>", "numerator": "<http://www.xbrl.org/2003/iso4217#USD>"},
        place: {"a": f"<{GG}Occurrence>", "fact": fact, "document": document, "line": "3", "column": "2", "printedText": '"5"', "label": '"Assets"', "value": "5"},
    }  # fmt: skip
    terms = (
        f'"1E5"^^<{XSD}decimal>', f'"INF"^^<{XSD}double>', '"5"@en', '"²"', "_:b", f"<{BASE}none>", "<javascript:alert(1)>", "<data:,x>", f'"-99999999999999999999"^^<{XSD}integer>',
        f'"9e99999"^^<{XSD}double>', '"<script>alert(1)</script>"', '"a\\nb\\u0000c"', f'"2024-02-30"^^<{XSD}date>', f'"-0044-03-15"^^<{XSD}date>', f'"12024-01-01"^^<{XSD}date>',
        f'"0001-01-01+14:00"^^<{XSD}date>', f'"x"^^<{RDF}langString>', "true", f'"{"9" * 5_000}"^^<{XSD}decimal>', report, fact, f'"PT1S"^^<{XSD}duration>', "<urn:x>", '""',
    )  # fmt: skip

    def write(told: dict[str, dict[str, str]], more: str = "") -> str:
        lines = [
            f"{s} {'a' if p == 'a' else f'<{GG}{p}>' if ':' not in p else p} {o} ."
            for s, pairs in told.items()
            for p, o in pairs.items()
        ]
        return f"{report} {{\n" + "\n".join(lines) + f"\n{more}\n}}\n"

    put("kind-good.trig", lambda: write(good))
    for subject, pairs in good.items():
        for name in pairs:
            kind = pairs["a"].rpartition("#")[2].strip(">")
            put(
                f"kind-{kind}-{name}.trig",
                lambda subject=subject, name=name: write(
                    {**good, subject: {p: o if p != name else ", ".join(terms) for p, o in good[subject].items()}}
                ),
            )
            if kind in ("Fact", "Occurrence", "Report", "Instant", "Unit"):
                put(
                    f"kind-no-{kind}-{name}.trig",
                    lambda subject=subject, name=name: write({**good, subject: {p: o for p, o in good[subject].items() if p != name}}),
                )  # fmt: skip
    extra = {
        "Finding": ("code", "severity", "line", "column", "message", "occurrence", "document"),
        "Arc": ("network", "source", "target", "weight", "order", "preferredLabel"),
        "Proposal": ("concept", "rank", "confidence"),
        "Mapping": ("confidence",),
        "Derivation": ("operator", "operand", "concept", "weight"),
        "Duration": ("startDate", "endDate"),
        "Member": ("denotes",),
        "Concept": ("periodType", "balance", "dataType", "anchor", "measureOf", "measure"),
    }
    for kind, names in extra.items():
        put(
            f"kind-{kind}.trig",
            lambda kind=kind, names=names: write(good, "".join(f"<{BASE}x{n}> a <{GG}{kind}> ; " + " ; ".join(f"<{GG}{name}> {term}" for name in names) + " .\n" for n, term in enumerate(terms))),
        )  # fmt: skip
    for name in (
        "offset",
        "table",
        "row",
        "xpath",
        "elementId",
        "printedValue",
        "printedPeriod",
        "printedConcept",
        "mapping",
        "proposal",
        "lowerBound",
    ):
        put(
            f"kind-place-{name}.trig",
            lambda name=name: write({**good, **{f"<{BASE}o{n}>": {**good[place], name: term} for n, term in enumerate(terms)}}),
        )  # fmt: skip
    for name in (
        "approximate",
        "isNil",
        "accuracy",
        "language",
        "comparativePeriod",
        "supersededBy",
        "translationOf",
        "exchangeRate",
        "measure",
    ):
        put(
            f"kind-said-{name}.trig",
            lambda name=name: write({**good, **{f"<{BASE}f{n}>": {**good[fact], name: term} for n, term in enumerate(terms)}}),
        )  # fmt: skip
    put(
        "kind-quoted.ttl",
        lambda: f"<< <urn:a> <urn:b> <urn:c> >> <{GG}value> 5 . <urn:x> <urn:y> <<( <urn:a> <urn:b> <urn:c> )>> .",
    )
    put("kind-loose.ttl", lambda: write(good).partition("{")[2].rpartition("}")[0])
    put("kind-blank-graph.nq", lambda: f"<{BASE}f> <{RDF}type> <{GG}Fact> _:g .\n<{BASE}f> <{GG}report> _:g _:g .\n")
    put("kind-bom.ttl", lambda: "\ufeff" + write(good).partition("{")[2].rpartition("}")[0])
    put(
        "kind-shapes-inside.trig",
        lambda: write(
            good,
            f'<urn:s> a <http://www.w3.org/ns/shacl#NodeShape> ; <http://www.w3.org/ns/shacl#targetClass> <{GG}Fact> ; <http://www.w3.org/ns/shacl#sparql> [ <http://www.w3.org/ns/shacl#select> "SELECT $this {{ SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}" ] .',
        ),
    )
    put(
        "kind-dimensions.trig",
        lambda: write(
            {
                **good,
                fact: {
                    **good[fact],
                    "<urn:axis>": ", ".join(terms),
                    f"<{BASE}us-gaap/XAxis>": ", ".join(terms),
                    f"<{XSD}x>": "5",
                },
            }
        ),
    )


def others() -> None:
    """Register queries, receipts, waivers, corrections and profiles."""
    for n, front in enumerate(
        (
            "parameters: !!python/object/apply:os.system ['x']", "parameters: [5, null, {a: b}]", "parameters: {x: {default: [1]}}", "summary: 5\n#+ summary: 6", "\t- x: {", "*a", "returns: {}\n#+ columns: 5",
            "a: &a [x,x]\n#+ b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n#+ c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n#+ d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n#+ e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n#+ parameters: [*e,*e,*e,*e,*e,*e,*e]",
            "summary: 2024-02-30", "[" * 2_000, "parameters: \x07", "x: !!binary x", "? [a]\n#+ : b",
        )
    ):  # fmt: skip
        put(f"kind-front-{n}.rq", lambda front=front: f"#+ {front}\nSELECT ?s {{ ?s ?p ?o }} LIMIT 1\n")
    for n, text in enumerate(
        (
            "", "# nothing", "\ufeffSELECT * { ?s ?p ?o } LIMIT 1", "ASK {}", "DESCRIBE <urn:x>", "CONSTRUCT { ?s ?p _:b } { ?s ?p ?o } LIMIT 5", "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999",
            "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }", "SELECT * { VALUES (?a ?b) { (UNDEF UNDEF) (1) } }", "SELECT (1/0 AS ?x) (xsd:date('x') AS ?y) {}", "SELECT ?a ?a { ?a ?b ?c } LIMIT 1",
            "SELECT (SUM(?o) AS ?s) { ?x ?p ?o } OFFSET -1", "SELECT * { ?s ?p '\\uD800' }", "SELECT * { ?s ?p \"\0\" }", "PREFIX : <" + "a" * 9_000 + "> SELECT * { ?s :x ?o }", "SELECT * { FILTER(" + "!" * 5_000 + "true) }",
        )
    ):  # fmt: skip
        put(f"kind-query-{n}.rq", lambda text=text: text)
    put("kind-query-latin.rq", lambda: b"SELECT * { ?s ?p '\xe9' }")
    for n, each in enumerate(
        (
            None,
            [],
            5,
            {},
            {"sparql": 5},
            {"sparql": "SELECT * {}", "results": "x", "version": None},
            {"question": {"a": []}, "data": [5], "sparql": "SELECT * {}"},
        )
    ):
        put(f"kind-receipt-{n}.json", lambda each=each: json.dumps(each))


texts()
pages()
inlines()
instances()
objects()
sets()
packages()
graphs()
others()

"""Hostile inputs, written anew: each a name and what lays it down in a folder, returning its path.

    python benchmarks/hostile/inputs.py FOLDER [WORD…]

lays down those whose names have one of the words in them, all by default.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import stat
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "instances" / "iij" / "fy2008-release"
GG, BASE = "https://w3id.org/gaapgraph/ns#", "https://w3id.org/gaapgraph/"
INPUTS: dict[str, Callable[[Path], Path]] = {}
PAGE = "<html><head><title>Larch Foods Inc.</title></head><body><p>Larch Foods Inc.</p>%s</body></html>"
ROWS = (
    "<tr><td></td><td>December 31, 2024</td><td>December 31, 2023</td></tr>"
    "<tr><td>Total assets</td><td>1,200</td><td>1,100</td></tr>"
)
TEXT = "Larch Foods Inc.\nConsolidated Balance Sheets (in millions)\n\n\tDecember 31, 2024\tDecember 31, 2023\nTotal assets\t1,200\t1,100\n"
INSTANCE = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217">%s</xbrl>"""
CONTEXT = """<context id="c"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier></entity>
 <period><instant>2024-12-31</instant></period></context><unit id="u"><measure>iso4217:USD</measure></unit>"""
FACT = '<us-gaap:Assets contextRef="c" unitRef="u" decimals="0">5</us-gaap:Assets>'


def keep(name: str, make: Callable[[Path], None]) -> None:
    """Register an input that a function lays down at its path."""

    def lay(folder: Path) -> Path:
        path = folder / name
        make(path)
        return path

    INPUTS[name] = lay


def put(name: str, make: Callable[[], bytes | str]) -> None:
    """Register an input that is one file."""

    def write(path: Path) -> None:
        data = make()
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)

    keep(name, write)


def within(segment: str) -> str:
    """Return the context with a segment."""
    return CONTEXT.replace("</entity>", f"<segment>{segment}</segment></entity>")


def pages() -> None:
    """Register HTML."""
    put("tables-nested.html", lambda: PAGE % ("<table><tr><td>" * 3_000 + "7" + "</td></tr></table>" * 3_000))
    put("tags-nested.html", lambda: PAGE % ("<div>" * 100_000 + "7"))
    put("bold-nested.html", lambda: PAGE % ("<b><i>" * 30_000 + "7"))
    for word, value in {
        "huge": "999999999", "zero": "0", "negative": "-3", "float": "1e9", "words": "many", "digits": "²", "long": "9" * 5_000,
        "limit": "1000",
    }.items():  # fmt: skip
        put(
            f"span-{word}.html",
            lambda value=value: (
                PAGE % f'<table><tr><td rowspan="{value}" colspan="{value}">Total</td><td>5</td></tr>{ROWS}</table>'
            ),
        )
    put(
        "spans-product.html",
        lambda: (
            PAGE
            % ("<table>" + "<tr>" + '<td colspan="1000" rowspan="65534">1</td>' * 60 + "</tr>" + ROWS * 50 + "</table>")
        ),
    )
    put(
        "rowspans-many.html",
        lambda: PAGE % ("<table>" + '<tr><td rowspan="5000">1</td><td>2</td></tr>' * 3_000 + "</table>"),
    )
    put("cells-one-row.html", lambda: PAGE % ("<table><tr>" + "<td>1</td>" * 30_000 + "</tr></table>"))
    put(
        "attributes-many.html",
        lambda: PAGE % ("<p " + " ".join(f"a{n}='{n}'" for n in range(50_000)) + f">x</p><table>{ROWS}</table>"),
    )
    put(
        "style-long.html",
        lambda: PAGE % f'<table><tr><td style="{"padding-left:1pt;" * 50_000}">Total</td><td>5</td></tr>{ROWS}</table>',
    )
    put(
        "style-odd.html",
        lambda: (
            PAGE
            % "".join(
                f'<table><tr><td style="{each}">Total</td><td>5</td></tr>{ROWS}</table>'
                for each in (
                    "padding-left:1e999pt",
                    "padding-left:--1px",
                    "text-indent:NaN",
                    "margin:9" + "9" * 5000 + "px",
                    "width:calc(1px",
                    "display:none;display",
                    ";;:;:",
                )
            )
        ),
    )
    put("comment-open.html", lambda: PAGE % (f"<table>{ROWS}</table><!-- " + "x" * 1_000_000))
    put("script-open.html", lambda: f"<html><script>{'x' * 500_000}<body><table>{ROWS}</table>")
    put(
        "entities.html",
        lambda: (
            PAGE
            % (
                f"<table><tr><td>&#x110000;&#0;&#xD800;&nosuch;&#9999999999;</td><td>&#49;&#178;</td></tr>{ROWS}</table>"
            )
        ),
    )
    put(
        "ids-same.html",
        lambda: (
            PAGE
            % (
                "".join(
                    f'<table id="x"><tr><td id="x">Total {n}</td><td id="x">5</td></tr></table>' for n in range(500)
                )
            )
        ),
    )
    put(
        "sup-many.html",
        lambda: PAGE % (f"<table><tr><td>Total{'<sup>(1)</sup>' * 20_000}</td><td>5</td></tr>{ROWS}</table>"),
    )
    put("foster.html", lambda: PAGE % (f"<table><b>{ROWS}<select><option><table><tr><td><svg><title><td>7" * 200))
    put("plaintext.html", lambda: f"<html><body><table>{ROWS}</table><plaintext>" + "<td>5</td>" * 1_000)
    put(
        "base-meta.html",
        lambda: (
            PAGE
            % f'<base href="file:///etc/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><object data="file:///etc/passwd"></object><table>{ROWS}</table>'
        ),
    )
    put(
        "markup-in-labels.html",
        lambda: (
            PAGE
            % (
                "<table><tr><td>&lt;script&gt;alert(1)&lt;/script&gt; [red]x[/red] {{7*7}} {% raw %}</td><td>1,200</td></tr>"
                + ROWS
                + "</table>"
            )
        ),
    )
    put(
        "line-breaks.html",
        lambda: (
            PAGE % ("<table><tr><td>" + "<br>" * 50_000 + "Total</td><td>5" + "<br>6" * 5_000 + "</td></tr></table>")
        ),
    )


def texts() -> None:
    """Register text and Markdown."""
    put("empty.txt", lambda: b"")
    put("nul.txt", lambda: b"\0" * 100_000)
    put("newlines.txt", lambda: "\n" * 2_000_000)
    put("returns.txt", lambda: TEXT.replace("\n", "\r") * 50)
    put("tabs.txt", lambda: "\t" * 1_000_000)
    put("spaces.txt", lambda: "Total assets" + " " * 1_000_000 + "5\n")
    put(
        "columns-wide.txt",
        lambda: "Larch Foods Inc.\n\n" + "\t2024" * 5_000 + "\n" + "Total assets" + "\t1,200" * 5_000 + "\n",
    )
    put(
        "rows-many.txt",
        lambda: "Larch Foods Inc.\n\n\t2024\t2023\n" + "".join(f"Item {n}\t{n}\t{n + 1}\n" for n in range(8_000)),
    )
    put("tables-many.txt", lambda: "".join(TEXT.replace("Total", f"Total {n}") for n in range(600)))
    put("rows-same.txt", lambda: "Larch Foods Inc.\n\n\t2024\t2023\n" + "Total assets\t1,200\t1,100\n" * 6_000)
    put(
        "sum-rules.txt",
        lambda: (
            "Larch Foods Inc.\n\n\t2024\t2023\n" + "Item\t1\t1\n\t-----\t-----\nTotal\t1\t1\n\t=====\t=====\n" * 2_000
        ),
    )
    put("word-long.txt", lambda: TEXT + "a" * 2_000_000)
    put(
        "sentence-long.txt",
        lambda: TEXT + "net income of $41.2 million compared with $40.1 million in 2023, and " * 20_000,
    )
    put("parentheses.txt", lambda: TEXT + "(" * 200_000 + "5" + ")" * 200_000 + "\n")
    put("dots.txt", lambda: TEXT + "Total " + "." * 500_000 + " 5\n" + "1." * 100_000 + "\n")
    put("dashes.txt", lambda: TEXT + "-" * 500_000 + "\n" + "- " * 200_000 + "\n")
    put("number-long.txt", lambda: TEXT + "Cash\t" + "9" * 1_000_000 + "\t" + "1,234" + ",567" * 100_000 + "\n")
    put("exponents.txt", lambda: TEXT + "Cash\t1e999999999\t1E-999999999\nDebt\tNaN\t-Infinity\nDebt\t٣٤٥\t²³\n")
    put(
        "dates-odd.txt",
        lambda: (
            TEXT.replace("December 31, 2024", "February 30, 2024").replace("December 31, 2023", "December 31, 0000")
            + "\n\tDecember 31, 99999\tJune 31, 2024\nCash\t1\t2\n"
        ),
    )
    put(
        "months-odd.txt",
        lambda: (
            "Larch Foods Inc.\n\n\t0 months ended June 30, 2024\t99999999999 weeks ended June 30, 2024\t-3 years ended\nRevenue\t1\t2\t3\n"
        ),
    )
    put(
        "scales-odd.txt",
        lambda: (
            TEXT.replace(
                "millions",
                "millions of billions of thousands of trillions, except per share data in basis points of USD'000",
            )
            + "Cash\t1\t2\n"
        ),
    )
    put("utf7.txt", lambda: TEXT.replace("Total", "+AD4-Total+//8-").encode())
    put("utf16.txt", lambda: TEXT.encode("utf-16"))
    put("utf16be.txt", lambda: TEXT.encode("utf-16-be"))
    put("utf16-odd.txt", lambda: TEXT.encode("utf-16") + b"\xd8")
    put("utf32.txt", lambda: TEXT.encode("utf-32"))
    put("bom-many.txt", lambda: b"\xef\xbb\xbf" * 3 + TEXT.encode() + b"\xef\xbb\xbf")
    put("bom-wrong.txt", lambda: b"\xff\xfe" + TEXT.encode())
    put("surrogates.txt", lambda: TEXT.encode() + b"Cash \xed\xa0\x80\t5\t\xed\xbf\xbf\n")
    put("overlong.txt", lambda: TEXT.encode() + b"Cash \xc0\xaf\xe0\x80\xaf\t5\t6\n")
    put("latin.txt", lambda: TEXT.encode() + b"Caf\xe9 \x80\x99\t5\t6\n")
    put("ebcdic.txt", lambda: TEXT.encode("cp500"))
    put("shift-jis.txt", lambda: (TEXT + "売上高\t1,000\t900\n").encode("shift_jis"))
    put("bidi.txt", lambda: TEXT + "\u202eCash\u2066\t1,2\u200b00\t\u20685\n\u0085\u2028x\t5\t6\n\x0b\x0cy\t7\t8\n")
    put("combining.txt", lambda: TEXT + "C" + "\u0301" * 200_000 + "\t5\t6\n")
    put("ansi.txt", lambda: TEXT + "\x1b]0;owned\x07\x1b[2JCash\x9b31m\t5\t6\n")
    put("formula.txt", lambda: TEXT + '=HYPERLINK("http://127.0.0.1:9")\t5\t6\n+1\t5\t6\n@x\t5\t6\n\t\t\n')
    put("jinja.txt", lambda: TEXT + "{{ ''.__class__.__mro__ }}\t5\t6\n</script><img src=x onerror=alert(1)>\t5\t6\n")
    put(
        "pipes.md",
        lambda: "# Larch Foods Inc.\n\n" + "|" * 200_000 + "\n" + "|-" * 100_000 + "\n" + "| 1 " * 50_000 + "\n",
    )
    put("tables-broken.md", lambda: "# Larch\n\n| a | 2024 |\n|--|\n| b | 5 | 6 | 7 |\n|\n||\n| \\| | ` | ` |\n" * 500)
    put(
        "quotes-nested.md",
        lambda: (
            "# Larch\n\n" + ">" * 50_000 + " x\n" + "* " * 30_000 + "\n" + "[" * 50_000 + "\n" + "`" * 50_001 + "\n"
        ),
    )
    put(
        "risks-deep.txt",
        lambda: (
            "Item 1A. Risk Factors\n\n"
            + "We may fail, and our results may suffer, if 5 of 7 (of 9 (of 11 " * 8_000
            + "\n"
        ),
    )
    put(
        "risks-many.txt",
        lambda: (
            "Item 1A. Risk Factors\n\n"
            + "We may fail to grow our business and lose customers.\n\nThe markets in which we sell are competitive, and 10.5% of revenues may be lost, which could harm us.\n\n"
            * 1_500
        ),
    )


def disguises() -> None:
    """Register what is not what its name says."""
    pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    png = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)
        + b"\0\0\0\0"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("a.txt", TEXT)
    squeezed = gzip.compress(TEXT.encode())
    elf = b"\x7fELF" + random.Random(1).randbytes(5_000)
    for kind, data in {"pdf": pdf, "png": png, "zip": packed.getvalue(), "gzip": squeezed, "elf": elf}.items():
        for end in ("html", "txt", "md", "json", "ttl", "xml", "zip", "nq.gz", "csv", "xbrl"):
            if kind != end:
                put(f"{kind}-as.{end}", lambda data=data: data)
    put("html-as.txt", lambda: PAGE % f"<table>{ROWS}</table>")
    put("html-as.json", lambda: PAGE % f"<table>{ROWS}</table>")
    put("turtle-as.txt", lambda: (RELEASE / "release.trig").read_bytes()[:200_000])
    put("text-as.trig", lambda: TEXT)
    put("text-as.zip", lambda: TEXT)
    put("store-as.txt", lambda: b"SST\0" * 5_000)
    put("parquet-as.txt", lambda: b"PAR1" + b"\0" * 100 + b"PAR1")
    put(
        "gz-bomb.nq.gz",
        lambda: (
            gzip.compress(b"<urn:s> <urn:p> <urn:o> <urn:g> .\n" * 1_000_000 + b"# " + b"0" * 900_000_000)
            if os.environ.get("LARGE")
            else gzip.compress(b"# " + b"0" * 300_000_000)
        ),
    )
    put("gz-line.ttl.gz", lambda: gzip.compress(b'<urn:s> <urn:p> "' + b"a" * 200_000_000 + b'" .'))
    put("gz-twice.nq.gz", lambda: gzip.compress(gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n")))
    put("gz-cut.nq.gz", lambda: gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n" * 100)[:-9])
    put("gz-tail.nq.gz", lambda: gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n") + b"garbage")


def zips() -> None:
    """Register zips."""

    def pack(fill: Callable[[zipfile.ZipFile], None], kind: int = zipfile.ZIP_DEFLATED) -> Callable[[], bytes]:
        def make() -> bytes:
            import warnings

            kept = io.BytesIO()
            with warnings.catch_warnings(), zipfile.ZipFile(kept, "w", kind) as out:
                warnings.simplefilter("ignore")
                fill(out)
            return kept.getvalue()

        return make

    def link(out: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("release.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(entry, "/etc/passwd")

    def device(out: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("release.txt")
        entry.external_attr = (stat.S_IFCHR | 0o777) << 16
        out.writestr(entry, TEXT)

    tables = {"sub.txt": "adsh\tcik\n", "num.txt": "adsh\ttag\n", "tag.txt": "tag\n", "pre.txt": "adsh\n"}
    put("traversal.zip", pack(lambda out: out.writestr("../../evil.htm", PAGE % "")))
    put("absolute.zip", pack(lambda out: out.writestr("/evil.htm", PAGE % "")))
    put("drive.zip", pack(lambda out: out.writestr("C:\\evil.htm", PAGE % "")))
    put("backslash.zip", pack(lambda out: out.writestr("..\\..\\evil.htm", PAGE % "")))
    put("link.zip", pack(link))
    put("device.zip", pack(device))
    put("same-names.zip", pack(lambda out: [out.writestr("a.xml", INSTANCE % (CONTEXT + FACT)) for _ in range(3)]))
    put(
        "case-names.zip",
        pack(
            lambda out: [out.writestr(name, INSTANCE % (CONTEXT + FACT)) for name in ("a.xml", "A.XML", "a.xml/b.xml")]
        ),
    )
    put(
        "same-tables.zip",
        pack(lambda out: [out.writestr(name, data) for _ in range(2) for name, data in tables.items()]),
    )
    put("tables-empty.zip", pack(lambda out: [out.writestr(name, data) for name, data in tables.items()]))
    put(
        "tables-bomb.zip",
        pack(
            lambda out: [
                out.writestr(name, data + "x" * (150_000_000 if name == "num.txt" else 0))
                for name, data in tables.items()
            ]
        ),
    )
    put("bomb.zip", pack(lambda out: out.writestr("a.htm", b" " * 500_000_000)))
    put("bomb-many.zip", pack(lambda out: [out.writestr(f"a{n}.htm", b" " * 30_000_000) for n in range(30)]))
    put(
        "files-many.zip",
        pack(lambda out: [out.writestr(f"d{n}/a.htm", b"") for n in range(25_000)], zipfile.ZIP_STORED),
    )
    put("folders-deep.zip", pack(lambda out: out.writestr("a/" * 5_000 + "x.htm", PAGE % "")))
    put("name-long.zip", pack(lambda out: out.writestr("a" * 5_000 + ".htm", PAGE % "")))
    put(
        "name-odd.zip",
        pack(
            lambda out: [
                out.writestr(name, PAGE % f"<table>{ROWS}</table>")
                for name in ("a\nb.htm", "-o.htm", "\u202e.htm", "a\x1b[31m.htm", "é.htm")
            ]
        ),
    )
    put("zip-in-zip.zip", pack(lambda out: out.writestr("a.zip", pack(lambda inner: inner.writestr("b.zip", b"PK"))())))
    put("bzip.zip", pack(lambda out: out.writestr("a.htm", PAGE % f"<table>{ROWS}</table>"), zipfile.ZIP_BZIP2))
    put("lzma.zip", pack(lambda out: out.writestr("a.htm", PAGE % f"<table>{ROWS}</table>"), zipfile.ZIP_LZMA))
    put("nothing.zip", pack(lambda out: None))
    whole = pack(lambda out: out.writestr("a.htm", PAGE % f"<table>{ROWS}</table>"))

    def flag(data: bytes, bits: int) -> bytes:
        found = bytearray(data)
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = found.find(mark)
            found[start + place] |= bits
        return bytes(found)

    put("encrypted.zip", lambda: flag(whole(), 1))
    put("strong.zip", lambda: flag(whole(), 0x41))
    put(
        "method-odd.zip",
        lambda: (
            whole()
            .replace(b"PK\x03\x04\x14\x00\x00\x00\x08\x00", b"PK\x03\x04\x14\x00\x00\x00\x63\x00")
            .replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00")
        ),
    )
    put("cut.zip", lambda: whole()[:-10])
    put("prefixed.zip", lambda: b"#!/bin/sh\n" * 1_000 + whole())
    put("crc.zip", lambda: whole()[:40] + bytes([whole()[40] ^ 255]) + whole()[41:])
    put(
        "package.zip",
        pack(
            lambda out: [
                out.writestr("META-INF/reportPackage.json", "[" * 50_000),
                out.writestr("r/reports/a.json", "[" * 50_000),
            ]
        ),
    )
    put(
        "package-odd.zip",
        pack(
            lambda out: [
                out.writestr(
                    "a/META-INF/taxonomyPackage.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
                ),
                out.writestr("a/META-INF/catalog.xml", "<x/>"),
            ]
        ),
    )


def trees() -> None:
    """Register XML: instances, inline, taxonomies."""
    lol = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 12))
    put("laughs.xml", lambda: f'<!DOCTYPE xbrl [<!ENTITY a0 "ha">{lol}]>' + INSTANCE % "&a11;")
    put("quadratic.xml", lambda: f'<!DOCTYPE xbrl [<!ENTITY a "{"x" * 50_000}">]>' + INSTANCE % ("&a;" * 20_000))
    put(
        "external.xml",
        lambda: (
            '<!DOCTYPE xbrl [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + INSTANCE % (CONTEXT + FACT.replace("5", "&a;"))
        ),
    )
    put(
        "parameter.xml",
        lambda: '<!DOCTYPE xbrl [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>' + INSTANCE % CONTEXT,
    )
    put(
        "dtd.html",
        lambda: (
            f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY a "5">]><html xmlns="http://www.w3.org/1999/xhtml"><body><table>{ROWS}</table>&a;</body></html>'
        ),
    )
    put(
        "stylesheet.xml",
        lambda: (
            '<?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>'
            + INSTANCE
            % (
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
                + CONTEXT
                + FACT
            )
        ),
    )
    put("deep.xml", lambda: INSTANCE % ("<us-gaap:x>" * 10_000 + "</us-gaap:x>" * 10_000))
    put(
        "deep-dimension.xml",
        lambda: INSTANCE % (within("<us-gaap:x>" * 5_000 + "</us-gaap:x>" * 5_000) + FACT),
    )
    put(
        "text-long.xml",
        lambda: (
            INSTANCE
            % (CONTEXT + f'<us-gaap:PolicyTextBlock contextRef="c">{"x" * 60_000_000}</us-gaap:PolicyTextBlock>')
        ),
    )
    put("text-long.htm", lambda: PAGE % ("x" * 60_000_000))
    put("number-long.xml", lambda: INSTANCE % (CONTEXT + FACT.replace(">5<", f">{'9' * 1_000_000}<")))
    put(
        "exponent.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    FACT.replace(">5<", f">{each}<")
                    for each in ("1e999999999", "-1e-999999999", "INF", "NaN", "", " ", "0x5", "1_000")
                )
            )
        ),
    )
    put(
        "decimals-odd.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    FACT.replace('"0"', f'"{each}"')
                    for each in ("999999999", "-999999999", "INF", "1.5", "", "x", "٣", "9" * 5_000)
                )
            )
        ),
    )
    put(
        "contexts-itself.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT * 3
                + FACT.replace('"c"', '"c c"')
                + FACT.replace('contextRef="c"', 'contextRef="u"')
                + FACT.replace('unitRef="u"', 'unitRef="c"')
            )
        ),
    )
    put(
        "periods-odd.xml",
        lambda: (
            INSTANCE
            % (
                "".join(
                    CONTEXT.replace('"c"', f'"c{n}"').replace('"u"', f'"u{n}"').replace("2024-12-31", each)
                    + FACT.replace('"c"', f'"c{n}"').replace('"u"', f'"u{n}"')
                    for n, each in enumerate(
                        (
                            "0000-01-01",
                            "-0044-03-15",
                            "99999-12-31",
                            "2024-02-30",
                            "2024-12-31T24:00:00",
                            "2024-12-31T25:00:00",
                            "2024-12-31+99:00",
                            "",
                            "9999-12-31T24:00:00",
                            "9999-12-31",
                            "0001-01-01",
                            "2024-12-31T23:59:60Z",
                        )
                    )
                )
            )
        ),
    )
    put(
        "units-odd.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + '<unit id="v"><divide><unitNumerator/><unitDenominator><measure>iso4217:USD</measure></unitDenominator></divide></unit><unit id="w"/><unit id="x"><measure>nosuch:USD</measure></unit><unit id="y">'
                + "<measure>iso4217:USD</measure>" * 5_000
                + "</unit>"
                + "".join(FACT.replace('"u"', f'"{each}"') for each in "vwxy")
            )
        ),
    )
    notes = """<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link"><link:loc xlink:type="locator" xlink:href="#f" xlink:label="f"/>
     <link:footnoteArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote" xlink:from="f" xlink:to="f"/></link:footnoteLink>"""
    put(
        "footnote-itself.xml",
        lambda: INSTANCE % (CONTEXT + FACT.replace("<us-gaap:Assets", '<us-gaap:Assets id="f"') + notes * 50),
    )
    put(
        "schema-itself.xml",
        lambda: INSTANCE % ('<link:schemaRef xlink:type="simple" xlink:href="schema-itself.xml"/>' + CONTEXT + FACT),
    )
    put(
        "schema-device.xml",
        lambda: (
            INSTANCE
            % (
                "".join(
                    f'<link:schemaRef xlink:type="simple" xlink:href="{each}"/>'
                    for each in (
                        "/dev/zero",
                        "file:///dev/stdin",
                        "../../../../etc/passwd",
                        "http://[::1",
                        "\\\\host\\share",
                        "%00",
                        "//127.0.0.1:9/x",
                        "ftp://127.0.0.1:9/x",
                    )
                )
                + CONTEXT
                + FACT
            )
        ),
    )
    put(
        "namespaces-many.xml",
        lambda: (
            INSTANCE
            % (
                CONTEXT
                + "".join(
                    f'<n{n}:x xmlns:n{n}="urn:n{n}" contextRef="c" unitRef="u" decimals="0">5</n{n}:x>'
                    for n in range(20_000)
                )
            )
        ),
    )
    put(
        "contexts-many.xml",
        lambda: (
            INSTANCE
            % (
                "".join(CONTEXT.replace('"c"', f'"c{n}"').replace('"u"', f'"u{n}"') for n in range(15_000))
                + FACT.replace('"c"', '"c5"').replace('"u"', '"u5"')
            )
        ),
    )
    put("tuples.xml", lambda: INSTANCE % (CONTEXT + '<x:t xmlns:x="urn:x">' * 200 + FACT + "</x:t>" * 200))
    put("utf16.xml", lambda: ('<?xml version="1.0" encoding="utf-16"?>' + INSTANCE % (CONTEXT + FACT)).encode("utf-16"))
    put("utf7.xml", lambda: ('<?xml version="1.0" encoding="utf-7"?>' + INSTANCE % (CONTEXT + FACT)).encode())
    put("encoding-odd.xml", lambda: '<?xml version="1.0" encoding="nosuch"?>' + INSTANCE % (CONTEXT + FACT))
    put(
        "ids-odd.xml",
        lambda: INSTANCE % (CONTEXT + FACT.replace("<us-gaap:Assets", '<us-gaap:Assets id="&lt;&quot;>&#10; é"')),
    )
    ix = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"
     xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><body><div><ix:header><ix:resources>
     <xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
     <xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>%s</div></body></html>"""
    put(
        "continuation-circle.htm",
        lambda: (
            ix
            % '<ix:nonNumeric name="us-gaap:X" contextRef="c" continuedAt="a">x</ix:nonNumeric><ix:continuation id="a" continuedAt="b">y</ix:continuation><ix:continuation id="b" continuedAt="a">z</ix:continuation>'
        ),
    )
    put(
        "continuation-chain.htm",
        lambda: (
            ix
            % (
                '<ix:nonNumeric name="us-gaap:X" contextRef="c" continuedAt="a0">x</ix:nonNumeric>'
                + "".join(
                    f'<ix:continuation id="a{n}" continuedAt="a{n + 1}">y</ix:continuation>' for n in range(5_000)
                )
            )
        ),
    )
    put(
        "scale-odd.htm",
        lambda: (
            ix
            % "".join(
                f'<ix:nonFraction name="us-gaap:Assets" contextRef="c" unitRef="u" decimals="0" format="ixt:num-dot-decimal" scale="{each}">5</ix:nonFraction>'
                for each in ("999999999", "-999999999", "x", "", "1.5", "9" * 5_000)
            )
        ),
    )
    put(
        "format-odd.htm",
        lambda: (
            ix
            % "".join(
                f'<ix:nonFraction name="us-gaap:Assets" contextRef="c" unitRef="u" decimals="0" format="{each}">{"5" * 500_000}</ix:nonFraction>'
                for each in (
                    "ixt:nosuch",
                    "nosuch:x",
                    ":",
                    "ixt:num-comma-decimal",
                    "ixt:num-unit-decimal",
                    "ixt:date-month-day",
                )
            )
        ),
    )
    put(
        "facts-nested.htm",
        lambda: ix % ('<ix:nonNumeric name="us-gaap:X" contextRef="c">' * 2_000 + "x" + "</ix:nonNumeric>" * 2_000),
    )
    put(
        "escape.htm",
        lambda: (
            ix
            % f'<ix:nonNumeric name="us-gaap:X" contextRef="c" escape="true">{"<p><b>" * 3_000}x{"</b></p>" * 3_000}</ix:nonNumeric>'
        ),
    )
    put(
        "targets-many.htm",
        lambda: (
            ix
            % "".join(
                f'<ix:nonFraction name="us-gaap:Assets" target="t{n}" contextRef="c" unitRef="u" decimals="0" format="ixt:num-dot-decimal">5</ix:nonFraction>'
                for n in range(3_000)
            )
        ),
    )


def notations() -> None:
    """Register JSON and CSV."""
    oim = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                "us-gaap": "http://fasb.org/us-gaap/2024",
                "cik": "http://www.sec.gov/CIK",
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": [],
        },
        "facts": {
            "f": {
                "value": "5",
                "decimals": 0,
                "dimensions": {
                    "concept": "us-gaap:Assets",
                    "entity": "cik:1",
                    "period": "2025-01-01T00:00:00",
                    "unit": "iso4217:USD",
                },
            }
        },
    }
    whole = json.dumps(oim)
    put("deep.json", lambda: "[" * 100_000 + "]" * 100_000)
    put("deep-objects.json", lambda: '{"a":' * 100_000 + "1" + "}" * 100_000)
    put("deep-facts.json", lambda: whole.replace('"value": "5"', '"value": ' + "[" * 100_000 + "]" * 100_000))
    put("number-long.json", lambda: whole.replace('"value": "5"', '"value": ' + "9" * 1_000_000))
    put("decimals-long.json", lambda: whole.replace('"decimals": 0', '"decimals": ' + "9" * 1_000_000))
    put("value-long.json", lambda: whole.replace('"value": "5"', f'"value": "{"9" * 1_000_000}"'))
    put("exponent.json", lambda: whole.replace('"value": "5"', '"value": 1e999999999'))
    put(
        "nan.json",
        lambda: whole.replace('"value": "5"', '"value": NaN').replace('"decimals": 0', '"decimals": -Infinity'),
    )
    put("same-keys.json", lambda: whole.replace('"f": {', '"f": 5, "f": {') + " ")
    put("surrogates.json", lambda: whole.replace('"5"', '"\\ud800"').replace("Assets", "As\\udfffsets"))
    put(
        "types-odd.json",
        lambda: json.dumps(
            {
                "documentInfo": {
                    "documentType": "https://xbrl.org/2021/xbrl-json",
                    "namespaces": [],
                    "taxonomy": {"a": 1},
                },
                "facts": [1, None],
            }
        ),
    )
    put("utf16.json", lambda: whole.encode("utf-16"))
    put("links-circle.json", lambda: whole.replace('"dimensions"', '"links": {"footnote": {"g": ["f"]}}, "dimensions"'))
    put(
        "facts-many.json",
        lambda: json.dumps(
            {
                **oim,
                "facts": {
                    f"f{n}": {
                        "value": str(n),
                        "dimensions": {
                            "concept": f"us-gaap:A{n}",
                            "entity": "cik:1",
                            "period": "2025-01-01T00:00:00",
                            "unit": "iso4217:USD",
                        },
                    }
                    for n in range(20_000)
                },
            }
        ),
    )
    put(
        "companyfacts.json",
        lambda: json.dumps(
            {
                "cik": "x" * 100,
                "entityName": None,
                "facts": {
                    "us-gaap": {
                        "Assets": {
                            "label": None,
                            "units": {
                                "USD": [
                                    {"end": "2024-02-30", "val": "x"},
                                    {"end": None, "val": 1e300},
                                    5,
                                    {"val": 10**400, "end": "2024-12-31", "accn": {}},
                                ]
                            },
                        }
                    }
                },
            }
        ),
    )
    table = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-csv",
            "namespaces": oim["documentInfo"]["namespaces"],
            "taxonomy": [],
        },
        "tableTemplates": {
            "t": {
                "columns": {
                    "a": {
                        "dimensions": {
                            "concept": "us-gaap:Assets",
                            "entity": "cik:1",
                            "period": "2025-01-01T00:00:00",
                            "unit": "iso4217:USD",
                        }
                    }
                }
            }
        },
        "tables": {"t": {"url": "t.csv"}},
    }

    def csv(name: str, rows: Callable[[], bytes | str], **changes: object) -> None:
        def make(path: Path) -> None:
            path.mkdir()
            (path / "report.json").write_text(json.dumps({**table, **changes}))
            data = rows()
            (path / "t.csv").write_bytes(data.encode() if isinstance(data, str) else data)

        keep(name, make)

    csv("csv-columns", lambda: ",".join(f"c{n}" for n in range(1_000_000)) + "\n" + "1," * 999_999 + "1\n")
    csv("csv-commas", lambda: "a\n" + "," * 1_000_000 + "\n")
    csv("csv-quote", lambda: 'a\n"' + "x" * 5_000_000)
    csv("csv-field", lambda: "a\n" + "9" * 3_000_000 + "\n")
    csv("csv-nul", lambda: b"a\n1\0\n\0\0\n")
    csv("csv-utf16", lambda: "a\n5\n".encode("utf-16"))
    csv("csv-outside", lambda: "a\n5\n", tables={"t": {"url": "../../../../etc/passwd"}})
    csv("csv-elsewhere", lambda: "a\n5\n", tables={"t": {"url": "http://127.0.0.1:9/t.csv"}})
    csv("csv-device", lambda: "a\n5\n", tables={"t": {"url": "/dev/zero"}})
    csv("csv-itself", lambda: "a\n5\n", documentInfo={**table["documentInfo"], "extends": ["report.json"]})
    csv("csv-parameter", lambda: "a\n5\n", parameters={f"p{n}": f"$p{n + 1}" for n in range(2_000)})


def graphs() -> None:
    """Register RDF that others wrote."""
    lines = (
        gzip.decompress((RELEASE / "release.nq.gz").read_bytes()).decode().splitlines()
        if (RELEASE / "release.nq.gz").exists()
        else None
    )
    if lines is None:
        from pyoxigraph import RdfFormat, parse

        quads = parse((RELEASE / "release.trig").read_bytes(), RdfFormat.TRIG)
        lines = [f"{each} ." for each in quads]
    facts = sorted({line.split()[0] for line in lines if f"<{GG}Fact>" in line})
    few = "\n".join(lines) + "\n"
    graph = lines[0].split()[-2]

    def with_more(more: Callable[[], list[str]]) -> Callable[[], str]:
        return lambda: few + "\n".join(f"{each} {graph} ." for each in more()) + "\n"

    put("blank.nq", lambda: few.replace(facts[0], "_:a").replace(facts[1], "_:b"))
    put(
        "blank-all.nq",
        lambda: (
            "\n".join(
                " ".join(
                    f"_:b{zlib.crc32(part.encode())}" if part.startswith(f"<{BASE}report") else part
                    for part in line.split(" ")
                )
                for line in lines
            )
            + "\n"
        ),
    )
    put(
        "values-bad.nq",
        with_more(
            lambda: [
                f'{fact} <{GG}value> "{value}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'
                for fact, (value, kind) in zip(
                    facts,
                    [
                        ("abc", "decimal"),
                        ("NaN", "double"),
                        ("INF", "double"),
                        ("", "decimal"),
                        ("1e5", "decimal"),
                        ("9" * 30_000, "decimal"),
                        ("2024-02-30", "date"),
                        ("maybe", "boolean"),
                        ("P1Y2M", "duration"),
                        ("5", "byte"),
                        ("999", "byte"),
                        ("-5", "nonNegativeInteger"),
                        ("--02-30", "gMonthDay"),
                        ("24:00:01", "time"),
                    ],
                    strict=False,
                )
            ]
        ),
    )
    put(
        "values-many.nq",
        with_more(
            lambda: [f'{facts[0]} <{GG}value> "{n}"^^<http://www.w3.org/2001/XMLSchema#decimal>' for n in range(20_000)]
        ),
    )
    put(
        "types-many.nq",
        with_more(
            lambda: [
                f"{facts[0]} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{GG}{kind}>"
                for kind in (
                    "Report",
                    "Document",
                    "Occurrence",
                    "Instant",
                    "Duration",
                    "Unit",
                    "Entity",
                    "Network",
                    "Arc",
                    "Finding",
                    "Derivation",
                    "Concept",
                    "Dimension",
                    "Member",
                )
            ]
        ),
    )
    put(
        "decimals-bad.nq",
        with_more(
            lambda: [
                f'{fact} <{GG}decimals> "{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'
                for fact, value in zip(facts, ("-100000", "100000", "INF", "9" * 5_000, "1.5", ""), strict=False)
            ]
        ),
    )
    put(
        "circle-parents.nq",
        with_more(
            lambda: (
                [
                    f"<urn:c{n}> <{GG}{name}> <urn:c{(n + 1) % 50}>"
                    for n in range(50)
                    for name in (
                        "anchor",
                        "measureOf",
                        "supersededBy",
                        "translationOf",
                        "comparativePeriod",
                        "section",
                        "document",
                        "risk",
                    )
                ]
                + [f"<urn:c{n}> <http://www.w3.org/2004/02/skos/core#broader> <urn:c{(n + 1) % 50}>" for n in range(50)]
                + [f"{facts[n]} <{GG}concept> <urn:c{n}>" for n in range(50)]
            )
        ),
    )
    put(
        "circle-arcs.nq",
        with_more(
            lambda: (
                [
                    f"<urn:a{n}> <{GG}{name}> {value}"
                    for n in range(300)
                    for name, value in (
                        ("network", "<urn:n>"),
                        ("source", f"<urn:c{n % 20}>"),
                        ("target", f"<urn:c{(n + 1) % 20}>"),
                        ("weight", '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
                    )
                ]
                + ["<urn:n> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <" + GG + "Network>"]
            )
        ),
    )
    put(
        "superseded-itself.nq",
        with_more(
            lambda: (
                [f"{fact} <{GG}supersededBy> {fact}" for fact in facts[:20]]
                + [f"{graph} <http://purl.org/dc/terms/replaces> {graph}"]
            )
        ),
    )
    put(
        "occurrences-many.nq",
        with_more(
            lambda: [
                f"<urn:o{n}> <{GG}{name}> {value}"
                for n in range(5_000)
                for name, value in (
                    ("fact", facts[0]),
                    ("line", f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
                    ("printedText", f'"{n}"'),
                )
            ]
        ),
    )
    put(
        "text-long.nq",
        with_more(lambda: [f'{facts[0]} <http://www.w3.org/2004/02/skos/core#prefLabel> "{"a" * 20_000_000}"']),
    )
    put("iri-long.nq", with_more(lambda: [f"<urn:{'a' * 2_000_000}> <urn:p> <urn:o>"]))
    put(
        "iris-odd.nq",
        with_more(
            lambda: [
                "<urn:x> <" + GG + "concept> <javascript:alert(1)>",
                f"{facts[0]} <{GG}concept> <{BASE}us-gaap/%00%0a%22>",
                f"{facts[0]} <{GG}entity> <urn:>",
                f"<a:b> <{GG}period> <{BASE}period/9999-99-99>",
            ]
        ),
    )
    put(
        "languages-odd.nq",
        with_more(
            lambda: [f'{facts[0]} <http://www.w3.org/2004/02/skos/core#prefLabel> "x"@{"a" * 8}-{"b-" * 3_000}c']
        ),
    )
    put(
        "graphs-many.nq",
        lambda: few + "".join(line.rsplit(" ", 2)[0] + f" <urn:g{n}> .\n" for n in range(200) for line in lines[:60]),
    )
    put("graph-twice.nq", lambda: few + few.replace(graph, "<urn:copy>"))
    put("no-graph.nt", lambda: "\n".join(f"{line.rsplit(' ', 2)[0]} ." for line in lines) + "\n")
    put("report-blank.nq", lambda: few.replace(graph, "_:r"))
    put("controls.nq", lambda: few.replace('"Revenues"', '"\\u001B[2J\\u202E\\u0000"'))
    put("cut.nq", lambda: few[: len(few) // 2])
    put("not-utf8.nq", lambda: few.encode()[:100_000] + b'<urn:s> <urn:p> "\xff\xfe" .\n')
    put("deep-collections.ttl", lambda: "<urn:s> <urn:p> " + "(" * 30_000 + ")" * 30_000 + " .")
    put("deep-blank.ttl", lambda: "<urn:s> <urn:p> " + "[<urn:q> " * 30_000 + "5" + "]" * 30_000 + " .")
    put(
        "prefixes-many.ttl",
        lambda: "".join(f"@prefix p{n}: <urn:{n}:> .\n" for n in range(100_000)) + "p5:a p6:b p7:c .",
    )
    put("base-file.ttl", lambda: "@base <file:///etc/passwd> . <> <http://www.w3.org/2002/07/owl#imports> <x> .")
    put("open-literal.trig", lambda: '<urn:g> { <urn:s> <urn:p> """' + "x\n" * 1_000_000)
    put("deep.jsonld", lambda: "[" * 100_000)
    put("nested.jsonld", lambda: '{"@id":"urn:a","urn:p":' * 3_000 + "1" + "}" * 3_000)
    put(
        "context-file.jsonld",
        lambda: json.dumps({"@context": ["file:///etc/passwd", "http://127.0.0.1:9/c"], "@id": "urn:a", "urn:p": 1}),
    )
    put("context-circle.jsonld", lambda: json.dumps({"@context": {"a": "b:x", "b": "a:y"}, "a": 1}))
    many = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 10))
    put(
        "entities.rdf",
        lambda: (
            f'<!DOCTYPE x [<!ENTITY a0 "ha">{many}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a"><p xmlns="urn:">&a9;</p></rdf:Description></rdf:RDF>'
        ),
    )
    put(
        "shapes-deep.ttl",
        lambda: (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <"
            + GG
            + "Fact> ; sh:not "
            + "[ sh:not " * 3_000
            + "[ sh:nodeKind sh:IRI ]"
            + " ]" * 3_000
            + " ."
        ),
    )
    put(
        "shapes-circle.ttl",
        lambda: (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <"
            + GG
            + "Fact> ; sh:node <urn:s> ; sh:property <urn:p> . <urn:p> sh:path <urn:p> ; sh:node <urn:s> ."
        ),
    )
    put(
        "shapes-lists.ttl",
        lambda: (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . <urn:s> a sh:NodeShape ; sh:targetClass <"
            + GG
            + "Fact> ; sh:in <urn:l> ; sh:and <urn:l> . <urn:l> rdf:first 1 ; rdf:rest <urn:l> ."
        ),
    )
    put(
        "shapes-pattern.ttl",
        lambda: (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:PropertyShape ; sh:targetClass <"
            + GG
            + "Fact> ; sh:path <"
            + GG
            + 'key> ; sh:pattern "(a+)+$(" ; sh:minCount "x" ; sh:maxLength -5 ; sh:hasValue [] .'
        ),
    )


def places() -> None:
    """Register paths that are no files, and odd names."""
    keep("fifo.txt", lambda path: os.mkfifo(path))
    keep("fifo.nq", lambda path: os.mkfifo(path))
    for device in ("zero", "null", "full", "stdin", "tty", "random"):
        INPUTS[f"dev-{device}"] = lambda _, device=device: Path("/dev") / device
    keep("zero.txt", lambda path: path.symlink_to("/dev/zero"))
    keep("zero.nq", lambda path: path.symlink_to("/dev/zero"))
    keep("zero.json", lambda path: path.symlink_to("/dev/zero"))
    keep("dangling.txt", lambda path: path.symlink_to(path.parent / "nothing"))
    keep("loop.txt", lambda path: path.symlink_to(path))
    keep("folder.txt", lambda path: path.mkdir())
    keep("folder.nq", lambda path: path.mkdir())

    def listen(path: Path) -> None:
        socket.socket(socket.AF_UNIX).bind(str(path))

    keep("socket.txt", listen)

    def circle(path: Path) -> None:
        path.mkdir()
        (path / "a.txt").write_text(TEXT)
        (path / "again").symlink_to(path)
        (path / "loop.htm").symlink_to(path / "loop.htm")
        (path / "dev.txt").symlink_to("/dev/zero")
        os.mkfifo(path / "pipe.txt")

    keep("folder-circle", circle)

    def data_circle(path: Path) -> None:
        path.mkdir()
        (path / "a.nq").write_text("<urn:s> <urn:p> <urn:o> .\n")
        (path / "again").symlink_to(path)
        (path / "dev.nq").symlink_to("/dev/zero")
        os.mkfifo(path / "pipe.nq")
        (path / "dir.ttl").mkdir()

    keep("data-circle", data_circle)

    def filing(path: Path) -> None:
        path.mkdir()
        (path / "filing.json").write_text("[" * 50_000)
        (path / "a.htm").write_text(PAGE % f"<table>{ROWS}</table>")

    keep("record-deep", filing)

    def record(path: Path) -> None:
        path.mkdir()
        (path / "filing.json").write_text(
            json.dumps(
                {
                    "primaryDocument": "../../../../etc/passwd",
                    "files": [{"name": "/dev/zero"}, 5],
                    "filingDate": "2024-02-30",
                    "cik": "x",
                }
            )
        )
        (path / "a.htm").write_text(PAGE % f"<table>{ROWS}</table>")

    keep("record-odd", record)

    def store(path: Path) -> None:
        path.mkdir()
        (path / "CURRENT").write_text("MANIFEST-000001\n")
        (path / "MANIFEST-000001").write_bytes(b"\xff" * 5_000)

    keep("store-bad", store)

    def deep(path: Path) -> None:
        path.mkdir()
        handle = os.open(path, os.O_RDONLY)
        for _ in range(1_500):
            os.mkdir("d" * 20, dir_fd=handle)
            below = os.open("d" * 20, os.O_RDONLY, dir_fd=handle)
            os.close(handle)
            handle = below
        os.close(handle)

    keep("folders-deep", deep)

    def tables(path: Path) -> None:
        path.mkdir()
        (path / "sub.txt").symlink_to("/dev/zero")
        (path / "num.txt").symlink_to("/dev/zero")
        os.mkfifo(path / "tag.txt")
        (path / "pre.txt").mkdir()

    keep("tables-devices", tables)
    for name in (
        "a\nb.txt",
        "-o.txt",
        "--help",
        "a b'\".txt",
        "\x1b[31m.txt",
        "a" * 251 + ".txt",
        "..txt",
        "CON.txt",
        "%s%n.txt",
        "~",
        "$(id).txt",
        "http:__127.0.0.1:9_a.txt",
    ):
        keep(name, lambda path: path.write_text(TEXT))
    INPUTS["name-bytes"] = lay_bytes


def lay_bytes(folder: Path) -> Path:
    """Lay down a file whose name is no UTF-8."""
    path = folder / os.fsdecode(b"\xff\xfe.txt")
    path.write_text(TEXT)
    return path


for each in (pages, texts, disguises, zips, trees, notations, graphs, places):
    each()


def main() -> None:
    """Lay down the inputs that are asked for."""
    folder, words = Path(sys.argv[1]), sys.argv[2:] or [""]
    for number, (name, lay) in enumerate(INPUTS.items()):
        if any(word in name for word in words):
            place = folder / str(number)
            place.mkdir(parents=True, exist_ok=True)
            print(repr(str(lay(place))))


if __name__ == "__main__":
    main()

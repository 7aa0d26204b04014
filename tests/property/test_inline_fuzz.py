"""Damaged pages of inline XBRL: what is wrong is a finding or one line, and what is read can be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from gaapgraph.build import read_source
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

SEED = """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:t="http://e.org/t"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:ixs="http://www.sec.gov/inlineXBRL/transformation/2015-08-31" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xml:lang="en"><body>
<div><ix:header><ix:hidden><ix:nonNumeric name="t:Name" contextRef="c" id="h">Example</ix:nonNumeric></ix:hidden>
<ix:references><link:schemaRef xlink:type="simple" xlink:href="t.xsd"/></ix:references><ix:resources>
<ix:relationship fromRefs="f1" toRefs="n1"/>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
<table><tr><td>Assets</td><td>$<ix:nonFraction id="f1" name="t:Assets" contextRef="c" unitRef="u" decimals="-6"
 scale="6" sign="-" format="ixt:num-dot-decimal">1,234</ix:nonFraction></td></tr></table>
<p><ix:nonNumeric name="t:Text" contextRef="c" escape="true" continuedAt="k1">a<b>b</b></ix:nonNumeric>
<ix:continuation id="k1">c<ix:exclude>d</ix:exclude></ix:continuation>
<ix:nonNumeric name="t:Life" contextRef="c" format="ixs:durwordsen">two years</ix:nonNumeric>
<ix:fraction name="t:Part" contextRef="c" unitRef="u"><ix:numerator>1</ix:numerator>/<ix:denominator>3</ix:denominator>
</ix:fraction><ix:tuple name="t:Group" tupleID="g"/><ix:nonFraction name="t:In" contextRef="c" unitRef="u"
 decimals="INF" order="1" tupleRef="g">5</ix:nonFraction></p><ix:footnote id="n1">note</ix:footnote></body></html>"""
ODD = (
    "", "0", "-1", "²", "NaN", "1e9999999", "9" * 400, "2024-02-30", "9999-12-31", "0001-01-01", "x y", "t:", ":t",
    "q:x",
    "c", "u", "k1", "g", "n1", "f1 f1", "true", "INF", "999999", "&#x202e;", "&nbsp;", "ixt:fixed-zero",
    "ixs:durwordsen", "ixt:date-day-month-year", "http://www.xbrl.org/2003/instance", "../../etc/passwd",
)  # fmt: skip


def mutate(rng: random.Random) -> str:
    """Return the page with values replaced, elements renamed, doubled, nested or cut."""
    text = SEED
    for _ in range(rng.randint(1, 5)):
        kind = rng.randrange(7)
        if kind < 3:
            spot = rng.choice(list(re.finditer(r'="[^"]*"', text)))
            text = f'{text[: spot.start()]}="{rng.choice(ODD)}"{text[spot.end() :]}'
        elif kind == 3:
            spot = rng.choice(list(re.finditer(r">[^<>]*<", text)))
            text = f"{text[: spot.start()]}>{rng.choice(ODD)}<{text[spot.end() :]}"
        elif kind == 4:
            spot = rng.choice(list(re.finditer(r" [\w:]+=\"[^\"]*\"", text)))
            text = text[: spot.start()] + text[spot.end() :]
        elif kind == 5:
            spot = rng.choice(list(re.finditer(r"<ix:(\w+)[^<]*</ix:\1>", text)))
            text = text[: spot.end()] + spot[0] * rng.choice((1, 2, 40)) + text[spot.end() :]
        else:
            names = ("nonFraction", "nonNumeric", "fraction", "tuple", "continuation", "exclude", "hidden", "footnote")
            text = text.replace(f"ix:{rng.choice(names)}", f"ix:{rng.choice(names)}")
    return text[: rng.randrange(len(text))] if rng.random() < 0.03 else text


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[[random.Random], None]:
    def read(rng: random.Random) -> None:
        path = tmp_path / "a.xhtml"
        path.write_text(mutate(rng), encoding="utf-8")
        for report in read_source(path):
            list(parse("".join(write_quads(report)).encode(), format=RdfFormat.N_QUADS))

    return read


def test_few_damaged_pages_are_read_or_refused(few, attempt) -> None:  # type: ignore[no-untyped-def]
    few("inline", 150, attempt)


@pytest.mark.fuzz
def test_many_damaged_pages_are_read_or_refused(many, attempt) -> None:  # type: ignore[no-untyped-def]
    many("inline", attempt)

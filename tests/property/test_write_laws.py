"""Laws of writing: what goes into a graph comes out of it, whatever it is.

N-Triples §2: every character of a literal survives; canonical decimals are stored unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from gaapgraph.model import Literal, bounds, canonical
from gaapgraph.vocabulary import GG, PREFIXES
from gaapgraph.write import write_quads, write_trig
from gaapgraph.write.term import iri, literal, string

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=None, min_value=-(10**30), max_value=10**30)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)


def read_object(term: str):
    (triple,) = parse(f"<a:s> <a:p> {term} .", format=RdfFormat.N_TRIPLES)
    return triple.object


@given(TEXTS)
def test_every_text_survives(text):
    assert read_object(string(text)).value == text


@given(DECIMALS)
def test_every_decimal_survives_in_canonical_form(number):
    stored = read_object(literal(number)).value
    assert Decimal(stored) == number
    assert stored == canonical(number)
    assert "E" not in stored.upper()


@given(st.dates())
def test_every_date_survives(day):
    assert date.fromisoformat(read_object(literal(day)).value) == day


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="#")))
def test_no_text_breaks_an_iri(text):
    read_object(iri(f"https://example.org/{text}"))


@given(st.decimals(places=4, min_value=-(10**15), max_value=10**15), st.integers(-12, 6))
def test_bounds_lie_half_a_last_digit_from_the_value(value, decimals):
    lower, upper = bounds(value, decimals)
    assert value - lower == upper - value == Decimal(10) ** -decimals / 2


@RELAXED
@given(TEXTS, st.randoms(use_true_random=False))
def test_formats_agree_and_the_order_of_facts_is_irrelevant(sample_report, text, random):
    facts = list(sample_report.facts)
    occurrence = replace(facts[0].occurrences[0], printed_text=text, label=text)
    facts[0] = replace(facts[0], occurrences=(occurrence, *facts[0].occurrences[1:]))
    shuffled = random.sample(facts, len(facts))
    one, other = replace(sample_report, facts=tuple(facts)), replace(sample_report, facts=tuple(shuffled))
    quads = set(parse("".join(write_quads(one)), format=RdfFormat.N_QUADS))
    assert set(parse("".join(write_quads(other)), format=RdfFormat.N_QUADS)) == quads
    assert set(parse("".join(write_trig(one)), format=RdfFormat.TRIG)) == quads
    printed = {quad.object.value for quad in quads if quad.predicate.value == GG.printedText}
    assert text in printed


LITERALS = st.builds(
    Literal,
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from([PREFIXES["xsd"] + name for name in ("gMonthDay", "duration", "gYear", "QName")]),
)


@given(st.one_of(LITERALS, st.datetimes(), st.booleans()))
def test_every_other_value_survives_with_its_datatype(value):
    stored = read_object(literal(value))
    if isinstance(value, Literal):
        assert (stored.value, stored.datatype.value) == (value.lexical, value.datatype)
    elif isinstance(value, bool):
        assert stored.value == str(value).lower()
    else:
        assert datetime.fromisoformat(stored.value) == value

"""Periods and concepts as people say them, over the shipped reports; what is not sure is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.language.words import load_words
from gaapgraph.question import bind_parameters, find_question, list_questions
from gaapgraph.question.phrase import is_phrase
from gaapgraph.store import load_store

YEAR, BEFORE, QUARTER = "2008-04-01/2009-03-31", "2007-04-01/2008-03-31", "2009-01-01/2009-03-31"
HEAD = """PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
GRAPH <urn:r> { <urn:r> a gg:Report ; gg:entity <urn:e> . %s }"""
FACT = """<urn:f{0}> a gg:Fact ; gg:period <urn:p{0}> ; gg:dimensionCount 0 ; gg:entity <urn:e> ; gg:concept <urn:c> .
<urn:p{0}> gg:startDate "{1}"^^xsd:date ; gg:endDate "{2}"^^xsd:date .
<urn:o{0}> gg:fact <urn:f{0}> ; gg:headLabel "{3}" . """


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_store()


def bind(store: ox.Store, name: str, value: str, question: str = "compare_years") -> list[str]:
    terms = bind_parameters(store, find_question(question), {name: value})[name]
    return [term.value.rpartition("/period/")[2] or term.value for term in terms]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("FY2008", [YEAR, "2009-03-31"]),
        ("fy 08", [YEAR, "2009-03-31"]),
        ("fiscal year 2007", [BEFORE, "2008-03-31"]),
        ("4Q08", [QUARTER, "2009-03-31"]),
        ("Q4 2008", [QUARTER, "2009-03-31"]),
        ("4th quarter 2008", [QUARTER, "2009-03-31"]),
        ("last year", [YEAR, "2009-03-31"]),
        ("prior year", [BEFORE, "2008-03-31"]),
        ("prior-year", [BEFORE, "2008-03-31"]),
        ("most recent quarter", [QUARTER, "2009-03-31"]),
        ("year ended March 2009", [YEAR, "2009-03-31"]),
        ("three months ended Mar. 2009", [QUARTER, "2009-03-31"]),
        ("March 31, 2009", ["2009-03-31"]),
        ("31 Mar 2009", ["2009-03-31"]),
        ("2009/03/31", ["2009-03-31"]),
        ("fourth quarter of fiscal 2008", [QUARTER, "2009-03-31"]),
        ("FY2008 4Q", [QUARTER, "2009-03-31"]),
        ("three months ended March 31, 2009", [QUARTER, "2009-03-31"]),
        ("fiscal year ended March 31, 2009", [YEAR, "2009-03-31"]),
        ("FY2009", ["2009-04-01/2010-03-31", "2010-03-31"]),  # of which only targets are told
        ("1H FY2009", ["2009-04-01/2009-09-30", "2009-09-30"]),
        ("first half of FY2009", ["2009-04-01/2009-09-30", "2009-09-30"]),
    ],
)
def test_a_period_in_words(store: ox.Store, said: str, meant: list[str]) -> None:
    assert is_phrase(said)
    assert bind(store, "period", said) == meant


@pytest.mark.parametrize(
    "said", ["FY2003", "FY2011", "2Q05", "previous quarter", "2H FY2009", "six months ended May 5, 2009"]
)
def test_a_period_that_the_data_lack_is_not_replaced_by_another(store: ox.Store, said: str) -> None:
    with pytest.raises(NotFoundError):  # IIJ's fiscal 2003 would begin in April 2003; a year that ends then is there
        bind(store, "period", said)


def read(facts: list[tuple[str, str, str]]) -> ox.Store:
    store = ox.Store()
    body = "".join(FACT.format(number, *fact) for number, fact in enumerate(facts))
    store.load((HEAD % body).encode(), ox.RdfFormat.TRIG)
    return store


def test_the_heads_of_columns_decide_and_what_may_be_two_years_is_refused() -> None:
    two = [("2008-04-01", "2009-03-31", "{0}"), ("2007-04-01", "2008-03-31", "{1}")]
    plain = read([(first, last, "Year") for first, last, _ in two])
    with pytest.raises(InputError, match="FY2008 may be 2007-04-01/2008-03-31 or 2008-04-01/2009-03-31"):
        bind(plain, "period", "FY2008")
    headed = read([(*two[0][:2], "FY2008 actual"), (*two[1][:2], "FY2007 actual")])
    assert bind(headed, "period", "FY2008") == ["urn:p0"]
    weeks = read([("2008-09-28", "2009-09-26", "x"), ("2007-09-30", "2008-09-27", "x")])
    with pytest.raises(InputError, match="may be"):
        bind(weeks, "period", "2008")
    assert bind(weeks, "period", "prior year") == ["urn:p1"]
    calendar = read([("2008-01-01", "2008-12-31", "x"), ("2008-10-01", "2008-12-31", "x")])
    assert bind(calendar, "period", "FY2008") == ["urn:p0"]
    assert bind(calendar, "period", "Q4 2008") == ["urn:p1"]


COVER = """<urn:y> gg:entity <urn:e> ; gg:concept dei:DocumentFiscalYearFocus ; gg:value "2026" ; gg:period <urn:half> .
<urn:q> gg:entity <urn:e> ; gg:concept dei:DocumentFiscalPeriodFocus ; gg:value "Q2" ; gg:period <urn:half> .
<urn:half> gg:startDate "2025-01-27"^^xsd:date ; gg:endDate "2025-07-27"^^xsd:date ."""


def test_a_cover_whose_year_is_no_number_tells_nothing() -> None:
    store = read([("2025-04-28", "2025-07-27", "x")])
    cover = COVER.replace('"2026"', '"fiscal 2026"')
    store.load(f"PREFIX dei: <https://w3id.org/gaapgraph/dei/> {HEAD % cover}".encode(), ox.RdfFormat.TRIG)
    with pytest.raises(NotFoundError):
        bind(store, "period", "2Q26")


def test_the_cover_of_a_quarterly_filing_tells_which_quarter_is_meant() -> None:
    """The cover says Q2 of 2026 for the half to July 27, 2025: the quarters that end then, and a year before it."""
    store = read(
        [("2025-04-28", "2025-07-27", "x"), ("2024-04-29", "2024-07-28", "x"), ("2025-01-27", "2025-07-27", "x")]
    )
    trig = f"PREFIX dei: <https://w3id.org/gaapgraph/dei/> {HEAD % COVER}"
    store.load(trig.encode(), ox.RdfFormat.TRIG)
    assert bind(store, "period", "2Q26") == ["urn:p0"]
    assert bind(store, "period", "Q2 FY2025") == ["urn:p1"]
    for said in ("1Q26", "3Q26", "Q2 2024"):
        with pytest.raises(NotFoundError):
            bind(store, "period", said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Operating income", "OperatingIncomeLoss"),  # printed so
        ("total current assets", "AssetsCurrent"),
        ("Income tax expense", "IncomeTaxExpenseBenefit"),
        ("Cash and cash equivalents, at carrying value", "CashAndCashEquivalentsAtCarryingValue"),  # standard label
        ("capex", "PaymentsToAcquirePropertyPlantAndEquipment"),  # words that no document prints
        ("D&A", "DepreciationDepletionAndAmortization"),
        ("net sales", "Revenues"),
        ("Shareholders\u2019 equity", "StockholdersEquity"),
        ("operating cash flow", "NetCashProvidedByUsedInOperatingActivities"),
        ("basic EPS", "EarningsPerShareBasic"),
        ("R&D", "ResearchAndDevelopmentExpense"),
        ("COGS", "CostOfRevenue"),
        ("PP&E", "PropertyPlantAndEquipmentNet"),
        ("AR", "AccountsReceivableNetCurrent"),
        ("A/P", "AccountsPayableCurrent"),
    ],
)
def test_a_concept_by_printed_words_or_its_standard_label(store: ox.Store, said: str, meant: str) -> None:
    assert bind(store, "concept", said) == [f"https://w3id.org/gaapgraph/us-gaap/{meant}"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("EPS", "may be us-gaap:EarningsPerShareBasic or us-gaap:EarningsPerShareDiluted"),
        ("FCF", "ask measure_free_cash_flow"),
        ("EBITDA", "ask reconcile_ebitda"),
        ("TTM", "ask derive_trailing_year"),
    ],
)
def test_a_word_for_several_figures_or_for_a_computed_one_is_refused(store: ox.Store, said: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        bind(store, "concept", said)


@pytest.mark.parametrize("said", ["March 2009", "Mar 2009", "latest", "most recent"])
def test_what_may_be_a_year_or_its_last_quarter_is_refused_but_for_balances(store: ox.Store, said: str) -> None:
    with pytest.raises(InputError, match=f"may be {YEAR} or {QUARTER}"):
        bind(store, "period", said)
    assert bind(store, "period", said, "measure_net_debt") == ["2009-03-31"]


def test_a_month_whose_own_days_are_reported_is_that_month() -> None:
    store = read(
        [("2009-03-01", "2009-03-31", "x"), ("2008-04-01", "2009-03-31", "x"), ("2009-02-22", "2009-03-28", "x")]
    )
    assert bind(store, "period", "March 2009") == ["urn:p0"]
    assert bind(read([("2008-12-28", "2009-03-28", "x")]), "period", "March 2009") == ["urn:p0"]
    with pytest.raises(NotFoundError):
        bind(store, "period", "April 2009")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("TTM", "ask derive_trailing_year"),
        ("LTM", "ask derive_trailing_year"),
        ("H1", "of any year"),
        ("Q4", "of any year"),
    ],
)
def test_a_period_that_no_report_has_is_refused_with_what_to_ask(store: ox.Store, said: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        bind(store, "period", said)


def test_every_word_means_what_there_is() -> None:
    questions = {question.name for question in list_questions()}
    assert {row["question"] for row in load_words("computed")} <= questions
    assert {row["kind"] for row in load_words("period")} == {"year", "half", "quarter", ""}
    for kind in ("computed", "figure", "period"):
        words = [row["word"] for row in load_words(kind)]
        assert len(words) == len(set(words))


def test_an_entity_by_its_ticker(store: ox.Store) -> None:
    assert bind(store, "entity", "IIJI") == bind(store, "entity", "3774") == bind(store, "entity", "IIJ")


@pytest.mark.parametrize(
    "said", ["Internet Initiative Japan", "internet initiative japan inc", "TSE:3774", "NASDAQ:IIJI"]
)
def test_an_entity_without_its_legal_form_or_with_its_exchange(store: ox.Store, said: str) -> None:
    assert bind(store, "entity", said) == bind(store, "entity", "IIJ")


SYMBOL = (
    """<urn:f> gg:entity <urn:e> ; gg:concept dei:TradingSymbol ; gg:value "ABC" . <urn:e> skos:prefLabel "A Co." ."""
)


def test_an_entity_by_the_symbol_on_the_cover_of_its_filing() -> None:
    spaces = "PREFIX dei: <https://w3id.org/gaapgraph/dei/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    store = ox.Store()
    store.load(f"{spaces} {HEAD % SYMBOL}".encode(), ox.RdfFormat.TRIG)
    assert bind(store, "entity", "abc") == bind(store, "entity", "NYSE:ABC") == ["urn:e"]


def test_the_concept_that_states_the_same_is_named_first() -> None:
    concept = "<https://w3id.org/gaapgraph/us-gaap/{}>"
    names = ["RevenueFromContractWithCustomerExcludingAssessedTax", *(f"AccruedRent{each}" for each in "abcdefghijklm")]
    facts = " ".join(
        f'<urn:{name}> gg:concept {concept.format(name)} . {concept.format(name)} skos:prefLabel "{name}" .'
        for name in names
    )
    store = ox.Store()
    store.load(f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {HEAD % facts}".encode(), ox.RdfFormat.TRIG)
    with pytest.raises(NotFoundError, match="the nearest are us-gaap:RevenueFromContract"):
        bind(store, "concept", "us-gaap:Revenues")
    assert bind(store, "concept", "revenue") == [concept.format(names[0])[1:-1]]


def load_printed(*rows: tuple[str, str, str]) -> ox.Store:
    """Return a store of facts: the local name of the concept, its label, and what is printed before the figure."""
    concept = "<https://w3id.org/gaapgraph/us-gaap/{}>"
    facts = " ".join(
        f"<urn:{name}> gg:concept {concept.format(name)} ; gg:dimensionCount 0 ; gg:unit <urn:usd> ."
        f'<urn:o{name}> gg:fact <urn:{name}> ; gg:label "{said}" .'
        + (f'{concept.format(name)} skos:prefLabel "{label}" .' if label else "")
        for name, label, said in rows
    )
    store = ox.Store()
    store.load(f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {HEAD % facts}".encode(), ox.RdfFormat.TRIG)
    return store


HEDGES = ("HedgeGainLossReclassifiedToEarningsNet", "", "Revenue")  # a note, by the line of the statement
CHANGE = ("IncreaseDecreaseInAccountsReceivable", "", "Accounts receivable")  # a line of cash flows


@pytest.mark.parametrize(
    ("rows", "said", "meant"),
    [
        ([HEDGES, ("Revenues", "", "Sales to customers")], "revenue", "Revenues"),
        ([HEDGES], "revenue", HEDGES[0]),  # nothing else has the words
        (
            [CHANGE, ("AccountsReceivableNetCurrent", "", "Accounts receivable, net")],
            "accounts receivable",
            "AccountsReceivableNetCurrent",
        ),
        ([("Revenues", "", "Total revenues"), ("SalesRevenueNet", "", "Net sales")], "net sales", "SalesRevenueNet"),
        (
            [("Taken", "Orders taken", "Orders"), ("Else", "", "Orders taken"), ("Taken2", "", "Orders taken")],
            "orders",
            "Taken",
        ),
    ],
)
def test_words_of_a_quantity_name_its_concepts_alone(rows: list[tuple[str, str, str]], said: str, meant: str) -> None:
    assert bind(load_printed(*rows), "concept", said) == [f"https://w3id.org/gaapgraph/us-gaap/{meant}"]


@pytest.mark.parametrize(
    ("rows", "said", "why"),
    [
        (
            [("Dividends", "Dividends", "Declared"), ("PaymentsOfDividends", "", "Paid")],
            "dividends",
            "may be us-gaap:Divi",
        ),
        (
            [("Cash", "", "Cash"), ("CashAndCashEquivalentsAtCarryingValue", "", "Cash and equivalents")],
            "cash",
            "may be",
        ),
        ([("Taken", "Orders", "Taken"), ("Other", "", "Orders")], "orders", "may be us-gaap:Taken or us-gaap:Other"),
        ([("LiabilitiesCurrent", "", "Due soon")], "liabilities", "the data|there is"),
        ([("InterestExpenseDebt", "", "Debt")], "debt", "ask measure_net_debt"),
    ],
)
def test_of_two_concepts_none_is_taken_for_what_is_asked(rows: list[tuple[str, str, str]], said: str, why: str) -> None:
    with pytest.raises((InputError, NotFoundError), match=why):
        bind(load_printed(*rows), "concept", said)


@pytest.mark.parametrize("said", ["OrdersTaken", "orders taken", "Orders Taken"])
def test_a_concept_goes_by_its_own_name_where_the_data_have_no_labels(said: str) -> None:
    space = "https://w3id.org/gaapgraph/us-gaap/"
    facts = f"<urn:f> gg:concept <{space}OrdersTaken> . <urn:g> gg:concept <{space}OrdersTakenBefore> ."
    store = ox.Store()
    store.load((HEAD % facts).encode(), ox.RdfFormat.TRIG)
    assert bind(store, "concept", said) == ["https://w3id.org/gaapgraph/us-gaap/OrdersTaken"]
    store.load((HEAD % "<urn:h> gg:concept <https://w3id.org/gaapgraph/dei/OrdersTaken> .").encode(), ox.RdfFormat.TRIG)
    with pytest.raises(NotFoundError):  # two are called so
        bind(store, "concept", said)


def test_what_nobody_calls_so_is_told_with_the_nearest(store: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="the nearest are"):
        bind(store, "concept", "Operating hours")
    with pytest.raises(InputError, match="FY2008, 4Q08 or last year"):
        bind(store, "period", "sometime")

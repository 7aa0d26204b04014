"""Periods and concepts as people say them: `FY2008`, `4Q08`, `last year`, `Operating income`."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, parse

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.language.words import alternatives, load_words, numbers
from gaapgraph.model import month_end
from gaapgraph.resource import instances
from gaapgraph.vocabulary import GG, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

__all__ = ["find_computed", "find_periods", "find_printed_concepts", "is_phrase"]

_YEAR = re.compile(r"(?:FYE?|fiscal(?:\s+year)?|year)?\s*'?(\d{4}|\d{2})", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:Q([1-4])|([1-4])(?:st|nd|rd|th)?\s*Q(?:uarter)?)(?:\s+of)?\s*[-/]?\s*(?:FY|fiscal(?:\s+year)?)?\s*'?(\d{4}|\d{2})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"((?:FY|fiscal(?:\s+year)?)?\s*'?(?:\d{4}|\d{2}))\s*[-/]?\s*(Q[1-4]|[1-4]Q|H[12]|[12]H)", re.IGNORECASE
)
_HALF = re.compile(
    r"(?:H([12])|([12])(?:st|nd)?\s*H(?:alf)?)(?:\s+of)?\s*[-/]?\s*(?:FY|fiscal(?:\s+year)?)?\s*'?(\d{4}|\d{2})",
    re.IGNORECASE,
)
_ORDINALS = numbers("ordinal")
_ORDINAL = re.compile(rf"^({alternatives(_ORDINALS)})(?=\s+(?:fiscal\s+)?(?:quarter|half)\b)", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:the\s+)?(?:(?:fiscal\s+)?(year)|(quarter)|half(?:\s+year)?|(\w+)\s+(month|week)s?)\s+end(?:ed|ing)\s+(.+)",
    re.IGNORECASE,
)
_PART = re.compile(r"Q[1-4]|[1-4]\s*Q|[1-4]\s*(?:quarter|half)|H[12]|[12]\s*H|quarter|half|year|FYE?", re.IGNORECASE)
_DAYS = {"year": (350, 380), "half": (170, 197), "quarter": (80, 100)}  # of 52 and 53 weeks, of 12 and 14 weeks too
_MONTH, _WEEK, _MISS = 365.25 / 12, 7, 10  # days, and by how many a period of so many months or weeks may miss
_MONTHS = ("%B %Y", "%b %Y", "%Y-%m", "%m/%Y")
_FORMS = ("%B %d, %Y", "%B %d %Y", "%d %B %Y", "%b %d, %Y", "%b %d %Y", "%d %b %Y", "%Y/%m/%d")
_SAYS = (GG.entity, GG.fiscalYearNamedAfter)
_CENTURY = 100
_TURN = 70  # two digits from here on are of the last century
_QUARTER_DAYS = timedelta(days=365.25 / 4)
_NEAR = timedelta(days=20)  # from the end so reckoned: a week for the calendar, and more where the year has 53 weeks
_GAP = 7  # days by which years of weeks may miss each other
_SURE = 2 / 3  # of the figures under a head must be of one period
_HEADS = """SELECT ?period ?first ?last (COUNT(DISTINCT ?place) AS ?count) WHERE { GRAPH ?report {
    ?place gg:headLabel ?head ; gg:fact ?fact . ?fact gg:period ?period ; gg:entity ?entity .
    ?period gg:startDate ?first ; gg:endDate ?last FILTER (CONTAINS(LCASE(?head), ?wanted)) } %s }
    GROUP BY ?period ?first ?last"""
_PERIODS = """SELECT ?period ?first ?last (COUNT(DISTINCT ?fact) AS ?count) WHERE { GRAPH ?report {
    %s ?fact gg:entity ?entity ; gg:period ?period ; gg:dimensionCount 0 .
    ?period gg:startDate ?first ; gg:endDate ?last } } GROUP BY ?period ?first ?last"""
_EXPECTED = _PERIODS.replace("gg:dimensionCount 0", "srt:StatementScenarioAxis srt:ScenarioForecastMember")
_FOCUS = """SELECT ?period ?first ?last ?year (COUNT(DISTINCT ?fact) AS ?count) WHERE { GRAPH ?report {
    %s ?fact gg:entity ?entity ; gg:concept dei:DocumentFiscalYearFocus ; gg:value ?year ; gg:period ?period .
    ?period gg:startDate ?first ; gg:endDate ?last } } GROUP BY ?period ?first ?last ?year"""
_COVERS = """SELECT DISTINCT ?year ?quarter ?last WHERE { GRAPH ?report {
    %s ?fact gg:entity ?entity ; gg:concept dei:DocumentFiscalYearFocus ; gg:value ?year ; gg:period ?period .
    ?other gg:entity ?entity ; gg:concept dei:DocumentFiscalPeriodFocus ; gg:value ?quarter ; gg:period ?period .
    ?period gg:endDate ?last FILTER (?quarter IN ("Q1", "Q2", "Q3") && REGEX(STR(?year), "^[0-9]{4}$")) } }"""
_PRINTED = """SELECT ?concept ?label (COUNT(DISTINCT ?place) AS ?count) WHERE { GRAPH ?report {
    ?place gg:label ?label ; gg:fact ?fact . ?fact gg:concept ?concept ; gg:dimensionCount 0
    FILTER (CONTAINS(LCASE(?label), ?wanted)) FILTER NOT EXISTS { GRAPH ?report { ?concept gg:measureOf ?base } } } }
    GROUP BY ?concept ?label"""


@frozen
class _Found:
    """A period of the data, with how many figures it has."""

    term: NamedNode
    first: date
    last: date
    count: int

    def is_a(self, kind: str) -> bool:
        least, most = _DAYS[kind]
        return least <= (self.last - self.first).days + 1 <= most

    @property
    def name(self) -> str:
        return f"{self.first}/{self.last}"


def is_phrase(value: str) -> bool:
    """Say whether a value is a period in words, whatever the data have.

    >>> [is_phrase(value) for value in ("FY2008", "4Q08", "last year", "March 31, 2009", "2009-03-31")]
    [True, True, True, True, False]
    """
    said = _spell(value)
    is_part = _QUARTER.fullmatch(said) or _HALF.fullmatch(said) or _read_ended(said) or _PART.fullmatch(said)
    is_word = said.casefold() in _list_words() or find_computed(said)
    return bool(_YEAR.fullmatch(said) or is_part or is_word or _read_day(said) or _read_month(said))


def find_periods(
    store: Store, value: str, entities: Sequence[NamedNode | Literal] = (), *, at_close: bool = False
) -> list[NamedNode]:
    """Return the period that a person names in words, with the instant at its close; none where the data have none.

    What a document prints above its columns decides. Where it does not print the words, the one fiscal year that
    begins or ends in a year is meant, and a quarter is that part of it.

    Args:
        store: The data.
        value: Such as `FY2008`, `4Q08`, `last year` or `March 31, 2009`.
        entities: Whose periods are meant; none for all.
        at_close: Whether only the instant at the close of a period is asked for, so that its length does not matter.

    Raises:
        InputError: It may be one of several periods, which are named, or none of those that reports have.
    """
    said = _spell(value)
    if day := _read_day(said):
        return _list_instants(store, day)
    _refuse_unplaced(said)
    if month := _read_month(said):
        return _find_month(store, said, month, entities, at_close=at_close)
    kind, back = _list_words().get(said.casefold(), (None, 0))
    if kind == "":
        return _find_last(store, said, entities, at_close=at_close)
    if kind is not None:
        chosen = _pick_end([each for each in _list_periods(store, entities) if each.is_a(kind)], back)
    elif ended := _read_ended(said):
        chosen = _pick_one((each for each in _list_all(store, entities) if ended.is_met(each)), said)
    elif quarter := _QUARTER.fullmatch(said):
        chosen = _find_quarter(store, said, int(quarter[1] or quarter[2]), _read_year(quarter[3]), entities)
    elif half := _HALF.fullmatch(said):
        chosen = _find_half(store, said, int(half[1] or half[2]), _read_year(half[3]), entities)
    else:
        year = _YEAR.fullmatch(said)
        chosen = None if year is None else _find_year(store, said, _read_year(year[1]), entities)
    return [] if chosen is None else [chosen.term, *_list_instants(store, chosen.last)]


def find_computed(said: str) -> str:
    """Return the question that computes what a word means; nothing where it means no such thing.

    >>> find_computed("TTM"), find_computed("FY2008")
    ('derive_trailing_year', '')
    """
    wanted = _fold(said)
    return next((row["question"] for row in load_words("computed") if _fold(row["word"]) == wanted), "")


def _refuse_unplaced(said: str) -> None:
    """Refuse what is no period that a report has, and a part of a year without the year."""
    if question := find_computed(said):
        raise InputError(f"{said} is computed", where="period", mend=f"ask {question}, or give latest year")
    if _PART.fullmatch(said):
        mend = "say of which year: 4Q08, H1 2008, FY2008, latest quarter"
        raise InputError(f"{said} may be of any year", where="period", mend=mend)


def _find_last(store: Store, said: str, entities: Sequence[NamedNode | Literal], *, at_close: bool) -> list[NamedNode]:
    """Return what ends last of all, which may be a year and its last quarter: then only its close is sure."""
    periods = _list_periods(store, entities)
    last = max((each.last for each in periods), default=None)
    if last is None:
        return []
    if at_close:
        return _list_instants(store, last)
    chosen = _pick_one((each for each in periods if each.last == last), said)
    return [*([chosen.term] if chosen else []), *_list_instants(store, last)]


def _find_month(
    store: Store, said: str, month: date, entities: Sequence[NamedNode | Literal], *, at_close: bool
) -> list[NamedNode]:
    """Return what ends in a month: balances at its days, and one period; its own days come before longer ones."""
    final = month_end(month.year, month.month)
    instants = [term for day in range(final.day) for term in _list_instants(store, month + timedelta(days=day))]
    if at_close:
        return instants
    ended = [each for each in _list_all(store, entities) if month <= each.last <= final]
    whole = [each for each in ended if each.first == month and each.last == final]
    chosen = _pick_one(whole or ended, said)
    return [*([chosen.term] if chosen else []), *instants]


def _list_words() -> dict[str, tuple[str, int]]:
    """Return what people call a period without its year: its kind, and how far it lies back."""
    return {row["word"]: (row["kind"], int(row["back"])) for row in load_words("period")}


def find_printed_concepts(store: Store, value: str) -> list[NamedNode]:
    """Return the concepts of the rows that are printed so, the most frequent alone where one is far ahead.

    Args:
        store: The data.
        value: A label as a document prints it; case, spaces and marks at its ends do not matter.
    """
    counts: Counter[str] = Counter()
    wanted = _fold(value)
    for row in _select(store, _PRINTED, " ".join(value.casefold().split())):
        if _fold(row["label"].value) == wanted:
            counts[row["concept"].value] += int(row["count"].value)
    most = max(counts.values(), default=0)
    return [NamedNode(concept) for concept, count in sorted(counts.items()) if count * 2 > most]


def _find_year(store: Store, said: str, year: int, entities: Sequence[NamedNode | Literal]) -> _Found | None:
    if printed := _find_head(store, said, "year", entities):
        return printed
    named = _read_convention(store, entities)
    told = (_list_periods(store, entities), _list_all(store, entities))  # what is expected only where nothing is told
    found = (_choose_year([each for each in periods if each.is_a("year")], year, named, said) for periods in told)
    return next((each for each in found if each is not None), None)


def _choose_year(years: list[_Found], year: int, named: str, said: str) -> _Found | None:
    """Return the fiscal year of a number: one within the calendar year, else by the end that names it."""
    ends = [each for each in years if each.last.year == year]
    starts = [each for each in years if each.first.year == year and each not in ends]
    within = [each for each in ends if each.first.year == year]
    return _pick_one(within or {GG.start: starts, GG.end: ends}.get(named, ends + starts), said)


def _read_convention(store: Store, entities: Sequence[NamedNode | Literal]) -> str:
    """Return after which of its ends the reporters name a fiscal year, as their shipped profiles say; else nothing."""
    kind, of = NamedNode(GG.Report), NamedNode(GG.entity)
    reporters = {entity.value for entity in entities} or {
        str(getattr(each.object, "value", ""))
        for quad in store.quads_for_pattern(None, NamedNode(RDF.type), kind, None)
        for each in store.quads_for_pattern(quad.subject, of, None, None)
    }
    named = {}
    for path in instances().glob("*/profile.ttl"):
        found = {quad.predicate.value: quad.object for quad in parse(path=str(path)) if quad.predicate.value in _SAYS}
        if len(found) == len(_SAYS):
            named[str(getattr(found[GG.entity], "value", ""))] = found[GG.fiscalYearNamedAfter].value
    said = {named.get(reporter) or _read_focus(store, reporter) for reporter in reporters}
    return said.pop() if len(said) == 1 else ""


def _read_focus(store: Store, reporter: str) -> str:
    """Return after which of its ends a filer names its fiscal year, as the cover pages of its filings tell."""
    said = set()
    for row in _select(store, _FOCUS % _write_entities([NamedNode(reporter)]), ""):
        found, year = _read(row), row["year"].value
        ends = {GG.start: found.first.year, GG.end: found.last.year}
        if found.is_a("year") and ends[GG.start] != ends[GG.end]:
            said |= {end for end, number in ends.items() if str(number) == year}
    return said.pop() if len(said) == 1 else ""


def _find_quarter(
    store: Store, said: str, number: int, year: int, entities: Sequence[NamedNode | Literal]
) -> _Found | None:
    spellings = (said, f"{number}q{year % _CENTURY:02}", f"{number}q{year}", f"q{number} {year}", f"{number}qfy{year}")
    for spelling in spellings:
        if printed := _find_head(store, spelling, "quarter", entities):
            return printed
    quarters = [each for each in _list_periods(store, entities) if each.is_a("quarter")]
    whole = _find_year(store, f"FY{year}", year, entities)
    if whole is None:
        ends = _reckon_ends(store, number, year, entities)
        return _pick_one((each for each in quarters if any(abs(each.last - end) <= _NEAR for end in ends)), said)
    middle = (number - 0.5) / 4 * (whole.last - whole.first).days
    return _pick_one(
        (each for each in quarters if (each.first - whole.first).days < middle < (each.last - whole.first).days), said
    )


def _find_half(
    store: Store, said: str, number: int, year: int, entities: Sequence[NamedNode | Literal]
) -> _Found | None:
    """Return the half of a year: of one that is in the data, or the one with which a quarter of it ends."""
    halves = [each for each in _list_all(store, entities) if each.is_a("half")]
    for spelling in (said, f"{number}h{year % _CENTURY:02}", f"{number}h fy{year}", f"{number}h{year}"):
        if printed := _find_head(store, spelling, "half", entities):
            return printed
    whole = _find_year(store, f"FY{year}", year, entities)
    if whole is None:
        ends = _reckon_ends(store, 2 * number, year, entities)
        return _pick_one((each for each in halves if any(abs(each.last - end) <= _NEAR for end in ends)), said)
    middle = (number - 0.5) / 2 * (whole.last - whole.first).days
    return _pick_one(
        (each for each in halves if (each.first - whole.first).days < middle < (each.last - whole.first).days), said
    )


def _reckon_ends(store: Store, number: int, year: int, entities: Sequence[NamedNode | Literal]) -> list[date]:
    """Return about when a fiscal quarter ends, reckoned from those that the covers of quarterly filings name."""
    ends = []
    for row in _select(store, _COVERS % _write_entities(entities), ""):
        back = int(row["year"].value) * 4 + int(row["quarter"].value[1:]) - year * 4 - number
        ends.append(date.fromisoformat(row["last"].value[:10]) - _QUARTER_DAYS * back)
    return ends


def _find_head(store: Store, said: str, kind: str, entities: Sequence[NamedNode | Literal]) -> _Found | None:
    """Return the period of the columns that are headed so, where most of their figures are of one."""
    rows = _select(store, _HEADS % _write_entities(entities), said.casefold())
    found = [each for each in map(_read, rows) if each.is_a(kind)]
    best = max(found, key=lambda each: each.count, default=None)
    return best if best is not None and best.count >= _SURE * sum(each.count for each in found) else None


def _list_all(store: Store, entities: Sequence[NamedNode | Literal]) -> list[_Found]:
    """Return the periods of figures, with those for which figures are only expected."""
    told = _list_periods(store, entities)
    known = {each.term for each in told}
    expected = (_read(row) for row in _select(store, _EXPECTED % _write_entities(entities), ""))
    return [*told, *(each for each in expected if each.term not in known)]


def _list_periods(store: Store, entities: Sequence[NamedNode | Literal]) -> list[_Found]:
    return [_read(row) for row in _select(store, _PERIODS % _write_entities(entities), "")]


def _pick_end(found: list[_Found], back: int) -> _Found | None:
    """Return the period that ends last, or the one right before it."""
    latest = max(found, key=lambda each: (each.last, each.count), default=None)
    if latest is None or not back:
        return latest
    before = [each for each in found if abs((latest.first - each.last).days - 1) <= _GAP]
    return max(before, key=lambda each: each.count, default=None)


def _pick_one(found: Iterable[_Found], said: str) -> _Found | None:
    several = list(found)
    if len({(each.first, each.last) for each in several}) > 1:
        names = " or ".join(sorted(each.name for each in several)[:5])
        raise InputError(f"{said} may be {names}", where="period", mend="give its days, or the entity")
    return several[0] if several else None


def _list_instants(store: Store, day: date) -> list[NamedNode]:
    term = Literal(day.isoformat(), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    quads = store.quads_for_pattern(None, NamedNode(GG.date), term, None)
    return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)


def _read_year(text: str) -> int:
    number = int(text)
    return number if number >= _CENTURY else number + (1900 if number >= _TURN else 2000)


def _spell(value: str) -> str:
    """Return a phrase with ordinals as numbers, and the part of a year before the year.

    >>> _spell("fourth  quarter of 2008"), _spell("FY2008 4Q")
    ('4 quarter of 2008', '4Q FY2008')
    """
    said = " ".join(value.split())
    if (apart := said.replace("-", " ")).casefold() in _list_words():
        return apart
    said = _ORDINAL.sub(lambda match: str(_ORDINALS[match[1].casefold()]), said)
    behind = _BEHIND.fullmatch(said)
    return f"{behind[2]} {behind[1]}" if behind else said


@frozen
class _Ended:
    """A period by its length in days and its last day, or the month of it."""

    days: float
    last: date
    is_month: bool = False

    def is_met(self, found: _Found) -> bool:
        is_end = found.last.replace(day=1) == self.last if self.is_month else found.last == self.last
        return is_end and abs((found.last - found.first).days + 1 - self.days) <= _MISS


def _read_ended(said: str) -> _Ended | None:
    """Return the period of `six months ended June 30, 2025`."""
    match = _ENDED.fullmatch(said)
    if match is None:
        return None
    day, month = _read_day(match[5].strip()), _read_month(match[5].strip())
    last = day or month
    if last is None:
        return None
    if match[3] is None:
        return _Ended(12 * _MONTH if match[1] else 3 * _MONTH if match[2] else 6 * _MONTH, last, day is None)
    count = int(match[3]) if match[3].isdigit() else numbers("number").get(match[3].casefold(), 0)
    return _Ended(count * (_WEEK if match[4].casefold() == "week" else _MONTH), last, day is None) if count else None


def _read_day(text: str) -> date | None:
    return _read_date(text.replace(".", ""), _FORMS)


def _read_month(text: str) -> date | None:
    """Return the first day of a month that stands without a day: `March 2009`."""
    return _read_date(text.replace(".", "").replace(",", ""), _MONTHS)


def _read_date(text: str, forms: tuple[str, ...]) -> date | None:
    for form in forms:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _read(row: object) -> _Found:
    first, last = (date.fromisoformat(row[name].value[:10]) for name in ("first", "last"))  # type: ignore[index]
    return _Found(row["period"], first, last, int(row["count"].value))  # type: ignore[index]


def _write_entities(entities: Sequence[NamedNode | Literal]) -> str:
    return f"VALUES ?entity {{ {' '.join(map(str, entities))} }}" if entities else ""


def _select(store: Store, query: str, wanted: str) -> QuerySolutions:
    rows = store.query(query.replace("?wanted", str(Literal(wanted))), prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    return rows


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

"""A company made up: twenty filings over five fiscal years of 52 and 53 weeks, with planted faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gaapgraph.model import (
    Concept,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    Instant,
    Member,
    Occurrence,
    Place,
    Report,
    Unit,
    currency_unit,
)
from gaapgraph.vocabulary import BASE, US_GAAP

ENTITY = f"{BASE}entity/made-up"
REVENUE, COST, SELLING, INCOME, EPS = (
    US_GAAP + name
    for name in (
        "Revenues", "CostOfRevenue", "SellingGeneralAndAdministrativeExpense", "NetIncomeLoss",
        "EarningsPerShareBasic",
    )
)  # fmt: skip
AXIS = f"{US_GAAP}StatementBusinessSegmentsAxis"
CLOUD, PLATFORM, DEVICES = (f"{BASE}made-up/{name}Member" for name in ("Cloud", "Platform", "Devices"))
USD = currency_unit("USD")
PER_SHARE = Unit(USD.numerator, ("http://www.xbrl.org/2003/instance#shares",))
WEEKS = {2019: 52, 2020: 52, 2021: 52, 2022: 53, 2023: 52}
FIRST = date(2018, 12, 30)
RESTATED, RECLASSIFIED = Decimal(7000), Decimal(3000)


@dataclass(frozen=True)
class Figure:
    """What a filing says of one line over one period; `member` is of the segments."""

    concept: str
    period: Duration
    value: Decimal
    decimals: int = -3
    member: str | None = None
    unit: Unit = USD


def start_of(year: int) -> date:
    return FIRST + timedelta(weeks=sum(weeks for one, weeks in WEEKS.items() if one < year))


def end_of(year: int, quarter: int) -> date:
    """Return the last day of a quarter of 13 weeks; the last one has 14 in a year of 53."""
    weeks = WEEKS[year] if quarter == 4 else 13 * quarter
    return start_of(year) + timedelta(weeks=weeks, days=-1)


def so_far(year: int, quarter: int) -> Duration:
    return Duration(start_of(year), end_of(year, quarter))


def alone(year: int, quarter: int) -> Duration:
    start = start_of(year) if quarter == 1 else end_of(year, quarter - 1) + timedelta(days=1)
    return Duration(start, end_of(year, quarter))


def truth(concept: str, year: int, quarter: int) -> Decimal:
    """Return what a quarter alone is, in dollars; no two are the same."""
    base = {REVENUE: 1000, COST: 500, SELLING: 200, INCOME: 90}[concept]
    return Decimal((base + 17 * (year - 2019) + 3 * quarter + quarter * quarter) * 1000)


def total(concept: str, year: int, quarter: int) -> Decimal:
    return sum((truth(concept, year, one) for one in range(1, quarter + 1)), Decimal(0))


def list_figures(year: int, quarter: int) -> list[Figure]:
    """Return what the filing of a quarter says: the period so far and the year before's; the quarter alone too."""
    found = []
    for one in (year, year - 1):
        if one not in WEEKS:
            continue
        for concept in (REVENUE, COST, SELLING, INCOME):
            value = total(concept, one, quarter)
            restated = concept == REVENUE and (one, quarter) == (2019, 4) and year == 2020
            moved = one == 2021 and quarter == 4 and year == 2022
            if restated:
                value += RESTATED  # the 10-K of 2020 restates the revenue of 2019, and nothing says it of its quarters
            if moved and concept in (COST, SELLING):
                value += RECLASSIFIED if concept == COST else -RECLASSIFIED
            if concept == REVENUE and one == 2020 and quarter == 3:
                continue  # no filing states the revenue of nine months of 2020, nor of its third quarter
            rounded = concept == INCOME and (one, quarter, year) == (2022, 1, 2022)
            figure = Figure(concept, so_far(one, quarter), value.quantize(Decimal(10) ** 6) if rounded else value)
            found.append(Figure(concept, figure.period, figure.value, -6) if rounded else figure)
            if quarter in (2, 3) and not (concept == REVENUE and one == 2020 and quarter == 3):
                found.append(Figure(concept, alone(one, quarter), truth(concept, one, quarter)))
        found.append(Figure(EPS, so_far(one, quarter), Decimal(quarter) / 4 + one, 2, unit=PER_SHARE))
        segment = CLOUD if year < 2022 else PLATFORM
        if quarter == 4:
            third = truth(REVENUE, one, 4) // 3000 * 1000
            found.append(Figure(REVENUE, so_far(one, 4), third, member=segment))
            found.append(Figure(COST, so_far(one, 4), third - 5000, member=segment))
            found.append(Figure(REVENUE, so_far(one, 4), third + 9000, member=DEVICES))
    return found


def file_report(year: int, quarter: int) -> Report:
    form = "10-K" if quarter == 4 else "10-Q"
    facts = []
    for line, figure in enumerate(list_figures(year, quarter), 1):
        dimensions = ((AXIS, figure.member),) if figure.member else ()
        key = FactKey(figure.concept, ENTITY, figure.period, figure.unit, dimensions)
        prints = (Occurrence(Place(line, 2), str(figure.value), figure.value, figure.decimals),)
        facts.append(Fact(key, figure.value, figure.decimals, prints))
    end = end_of(year, quarter)
    cash = FactKey(f"{US_GAAP}Cash", ENTITY, Instant(end), USD)
    facts.append(Fact(cash, Decimal(year * 1000), -3, (Occurrence(Place(99, 2), "1", Decimal(year * 1000), -3),)))
    name = f"{form}-{year}-{quarter}"
    concepts = {one: Concept(one, "duration") for one in (REVENUE, COST, SELLING, INCOME, EPS)}
    return Report(
        iri=f"{BASE}report/made-up/{name}",
        entity=Entity(ENTITY, "Made Up Inc.", (("http://www.sec.gov/CIK", "0000000001"),)),
        document=Document(f"{name}.htm", name.ljust(64, "0"), "text/html"),
        issued=end + timedelta(days=40),
        title=name,
        facts=tuple(facts),
        concepts=concepts | {AXIS: Concept(AXIS)},
        members={one: Member(one, one.removeprefix(f"{BASE}made-up/")) for one in (CLOUD, PLATFORM, DEVICES)},
        taxonomy_versions=("http://fasb.org/us-gaap/2022",),
    )


def list_filings() -> list[Report]:
    return [file_report(year, quarter) for year in WEEKS for quarter in (1, 2, 3, 4)]

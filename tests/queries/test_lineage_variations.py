"""Companies made up by a seed: other restatements, gaps, years of 53 weeks and renamings; all found."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import company
import pytest

from gaapgraph.question.library import find_question
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import bind_text
from gaapgraph.store import gather

CONCEPTS = (company.REVENUE, company.COST, company.SELLING, company.INCOME)
YEARS = range(2019, 2024)
CELLS = [(concept, year, quarter) for concept in CONCEPTS for year in YEARS for quarter in (1, 2, 3, 4)]


class Variation:
    """What is true of a company, and what its filings leave out and restate a year later."""

    def __init__(self, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        chance = Random(seed)
        self.truths = {cell: Decimal(chance.randrange(100, 9999) * 1000) for cell in CELLS}
        restated = chance.sample([cell for cell in CELLS if cell[1] < max(YEARS)], 6)
        self.changes = {cell: Decimal(chance.choice([-1, 1]) * chance.randrange(2, 90) * 1000) for cell in restated}
        gaps = chance.sample([cell for cell in CELLS if cell[2] in (2, 3)], 5)
        self.gaps = set(gaps) - set(restated)
        self.renamed = chance.choice(YEARS[1:])
        long = chance.choice(YEARS)
        monkeypatch.setattr(company, "WEEKS", {year: 53 if year == long else 52 for year in YEARS})
        monkeypatch.setattr(company, "FIRST", date(2018, 12, 30) + timedelta(chance.choice([0, -90, 35, 3, 180])))
        monkeypatch.setattr(company, "list_figures", self.list_figures)
        self.store = gather([company.file_report(year, quarter) for year in YEARS for quarter in (1, 2, 3, 4)])

    def total(self, concept: str, year: int, quarter: int) -> Decimal:
        return sum((self.truths[concept, year, one] for one in range(1, quarter + 1)), Decimal(0))

    def newest(self, concept: str, year: int, quarter: int) -> Decimal:
        return self.total(concept, year, quarter) + self.changes.get((concept, year, quarter), 0)

    def list_figures(self, year: int, quarter: int) -> list[company.Figure]:
        found = []
        for one in {year, year - 1} & set(YEARS):
            for concept in CONCEPTS:
                if (concept, one, quarter) not in self.gaps:
                    value = (self.total if one == year else self.newest)(concept, one, quarter)
                    found.append(company.Figure(concept, company.so_far(one, quarter), value))
                    if quarter in (2, 3):
                        alone = company.alone(one, quarter)
                        found.append(company.Figure(concept, alone, self.truths[concept, one, quarter]))
            if quarter == 4:
                member = company.CLOUD if year < self.renamed else company.PLATFORM
                for concept, value in ((company.REVENUE, 7000000), (company.COST, 5000000)):
                    figure = Decimal(value + one * 1000)
                    found.append(company.Figure(concept, company.so_far(one, 4), figure, member=member))
        return found

    def ask(self, name: str) -> list[dict[str, str | None]]:
        question = find_question(name)
        found = self.store.query(bind_text(question.text, bind_parameters(self.store, question, {})))
        names = [one.value for one in found.variables]
        return [{key: None if row[key] is None else row[key].value for key in names} for row in found]


@pytest.fixture(params=[1, 2, 3])
def made_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Variation:
    return Variation(request.param, monkeypatch)


def test_all_that_was_planted_is_found_and_nothing_else(made_up) -> None:
    wanted = {
        (concept, str(change), f"10-{'K' if quarter == 4 else 'Q'}-{year + 1}-{quarter}.htm")
        for (concept, year, quarter), change in made_up.changes.items()
    }
    assert {(row["concept"], row["change"], row["laterFile"]) for row in made_up.ask("list_restatements")} == wanted
    renamed = [(row["member"], row["laterMember"]) for row in made_up.ask("find_renamed_members")]
    assert renamed == [(company.CLOUD, company.PLATFORM)]


def test_a_quarter_is_the_truth_what_newest_figures_leave_or_has_a_reason(made_up) -> None:
    rows = {(row["concept"], row["end"]): row for row in made_up.ask("derive_quarters")}
    for concept, year, quarter in CELLS:
        row = rows.pop((concept, str(company.end_of(year, quarter))), None)
        if (concept, year, quarter) in made_up.gaps:
            assert row is None or row["value"] is None
            continue
        restated = any((concept, year, one) in made_up.changes for one in (1, 2, 3, 4))
        if row["value"] is None:
            assert quarter == 4
            assert restated or (concept, year, 3) in made_up.gaps, row["why"]
        elif quarter == 1:
            assert Decimal(row["value"]) == made_up.newest(concept, year, 1)
        elif quarter == 4:  # both as last stated: the year is stated once more by the filing after a restatement
            left = made_up.newest(concept, year, 4) - made_up.newest(concept, year, 3)
            assert Decimal(row["value"]) == left
        else:
            assert Decimal(row["value"]) == made_up.truths[concept, year, quarter]
    assert [key for key in rows if key[0] in CONCEPTS] == []


def test_a_trailing_year_is_made_of_newest_figures(made_up) -> None:
    rows = {(row["concept"], row["end"]): row for row in made_up.ask("derive_trailing_year")}
    counted = 0
    for concept, year, quarter in CELLS:
        row = rows.get((concept, str(company.end_of(year, quarter))))
        if row is None or row["value"] is None:
            continue
        counted += 1
        newest = made_up.newest(concept, year, quarter)
        if quarter < 4:
            newest += made_up.newest(concept, year - 1, 4) - made_up.newest(concept, year - 1, quarter)
        assert Decimal(row["value"]) == newest
    assert counted > 40

"""Submissions (sub.txt): who filed what, when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri
from gaapgraph.model import Entity
from gaapgraph.reader.sec.archive import Problem

if TYPE_CHECKING:
    from gaapgraph.reader.sec.archive import DataSet

__all__ = ["CIK_SCHEME", "Submission", "parse_day", "read_submission_table"]

CIK_SCHEME = "http://www.sec.gov/CIK"
_YEARS = range(1900, 2201)


@frozen
class Submission:
    """One filing as sub.txt describes it.

    Attributes:
        accession: The accession number, which identifies the filing at the SEC.
        cik: The registrant's Central Index Key in ten digits.
        period: The balance sheet date, which the data set rounds to the nearest end of a month.
    """

    accession: str
    cik: str
    name: str
    form: str
    period: date | None
    filed: date | None
    former: str

    @property
    def entity(self) -> Entity:
        """The registrant."""
        iri = mint_iri("entity", f"cik-{self.cik}")
        former = (self.former,) if self.former else ()
        return Entity(iri, self.name, ((CIK_SCHEME, self.cik),), former)

    @property
    def report_iri(self) -> str:
        """The IRI of the report, from the official identifiers of filer and filing."""
        return mint_iri("report", f"cik-{self.cik}", self.accession)

    @property
    def namespace(self) -> str:
        """The namespace of the filer's own concepts and members.

        The data set does not keep the namespace that the filer declared, which changes with every
        filing; one namespace for each filer lets the same tag join across its filings.
        """
        return mint_iri(f"cik-{self.cik}", "")

    @property
    def title(self) -> str:
        """Form and balance sheet date, as a person names a filing."""
        return f"{self.name}, {self.form}" + (f" for {self.period}" if self.period else "")


def parse_day(text: str) -> date | None:
    """Return the day that eight digits stand for, None where there are none.

    Raises:
        ValueError: It is no day, or none on which anybody filed: the calendar of periods needs years beside it.

    >>> parse_day("20090630")
    datetime.date(2009, 6, 30)
    """
    if not text:
        return None
    day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if day.year not in _YEARS:
        raise ValueError(f"{text} is no day between {_YEARS[0]} and {_YEARS[-1]}")
    return day


def read_submission_table(data: DataSet) -> dict[str, Submission]:
    """Return all submissions by accession number, in the order of sub.txt.

    A row without a number of its filer is noted as a problem and left out; so is a day that is none, but for itself.
    """
    found: dict[str, Submission] = {}
    for header, number, cells in data.rows("sub.txt", ("adsh", "cik", "name", "form")):
        accession = header.get(cells, "adsh")
        cik = header.get(cells, "cik")
        if cik.isascii() and cik.isdigit() and accession:
            found[accession] = Submission(
                accession=accession,
                cik=f"{int(cik[:20]):010d}",
                name=header.get(cells, "name"),
                form=header.get(cells, "form"),
                period=_day(data, header.get(cells, "period"), number, accession),
                filed=_day(data, header.get(cells, "filed"), number, accession),
                former=header.get(cells, "former"),
            )
        else:
            data.problems.append(Problem("sub.txt", number, f"submission {accession!r} of the filer {cik!r}"))
    return found


def _day(data: DataSet, text: str, line: int, accession: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError as exc:
        data.problems.append(Problem("sub.txt", line, f"{text!r} is no day ({exc})", accession))
        return None

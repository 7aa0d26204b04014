"""Names of extension concepts: each row that states something of its own has one, however long its label is."""

from __future__ import annotations

from decimal import Decimal

from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.vocabulary import US_GAAP

LONG = "Glue, rivets and other fastenings of greenhouses that are held for customers of the " + "northern garden " * 6
TABLE = f"""Example Tools, Inc. Reports First Quarter 2024 Results

Other statistics
(number of glasshouses)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
{LONG}\t500.0\t400.0
{LONG}\t31.0\t45.0
{LONG}\t7.0\t8.0
"""


def test_rows_of_one_label_longer_than_a_name_differ_by_their_ends() -> None:
    reading = read_release(TABLE.encode(), "release.txt")
    report = tag_release(reading, find_profile(reading))
    first = {Decimal("500.0"), Decimal("31.0"), Decimal("7.0")}
    concepts = [fact.dimensions.concept for fact in report.facts if fact.value in first]
    assert len(concepts) == len(set(concepts)) == 3
    assert not any(concept.startswith(US_GAAP) for concept in concepts)


SCALED = """Example Tools, Inc. Reports First Quarter 2024 Results

Statistics of glasshouses
(Amounts expressed in thousands, except per share data)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Panes of glass replaced (in thousands)\t500\t400
North (in millions)\t31\t45
South\t7\t8
Total\t38\t53
"""


def test_names_say_nothing_of_the_scale_of_figures() -> None:
    reading = read_release(SCALED.encode(), "release.txt")
    report = tag_release(reading, find_profile(reading))
    names = {fact.dimensions.concept.rpartition("/")[2] for fact in report.facts}
    assert {"PanesOfGlassReplaced", "North", "South", "StatisticsOfGlasshousesTotal"} <= names

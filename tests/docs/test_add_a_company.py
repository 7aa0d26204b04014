"""The guide to a new company is followed word for word: its commands are run, its cells written, its files made."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from gaapgraph.cli._group import app
from gaapgraph.store import gather, run_query

PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "docs/add-a-company.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)(?: title=\"([\w.-]+)\")?\n(.*?)```", re.DOTALL)
DIFFER = "gaapgraph diff before.trig after.trig"  # exits with 1, as the guide says
PREFIXES = """PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
PREFIX srt: <https://w3id.org/gaapgraph/srt/> PREFIX hl: <https://w3id.org/gaapgraph/harbor-lane/>
"""


def write_cells(folder: Path, section: str) -> None:
    """Write into the mapping table what the table of a section of the guide says, as a spreadsheet would."""
    path = folder / "profiles/harbor-lane/mappings.sssom.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    head = lines[start].split("\t")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    names, changes = rows[0], rows[2:]
    for label, *cells in changes:
        (at,) = (n for n, line in enumerate(lines[start:], start) if line.split("\t")[1] == label)
        values = lines[at].split("\t")
        for name, cell in zip(names[1:], cells, strict=True):
            values[head.index(name)] = cell
        lines[at] = "\t".join(f'"{value}"' if "," in value else value for value in values)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder in which the guide was followed to its end."""
    folder = tmp_path_factory.mktemp("company")
    shutil.copy(PROJECT / "docs/data/harbor-lane.md", folder)
    for _, name, body in BLOCK.findall(GUIDE):
        if name:
            (folder / name).write_text(body, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for section in re.split(r"^## ", GUIDE, flags=re.MULTILINE):
            if section.startswith("3."):
                write_cells(folder, section)
            for language, _, body in BLOCK.findall(section):
                for line in body.splitlines() if language == "sh" else ():
                    words = shlex.split(line.partition("#")[0])
                    assert words[0] == "gaapgraph", line
                    wanted = {1} if line == DIFFER else {0}
                    with pytest.raises(SystemExit) as ended:
                        app(words[1:])
                    assert (ended.value.code or 0) in wanted, line
    return folder


def rows(folder: Path, name: str, where: str) -> list[tuple[str, ...]]:
    found = run_query(gather([folder / name]), f"{PREFIXES} SELECT {where}")
    return sorted(tuple("" if term is None else term.value for term in row) for row in found)


def test_corrected_mappings_are_in_the_graph(folder: Path):
    found = rows(folder, "after.trig", "?v { ?f gg:concept us-gaap:PropertyPlantAndEquipmentNet ; gg:value ?v }")
    assert found == [("139640000",), ("148905000",)]
    parts = rows(
        folder,
        "after.trig",
        "?v { ?f gg:concept us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax ; gg:value ?v ; "
        "srt:ProductOrServiceAxis hl:BreadMember }",
    )
    assert parts == [("389204000",), ("412650000",)]


def test_the_draft_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        app(["build", "harbor-lane.md", "-o", "plain.nq"])
    query = "?line ?cell ?value ?name { ?o gg:table ?t ; gg:row ?line ; gg:column ?cell ; gg:fact ?f . "
    query += "?f gg:concept ?c . OPTIONAL { ?f gg:value ?value } FILTER(STRSTARTS(STR(?c), STR(us-gaap:))) "
    query += "BIND(STR(?c) AS ?name) }"
    assert rows(folder, "plain.nq", query) == rows(folder, "before.trig", query) != []


def test_corrected_figures_mean_what_the_table_means(folder: Path):
    found = rows(
        folder,
        "corrected.trig",
        "?v ?unit ?day { ?f gg:concept hl:NumberOfKiosks ; gg:value ?v ; gg:unit/gg:numerator ?unit ; "
        "gg:dimensionCount 0 ; gg:period/gg:date ?day }",
    )
    entities = "https://w3id.org/gaapgraph/ns#entities"
    assert found == [("187", entities, "2024-06-30"), ("214", entities, "2025-06-30")]


def test_takings_of_two_tables_are_one_fact(folder: Path):
    found = rows(
        folder,
        "corrected.trig",
        "?f (COUNT(?o) AS ?n) { ?o gg:fact ?f . ?f gg:value ?v FILTER(?v = 88415000) } GROUP BY ?f",
    )
    assert [count for _, count in found] == ["2"]


def test_the_graph_names_author_and_reason(folder: Path):
    found = rows(
        folder,
        "corrected.trig",
        "?who ?why ?before (COUNT(?o) AS ?n) { ?c a gg:Correction ; <http://purl.org/dc/terms/creator> ?who ; "
        'gg:reason ?why ; gg:correctedPart "period" ; gg:correctedTo "2024-06-30" ; gg:readBefore ?before ; '
        "gg:occurrence ?o } GROUP BY ?who ?why ?before",
    )
    assert found == [("Your Name", "kiosks are counted at the end of the year", "2023-07-01/2024-06-30", "1")]


def test_explain_says_who_corrected_a_figure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        app(["explain", "t3:3:2", "corrected.trig"])
    told = " ".join(capsys.readouterr().out.split())
    assert "period 2025-06-30 (read as 2024-07-01/2025-06-30), by Your Name: kiosks are counted at the end" in told

"""Run the rules for any US-GAAP filer over a quarter of SEC's Financial Statement Data Sets.

    python scripts/run_fsds.py ../shared/data/fsds/2009q3.zip benchmarks/fsds

Writes `rules.tsv` (how often each rule was evaluated, passed, explained, violated, and the seconds it took),
`violations.tsv` (each with the line of num.txt that states the figure) and `run.txt` (sizes and times).
Each constraint runs once over all reports, with `$this` unbound. A query is cut at its comment
`# violated where` to count what it evaluates, at `# unless explained` to count what contradicts the rule.
"""

from __future__ import annotations

import argparse
import re
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from gaapgraph.reader.sec import read_submissions
from gaapgraph.write import write_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = Path(__file__).parents[1] / "shapes"
RULES = ("fac.ttl", "dqc.ttl")
RULE_DATA = SHAPES.parent / "ontology" / "rule-data.ttl"
GG = "PREFIX gg: <https://w3id.org/gaapgraph/ns#>\n"

Row = dict[str, str]


class Constraint(NamedTuple):
    """One SPARQL constraint with its shape."""

    code: str
    severity: str
    message: str
    select: str

    def cut(self, mark: str) -> str:
        """Return the query without its end from a comment on; the open groups are closed."""
        head = self.select.partition(mark)[0]
        return self.select if head == self.select else head + "}" * (head.count("{") - head.count("}"))


def read_constraints() -> Iterator[Constraint]:
    """Yield the constraints of the rules in the order of their codes."""
    for name in RULES:
        graph = rdflib.Graph().parse(SHAPES / name).parse(SHAPES / "prefixes.ttl")
        for shape in sorted(graph.subjects(RDF.type, SH.NodeShape)):
            for constraint in graph.objects(shape, SH.sparql):
                declared = [
                    part
                    for source in graph.objects(constraint, SH.prefixes)
                    for part in graph.objects(source, SH.declare)
                ]
                prefixes = "".join(
                    f"PREFIX {graph.value(part, SH.prefix)}: <{graph.value(part, SH.namespace)}>\n" for part in declared
                )
                message = str(graph.value(constraint, SH.message))
                severity = str(graph.value(shape, SH.severity)).rsplit("#", 1)[-1]
                select = prefixes + str(graph.value(constraint, SH.select))
                yield Constraint(message.partition(":")[0], severity, message, select)


def load_facts(source: Path) -> tuple[ox.Store, Counter[str]]:
    """Return a store with all reports of a data set and the rules' data, and what was counted on the way."""
    sizes: Counter[str] = Counter()
    store = ox.Store()
    with tempfile.NamedTemporaryFile("w", suffix=".nt") as file:
        for report in read_submissions(source):
            sizes.update(reports=1, facts=len(report.facts), findings=len(report.findings))
            file.writelines(write_triples(report))
        file.flush()
        store.bulk_load(path=file.name, format=ox.RdfFormat.N_TRIPLES)
    store.load(path=str(RULE_DATA), format=ox.RdfFormat.TURTLE)
    return store, sizes


def select_rows(store: ox.Store, query: str) -> list[Row]:
    """Return the solutions of a query as dictionaries of plain strings."""
    solutions = store.query(query)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value if row[name] is not None else "" for name in names} for row in solutions]


def find_lines(store: ox.Store, facts: set[str]) -> dict[str, str]:
    """Return the line of num.txt that states each fact."""
    rows = select_rows(store, GG + "SELECT ?fact ?line WHERE { ?occurrence gg:fact ?fact ; gg:line ?line }")
    return {row["fact"]: row["line"] for row in rows if row["fact"] in facts}


def fill(message: str, row: Row) -> str:
    """Return a message with the row's values in its placeholders."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: row[match[1]], message)


def run(constraint: Constraint, store: ox.Store) -> tuple[list[str], list[Row]]:
    """Return the table lines of one constraint, one for each code, and its violations."""

    def code(row: Row) -> str:
        return row.get("code") or constraint.code

    started = time.perf_counter()
    violations = select_rows(store, constraint.select)
    seconds = time.perf_counter() - started
    evaluated = Counter(map(code, select_rows(store, constraint.cut("# violated where"))))
    contradicted = Counter(map(code, select_rows(store, constraint.cut("# unless explained"))))
    violated = Counter(map(code, violations))
    table = []
    if constraint.severity == "Warning":  # what another constraint evaluates, in milder words
        table.append(f"{constraint.code} (warned)\t0\t0\t0\t{len(violations)}\t{seconds:.2f}")
        evaluated.clear()
    for name in sorted(evaluated) or [constraint.code] * (not table):
        passed = evaluated[name] - contradicted[name]
        explained = contradicted[name] - violated[name]
        table.append(f"{name}\t{evaluated[name]}\t{passed}\t{explained}\t{violated[name]}\t{seconds:.2f}")
    for row in violations:
        row["code"], row["severity"] = code(row), constraint.severity
        row["message"] = fill(constraint.message, row)
    return table, violations


def main() -> None:
    """Load, run and write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    started = time.perf_counter()
    store, sizes = load_facts(options.source)
    loaded = time.perf_counter()
    table, violations = ["rule\tevaluated\tpassed\texplained\tviolated\tseconds"], []
    for constraint in read_constraints():
        lines, found = run(constraint, store)
        table += lines
        violations += found
    checked = time.perf_counter()
    lines_of = find_lines(store, {row["value"] for row in violations})
    rows = sorted(
        (row["code"], row["severity"], row["this"].split("/report/")[1], int(lines_of[row["value"]]), row["message"])
        for row in violations
    )
    options.target.mkdir(parents=True, exist_ok=True)
    (options.target / "rules.tsv").write_text("\n".join(table) + "\n")
    head = "code\tseverity\treport\tline\tmessage\n"
    (options.target / "violations.tsv").write_text(head + "".join("\t".join(map(str, row)) + "\n" for row in rows))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    (options.target / "run.txt").write_text(
        f"source {options.source.name}\nreports {sizes['reports']}\nfacts {sizes['facts']}\n"
        f"findings {sizes['findings']}\ntriples {len(store)}\nread, write and load {loaded - started:.1f} s\n"
        f"all rules, with counting {checked - loaded:.1f} s\npeak memory {memory} MB\n"
    )


if __name__ == "__main__":
    main()

"""What the distinct cells of a data set mean, as tables for the engine to join.

A corpus has few distinct concepts, units, periods and segments, and very many rows. What needs understanding is
understood here, once each, by the code that reads single submissions; the engine only joins and counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Concept, Document, Entity, Member, Report
from gaapgraph.reader.sec.dimension import STANDARD_NAMESPACES, member_label, read_dimensions
from gaapgraph.reader.sec.presentation import PrintedLine, read_networks
from gaapgraph.reader.sec.quarter import is_fraction, read_period
from gaapgraph.reader.sec.tag import Tag, concept_iri, is_per_share, read_unit
from gaapgraph.scale.arrow_table import create_table
from gaapgraph.taxonomy import version_iri
from gaapgraph.vocabulary import BASE
from gaapgraph.write import term
from gaapgraph.write.context_statement import (
    describe_axes,
    describe_concepts,
    describe_members,
    describe_periods,
    describe_units,
)
from gaapgraph.write.graph import describe, state_lines
from gaapgraph.write.resource_name import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from gaapgraph.model import Period
    from gaapgraph.reader.sec.submission import Submission
    from gaapgraph.scale.staging import Staged
    from gaapgraph.write.fact_statement import Resource

__all__ = ["build_lookups"]

SEPARATOR = "\x1f"
Rows = list[dict[str, Any]]


def build_lookups(connection: DuckDBPyConnection, staged: Staged) -> None:
    """Create the tables `submission`, `concept`, `unit`, `period`, `segment`, `network` and `frame`.

    Cells that mean nothing have no row: the submissions that use them are not for the engine.
    """
    submissions = list(staged.submissions.values())
    _create(connection, "submission", [_submission(number, one) for number, one in enumerate(submissions)])
    _create(connection, "concept", _concepts(connection, staged))
    _create(connection, "unit", _units(connection))
    _create(connection, "period", _periods(connection))
    _create(connection, "segment", _segments(connection))
    networks, frames = _frames(connection, staged)
    _create(connection, "network", networks)
    _create(connection, "frame", frames)


def _create(connection: DuckDBPyConnection, name: str, rows: Rows) -> None:
    import pyarrow as pa

    if not rows:
        rows, is_empty = [_EMPTY[name]], True
    else:
        is_empty = False
    table = pa.Table.from_pylist(rows)
    create_table(connection, name, table.slice(0, 0) if is_empty else table)


_EMPTY: dict[str, dict[str, Any]] = {
    "concept": {
        "tag": "", "version": "", "home": "", "iri": "", "per_share": False, "is_duration": False, "published": "",
        "lines": [""],
    },
    "unit": {"uom": "", "per_share": False, "slug": "", "is_fraction": False, "term": "", "lines": [""]},
    "period": {"ddate": "", "qtrs": "", "slug": "", "term": ""},
    "segment": {
        "segments": "", "coreg": "", "namespace": "", "parts": "", "size": 0, "words": "", "pairs": [""],
        "axes": [""], "lines": [""],
    },
    "network": {"adsh": "", "report": 0, "iri": "", "root": ""},
    "frame": {"position": 0, "lines": [""]},
}  # fmt: skip


def _lines(resources: Iterable[Resource]) -> list[str]:
    """Return statements as N-Triples without the final point: the graph comes behind them."""
    return [line for resource in resources for line in state_lines(resource)]


def _submission(position: int, one: Submission) -> dict[str, Any]:
    return {
        "adsh": one.accession,
        "position": position,
        "cik": one.cik,
        "graph": one.report_iri,
        "entity": one.entity.iri,
        "namespace": one.namespace,
        "form": one.form,
        "filed": one.filed,
    }


def _concepts(connection: DuckDBPyConnection, staged: Staged) -> Rows:
    """Return what each tag of each version is: for all filers where it is standard, else for the filer."""
    standard = ", ".join(f"'{prefix}'" for prefix in STANDARD_NAMESPACES)
    connection.execute(
        "CREATE OR REPLACE MACRO home_of(version, namespace) AS "
        f"CASE WHEN split_part(version, '/', 1) IN ({standard}) THEN '' ELSE namespace END"
    )
    asked = connection.execute(
        "SELECT DISTINCT tag, version, home_of(version, namespace) FROM (SELECT adsh, tag, version FROM num "
        "UNION SELECT adsh, tag, version FROM pre WHERE line <> '') JOIN submission USING (adsh)"
    ).fetchall()
    rows: Rows = []
    for tag, version, home in asked:
        known = staged.tags.get((tag, version))
        iri = concept_iri(tag, version, home)
        prefix, _, year = version.partition("/")
        published = version_iri(prefix, year) or ""
        anchor = staged.standard.get(tag)
        concept = (known or Tag("", None, None, "")).concept(iri, anchor if anchor != iri else None)
        if published:
            concept = replace(concept, exact_matches=(f"{published}#{tag}",))
        rows.append(
            {
                "tag": tag,
                "version": version,
                "home": home,
                "iri": iri,
                "per_share": is_per_share(known, tag),
                "is_duration": concept.period_type == "duration",
                "published": published,
                "lines": _lines(describe_concepts([concept])),
            }
        )
    return rows


def _units(connection: DuckDBPyConnection) -> Rows:
    rows: Rows = []
    names = _names()
    for (uom,) in connection.execute("SELECT DISTINCT uom FROM num").fetchall():
        for per_share in (False, True):
            unit = read_unit(uom, per_share=per_share)
            rows.append(
                {
                    "uom": uom,
                    "per_share": per_share,
                    "slug": unit.slug,
                    "is_fraction": is_fraction(unit),
                    "term": term.iri(names.unit(unit)),
                    "lines": _lines(describe_units([unit], names)),
                }
            )
    return rows


def _periods(connection: DuckDBPyConnection) -> Rows:
    names = _names()
    asked = connection.execute("SELECT DISTINCT ddate, qtrs FROM num").fetchall()
    return [
        {"ddate": day, "qtrs": quarters, "slug": str(period), "term": term.iri(names.period(period))}
        for day, quarters in asked
        if (period := _period(day, quarters)) is not None
    ]


def _period(day: str, quarters: str) -> Period | None:
    try:
        return read_period(day, quarters)
    except (ValueError, ArithmeticError):
        return None


def _segments(connection: DuckDBPyConnection) -> Rows:
    """Return the dimensions of each pair of segments and co-registrant of a filer."""
    names = _names()
    rows: Rows = []
    for segments, coregistrant, namespace in connection.execute(
        "SELECT DISTINCT segments, coreg, namespace FROM num JOIN submission USING (adsh)"
    ).fetchall():
        try:
            dimensions = read_dimensions(segments, coregistrant, namespace)
        except ValueError:
            continue
        members = {member for _, member in dimensions}
        rows.append(
            {
                "segments": segments,
                "coreg": coregistrant,
                "namespace": namespace,
                "parts": "".join(f"{SEPARATOR}{axis}={member}" for axis, member in dimensions),
                "size": len(dimensions),
                "words": ";".join(f"{axis.removeprefix(BASE)}={one.removeprefix(BASE)}" for axis, one in dimensions),
                "pairs": [f"{term.iri(axis)} {term.iri(member)}" for axis, member in dimensions],
                "axes": [axis for axis, _ in dimensions],
                "lines": [
                    *_lines(describe_axes([Concept(axis) for axis, _ in dimensions])),
                    *_lines(describe_members([Member(one, member_label(one, namespace)) for one in members], names)),
                ],
            }
        )
    return rows


@frozen
class _Used:
    """What each submission uses, by accession number: taxonomy versions, periods, and its statements in order."""

    versions: dict[str, set[str]]
    periods: dict[str, set[Period]]
    statements: dict[str, list[PrintedLine]]


def _gather(connection: DuckDBPyConnection) -> _Used:
    used = _Used(defaultdict(set), defaultdict(set), defaultdict(list))
    for accession, published in connection.execute(
        "SELECT DISTINCT adsh, published FROM (SELECT adsh, tag, version FROM num UNION ALL "
        "SELECT adsh, tag, version FROM pre WHERE line <> '') JOIN submission USING (adsh) "
        "JOIN concept USING (tag, version) WHERE home = home_of(version, namespace) AND published <> ''"
    ).fetchall():
        used.versions[accession].add(published)
    for accession, day, quarters in connection.execute("SELECT DISTINCT adsh, ddate, qtrs FROM num").fetchall():
        if (period := _period(day, quarters)) is not None:
            used.periods[accession].add(period)
    for accession, report, statement in connection.execute(
        "SELECT DISTINCT adsh, coalesce(try_cast(report AS INTEGER), 0) AS report, stmt FROM pre WHERE line <> '' "
        "ORDER BY ALL"
    ).fetchall():
        line = PrintedLine(report, 1, statement, "", "", is_parenthetical=False, is_negated=False)
        used.statements[accession].append(line)
    return used


def _frames(connection: DuckDBPyConnection, staged: Staged) -> tuple[Rows, Rows]:
    """Return the networks of each submission, and what its graph says beside facts, line items and what they name."""
    used = _gather(connection)
    networks: Rows = []
    frames: Rows = []
    for position, one in enumerate(staged.submissions.values()):
        lines = used.statements[one.accession]
        found = read_networks(lines, one.report_iri)
        report = Report(
            iri=one.report_iri,
            entity=one.entity,
            document=Document("num.txt", staged.sha256, "text/tab-separated-values"),
            issued=one.filed,
            title=one.title,
            facts=(),
            networks=tuple(replace(network, arcs=()) for network in found),
            entities={one.entity.iri: one.entity},
            taxonomy_versions=tuple(sorted(used.versions[one.accession])),
        )
        names = Names(report)
        networks += [
            {
                "adsh": one.accession,
                "report": line.report,
                "iri": names.network(network),
                "root": network.arcs[0].source.concept,
            }
            for network, line in zip(found, lines, strict=True)
        ]
        periods = describe_periods(used.periods[one.accession], names)
        frames.append({"position": position, "lines": [*_lines(describe(report)), *_lines(periods)]})
    return networks, frames


def _names() -> Names:
    """Return names of what all reports share."""
    nobody = Entity(BASE, "", ())
    return Names(Report(iri=BASE, entity=nobody, document=Document("", "", ""), issued=None, title="", facts=()))

"""Whether a receipt still holds: its documents, its facts, its arithmetic, and its rows on another engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gaapgraph.document.place import format_place
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import Dataset, read_decimal
from gaapgraph.input_file import digest_file, require_file
from gaapgraph.receipt.engine import ask_engine
from gaapgraph.receipt.expression import Constant, Operation, Reader, Variable, compute
from gaapgraph.receipt.issuance import list_documents
from gaapgraph.receipt.lineage import same_term
from gaapgraph.sparql import CHECK_LIMITS, Kind, check_text, run_bounded, scan_tokens
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from pyoxigraph import Store

    from gaapgraph.receipt.expression import Expression, Value
    from gaapgraph.receipt.receipt import Receipt, ReceiptFact, ReceiptFigure
    from gaapgraph.sparql import Limits

__all__ = ["Difference", "Verification", "verify_receipt"]

_ENDS = {"value": "value", "lowerBound": "lower_bound", "upperBound": "upper_bound"}


@frozen
class Difference:
    """Something that a receipt says and the documents do not.

    Attributes:
        kind: `seal`, `document`, `fact`, `place`, `formula`, or `row`.
        what: The file, fact or figure that it is about.
        message: In words.
    """

    kind: str
    what: str
    message: str


@frozen
class Verification:
    """What was recomputed from a receipt, and where it differs.

    Attributes:
        engine: On which the query was asked again.
        figures: How many numbers of the answer were compared.
        facts: How many facts were looked up, and `places` the prints of them.
        formulas: How many numbers were recomputed from the facts by their formula.
    """

    engine: str
    figures: int
    facts: int
    places: int
    formulas: int
    differences: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from gaapgraph.printable import html_table

        said = "equal" if self.is_equal else f"{len(self.differences)} differences"
        title = f"{said}: {self.figures} figures, {self.facts} facts, {self.places} places, on {self.engine}"
        return html_table(["kind", "what", "says"], [[e.kind, e.what, e.message] for e in self.differences], title)


def verify_receipt(
    receipt: Receipt, store: Store, *, engine: str = "rdflib", files: Sequence[Path] = (), limits: Limits = CHECK_LIMITS
) -> Verification:
    """Recompute a receipt from data.

    Args:
        receipt: Of an answer.
        store: The data, built from the documents anew or read from graphs.
        engine: `rdflib`, `oxigraph`, or the address of a SPARQL endpoint that holds the same reports.
        files: Documents at hand; each that bears the name of one of the receipt is held against its hash.
        limits: Of the query, which somebody else wrote; in time and memory.

    Raises:
        InputError: The query of the receipt asks another machine, the engine is none, or it gives no answer in time.
    """
    check_text(receipt.body.sparql, "the receipt's query")
    dataset = Dataset(store)
    found = [*_compare_documents(receipt, dataset, files)]
    is_same = not found  # what comes from other documents would differ everywhere
    found += [] if receipt.is_sealed else [_tell_seal()]
    if is_same:
        found += _compare_facts(receipt, dataset)
        found += _compute_apart(receipt, limits)
        others = _list_other_graphs(receipt, dataset)
        now = ask_engine(engine, store, receipt.body.sparql, others, limits=limits)
        found += _compare_rows(receipt, dataset, now, engine)
    facts = receipt.body.facts.values()
    return Verification(
        engine=engine,
        figures=receipt.figures,
        facts=len(facts),
        places=sum(len(fact.places) for fact in facts),
        formulas=sum(bool(figure.formula) for row in receipt.body.rows for figure in row.figures),
        differences=tuple(found),
    )


def _tell_seal() -> Difference:
    return Difference("seal", "digest", "the receipt was changed after it was made: its digest is another")


def _compare_documents(receipt: Receipt, dataset: Dataset, files: Sequence[Path]) -> Iterator[Difference]:
    held = {(document.file, document.sha256) for document in list_documents(dataset)}
    hashes = {digest for _, digest in held}
    at_hand = {path.name: hash_file(path) for path in files if path.is_file()}
    for document in receipt.body.documents:
        if document.sha256 not in hashes:
            other = next((digest for file, digest in held if file == document.file), None)
            now = (
                "the data have no such document: give it, or what was built of it, after the receipt"
                if other is None
                else f"it now has sha256 {other}"
            )
            yield Difference("document", document.file, f"the answer rests on sha256 {document.sha256}; {now}")
        elif at_hand.get(document.file, document.sha256) != document.sha256:
            message = f"the file beside the data has sha256 {at_hand[document.file]}, not {document.sha256}"
            yield Difference("document", document.file, message)


def _compare_facts(receipt: Receipt, dataset: Dataset) -> Iterator[Difference]:
    for iri, told in receipt.body.facts.items():
        stated = dataset.fact(iri)
        if stated is None:
            yield Difference("fact", iri, f"the documents no longer state {told.concept} for {told.period}")
            continue
        low, high = (None, None) if stated.interval is None else stated.interval
        number = stated.number
        pairs = [("lowerBound", told.lower_bound, low), ("upperBound", told.upper_bound, high)]
        pairs += [("value", told.value, number)] if number is not None else []
        for name, said, now in pairs:
            if (None if said is None else read_decimal(said)) != now:
                yield Difference("fact", iri, f"{name} of {told.concept} is {now}, the receipt says {said}")
        if number is None and told.value != (None if stated.value is None else str(stated.value)):
            yield Difference("fact", iri, f"value of {told.concept} is {stated.value}, the receipt says {told.value}")
        if stated.key != told.key or stated.about.concept != told.concept_iri:
            yield Difference("fact", iri, f"is about something else than {told.concept} for {told.period}")
        yield from _compare_places(iri, told, dataset)


def _compare_places(iri: str, told: ReceiptFact, dataset: Dataset) -> Iterator[Difference]:
    prints = {(format_place(figure.place), figure.text) for figure in dataset.figures(fact=iri)}
    for place in told.places:
        if (place.place, place.printed) not in prints:
            message = f"no longer prints {place.printed!r} at {place.place} for {told.concept}"
            yield Difference("place", place.document, message)


def _compute_apart(receipt: Receipt, limits: Limits) -> list[Difference]:
    """Return how the figures differ from their formulas, which somebody else wrote: `REPLACE` may take for ever."""
    for formula in {figure.formula for row in receipt.body.rows for figure in row.figures}:
        check_text(formula, "a formula of the receipt")

    def compute_all() -> bytes:
        return json.dumps([(each.kind, each.what, each.message) for each in _compare_formulas(receipt)]).encode()

    packed = run_bounded(compute_all, limits, "the receipt's formulas", Kind("arithmetic"))
    return [Difference(*each) for each in json.loads(packed)]


def _compare_formulas(receipt: Receipt) -> Iterator[Difference]:
    """Compute each figure from the facts of the receipt, which were held against the documents before."""
    for row in receipt.body.rows:
        for figure in row.figures:
            if not figure.formula:
                continue
            values = {name: _read_input(receipt, figure, name) for name in figure.inputs}
            now = _evaluate(Reader(list(scan_tokens(figure.formula))).read(), values)
            told = read_decimal(figure.value)
            if told is None or not same_term(now, told):
                yield Difference("formula", _name_row(row.shown, figure.column), f"is {now}, not {figure.value}")


def _read_input(receipt: Receipt, figure: ReceiptFigure, name: str) -> Value:
    given = figure.inputs[name]
    fact = receipt.body.facts.get(given.fact or "")
    attribute = given.property.partition(":")[2]
    if fact is not None and given.fact == given.resource and attribute in _ENDS:
        text = getattr(fact, _ENDS[attribute])
        return None if text is None else read_decimal(text)
    return read_decimal(given.value) if read_decimal(given.value) is not None else given.value


def _evaluate(expression: Expression, values: Mapping[str, Value]) -> Value:
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Variable):
        return values.get(expression.name)
    assert isinstance(expression, Operation)
    return compute(expression.name, [_evaluate(part, values) for part in expression.parts])


def _compare_rows(
    receipt: Receipt, dataset: Dataset, given: Sequence[Mapping[str, str]], engine: str
) -> Iterator[Difference]:
    columns = list(receipt.body.columns)
    now = [_shape(row, columns) for row in given]
    for row in receipt.body.rows:
        told = _shape(row.cells, columns)
        match = next((each for each in now if _same_row(told, each)), None)
        if match is not None:
            now.remove(match)
            continue
        near = min(
            now, key=lambda each: sum(not _same_cell(*pair) for pair in zip(told, each, strict=True)), default=None
        )
        yield Difference("row", _name_row(row.shown, ""), _describe_row(columns, told, near))
    if len(_list_reports(dataset)) == len(receipt.body.documents):
        for more in now:
            cells = ", ".join(cell for cell in more if cell is not None)
            yield Difference("row", cells[:200], f"{engine} gives this row, which the receipt lacks")


def _list_reports(dataset: Dataset) -> list[str]:
    return dataset.instances(GG.Report)


def _list_other_graphs(receipt: Receipt, dataset: Dataset) -> frozenset[str]:
    """Return the graphs of reports that no figure of the receipt rests on."""
    if not receipt.body.facts:
        return frozenset()
    behind = {document.report for document in receipt.body.documents}
    return frozenset(_list_reports(dataset)) - behind


def _shape(cells: Mapping[str, str], columns: Sequence[str]) -> list[str | None]:
    return [cells.get(name) for name in columns]


def _same_row(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    return all(_same_cell(*pair) for pair in zip(one, other, strict=True))


def _same_cell(one: str | None, other: str | None) -> bool:
    if one == other or one is None or other is None:
        return one == other
    left, right = _read_number(one), _read_number(other)
    return left is not None and right is not None and same_term(left, right)


def _read_number(term: str) -> Decimal | None:
    """Return the number that a literal is, as N-Triples writes it."""
    text, mark, kind = term.rpartition('"^^<')
    return read_decimal(text[1:]) if mark and kind.endswith(("#decimal>", "#integer>")) else None


def _describe_row(columns: Sequence[str], told: Sequence[str | None], near: Sequence[str | None] | None) -> str:
    if near is None:
        return "no row is like it"
    differing = [
        f"{name} is {now if now is not None else 'empty'}, not {said if said is not None else 'empty'}"
        for name, said, now in zip(columns, told, near, strict=True)
        if not _same_cell(said, now)
    ]
    return "; ".join(differing)


def _name_row(shown: Mapping[str, str], column: str) -> str:
    names = [shown[name] for name in ("entity", "period", "concept", "figure") if name in shown]
    return ", ".join([*names, *filter(None, [column])]) or ", ".join(list(shown.values())[:3])


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    require_file(path)
    try:
        return digest_file(path)
    except OSError as exc:
        raise InputError(f"cannot be read ({exc.strerror})", where=str(path), mend="give a file") from exc

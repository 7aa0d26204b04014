"""A receipt as a value and as JSON: what was asked, what was answered, and what stands behind each figure."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import read_input, real_path

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "FORM",
    "Receipt",
    "ReceiptBody",
    "ReceiptDocument",
    "ReceiptFact",
    "ReceiptFigure",
    "ReceiptInput",
    "ReceiptPlace",
    "ReceiptRow",
]

FORM: Final = "https://w3id.org/gaapgraph/receipt/1"
_LARGEST = 200_000_000  # bytes
_Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )


class ReceiptPlace(_Part):
    """Where a document prints a fact; `place` is as `gaapgraph explain` takes it."""

    document: str
    place: str
    printed: str
    label: str = ""
    head: str = ""
    mapping: str = ""
    confidence: str = ""


class ReceiptFact(_Part):
    """A fact that was counted, with all its places, the one from which it has its value first."""

    key: str
    report: str
    concept: str
    concept_iri: str
    label: str = ""
    period: str = ""
    unit: str = ""
    dimensions: dict[str, str] = {}
    value: str | None
    lower_bound: str | None = None
    upper_bound: str | None = None
    decimals: int | None = None
    approximate: bool = False
    places: list[ReceiptPlace] = []


class ReceiptInput(_Part):
    """What a variable of a formula stands for: a property of a resource, and the fact that it belongs to."""

    resource: str
    property: str
    fact: str | None = None
    value: str


class ReceiptFigure(_Part):
    """A number of the answer.

    Attributes:
        formula: Arithmetic over the variables of `inputs`, as SPARQL writes it; empty where nothing shows it.
        definition: The formula of the ontology that the column has, where it has one.
    """

    column: str
    value: str
    formula: str = ""
    definition: str = ""
    inputs: dict[str, ReceiptInput] = {}


class ReceiptRow(_Part):
    """A row of the answer: its terms as N-Triples writes them, and what stands behind its numbers."""

    cells: dict[str, str]
    shown: dict[str, str]
    figures: list[ReceiptFigure]


class ReceiptDocument(_Part):
    """A document from which a fact comes."""

    file: str
    sha256: str
    media_type: str = ""
    report: str
    issued: str = ""
    taxonomy_versions: list[str] = []


class ReceiptBody(_Part):
    """All that a receipt says, but for its digest."""

    form: Literal["https://w3id.org/gaapgraph/receipt/1"] = Field(default=FORM, alias="receipt")
    question: str
    title: str
    parameters: dict[str, list[str]] = {}
    sparql: str
    columns: dict[str, str]
    versions: dict[str, str]
    documents: list[ReceiptDocument]
    rows: list[ReceiptRow]
    facts: dict[str, ReceiptFact]


@frozen
class Receipt:
    """A receipt with the digest that seals it.

    Attributes:
        body: What it says.
        digest: SHA-256 of the body as JSON with sorted keys and without white space, in hexadecimal.
    """

    body: ReceiptBody
    digest: str

    @classmethod
    def seal(cls, body: ReceiptBody) -> Receipt:
        """Return a receipt that says so."""
        return cls(body, digest_body(body))

    @classmethod
    def read(cls, path: str | Path) -> Receipt:
        """Read a receipt from a file.

        Raises:
            SourceError: The file cannot be had.
            InputError: It is no receipt.
        """
        path = Path(path)
        try:
            text = read_input(path, _LARGEST).decode()
        except UnicodeDecodeError as exc:
            raise InputError("is no receipt", where=str(path), mend="give the file of ask --receipt") from exc
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, where: str = "receipt") -> Receipt:
        """Read a receipt from its JSON.

        Raises:
            InputError: It is no receipt.
        """
        try:
            found = json.loads(text)
            digest = found.pop("digest")
            body = ReceiptBody.model_validate(found)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError) as exc:
            mend = "give the file that gaapgraph ask --receipt wrote"
            raise InputError("is no receipt", where=where, mend=mend) from exc
        return cls(body, str(digest))

    @property
    def is_sealed(self) -> bool:
        """Whether the digest is that of what the receipt says: nothing in it was changed."""
        return self.digest == digest_body(self.body)

    @property
    def figures(self) -> int:
        """How many numbers the answer has."""
        return sum(len(row.figures) for row in self.body.rows)

    def to_json(self) -> str:
        """Return the receipt as JSON, the same for the same answer."""
        return json.dumps(_dump(self.body) | {"digest": self.digest}, ensure_ascii=False, indent=1) + "\n"

    def write(self, path: str | Path, *, guard: Callable[[Path], None] | None = None) -> None:
        """Write the receipt to a file; only another receipt is replaced.

        Raises:
            OutputError: The file cannot be written, or something else stands there.
        """
        from gaapgraph.write import only, replace_whole
        from gaapgraph.write.kind import is_json

        refuse = only(is_json("receipt", "question"), "no receipt") if guard is None else guard
        with replace_whole(real_path(Path(path)), refuse) as part:
            part.write_bytes(self.to_json().encode())

    def _repr_html_(self) -> str:
        """Return what a notebook shows: each figure with its formula, and the prints behind it."""
        from gaapgraph.printable import html_table

        rows = []
        for row in self.body.rows:
            for figure in row.figures:
                facts = [self.body.facts[each.fact] for each in figure.inputs.values() if each.fact]
                prints = [f"{fact.places[0].place}: {fact.places[0].printed}" for fact in facts if fact.places]
                rows.append([figure.column, figure.value, figure.formula, "; ".join(dict.fromkeys(prints))])
        return html_table(["column", "value", "formula", "printed"], rows, f"{self.body.title}: sealed {self.digest}")


def _dump(body: ReceiptBody) -> dict[str, object]:
    return body.model_dump(mode="json", by_alias=True)


def digest_body(body: ReceiptBody) -> str:
    """Return the digest of what a receipt says."""
    text = json.dumps(_dump(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "replace")).hexdigest()

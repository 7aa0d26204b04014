"""A folder for bulk loaders: gzipped N-Quads in parts of one graph each, with its name beside, a list, and VoID."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, serialize

from gaapgraph.errors import OutputError
from gaapgraph.input_file import real_path
from gaapgraph.store.content import list_contents
from gaapgraph.store.void_description import describe_dataset
from gaapgraph.write import replace_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaapgraph.store.content import GraphContent

__all__ = ["write_bulk_folder"]

_PART = 1_000_000  # statements of one file
_GZIP = 31  # what zlib calls a gzip
_PREFIXES = {
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
}
_LIST, _MARK = "parts.json", "gaapgraph"


def write_bulk_folder(store: Store, output: Path, part: int = _PART) -> list[str]:
    """Write all graphs of a store as parts of gzipped N-Quads; a folder that was written so is replaced whole.

    Beside each part `NAME.graph` holds the name of its graph, as Virtuoso's `ld_dir` wants it. `parts.json` lists the
    parts with their counts and checksums; `void.ttl` describes the data. The same data give the same bytes.

    Args:
        store: The data.
        output: The folder.
        part: How many statements a part has at most.

    Returns:
        The names of the parts.

    Raises:
        OutputError: It cannot be written, or something else stands there.
        InputError: Statements belong to no graph.
    """
    contents = list_contents(store)
    with replace_whole(real_path(output), _refuse_other) as folder:
        folder.mkdir()
        parts = [
            each for number, content in enumerate(contents, 1) for each in _write_graph(folder, number, content, part)
        ]
        listed = {"generator": _MARK, "parts": parts, "triples": sum(each.count for each in contents)}
        (folder / _LIST).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
        (folder / "void.ttl").write_bytes(_describe(contents))
    return [str(each["file"]) for each in parts]


def _write_graph(folder: Path, number: int, content: GraphContent, most: int) -> Iterator[dict[str, object]]:
    lines = sorted(f"{each.subject} {each.predicate} {each.object} <{content.graph}> .\n" for each in content.quads)
    for index, start in enumerate(range(0, len(lines), most), 1):
        name = f"{number:04}-{index:04}.nq.gz"
        part = lines[start : start + most]
        packer = zlib.compressobj(9, wbits=_GZIP)  # whose head has no time and no name
        packed = b"".join(packer.compress(each.encode("utf-8", "replace")) for each in part) + packer.flush()
        (folder / name).write_bytes(packed)
        (folder / f"{name}.graph").write_text(content.graph, encoding="utf-8")
        digest = sha256(packed).hexdigest()
        yield {"file": name, "graph": content.graph, "triples": len(part), "sha256": digest}


def _describe(contents: list[GraphContent]) -> bytes:
    merged = Store()
    for content in contents:
        merged.bulk_extend(content.quads)
        merged.update(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{content.graph}> {{ ?s ?p ?o }} }}")
    described = sorted(describe_dataset(merged, [each.graph for each in contents]), key=str)
    return serialize(described, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def _refuse_other(path: Path) -> None:
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    try:
        is_ours = json.loads((path / _LIST).read_bytes())["generator"] == _MARK
    except (OSError, ValueError, KeyError, TypeError):
        is_ours = False
    if not is_ours:
        mend = "give another path, or move it away"
        raise OutputError("exists and is no folder for bulk loaders of gaapgraph", where=str(path), mend=mend)

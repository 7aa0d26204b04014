"""Both engines give the same results on all of the release: focus node, shape, severity and value.

Rules that do arithmetic are also run without their last filter: then every binding is a result, also those that hold,
and its message is the verdict. So engines agree on what was evaluated, not only on what was found. pySHACL takes some
minutes over it, so these tests run with `-m slow`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from gaapgraph import read, resource
from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.shacl.term import SH
from gaapgraph.validation.knowledge import shape_files, with_knowledge
from gaapgraph.write import write_quads

RELEASE = Path(__file__).parents[2] / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
FAMILIES = [path.stem for path in shape_files() if path.stem != "prefixes"]
FINDS = {"presentation", "translation", "derived", "occurrence"}
BINDINGS = {"calculation": 175, "derived": 289, "occurrence": 626, "roll-forward": 13, "translation": 192}
FILTER, VERDICT = "FILTER (!?consistent)", Literal("{?consistent}")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def release() -> Store:
    if not RELEASE.exists():
        pytest.skip("iij-fy2008-release.txt stands outside the project and is absent")
    store = Store()
    store.bulk_load("".join(write_quads(read(RELEASE))).encode(), RdfFormat.N_QUADS)
    return with_knowledge(store)


def read_family(family: str) -> ShapesGraph:
    return load_shapes([resource.shapes() / f"{family}.ttl", resource.shapes() / "prefixes.ttl"])


def without_filter(shapes: ShapesGraph) -> ShapesGraph:
    """Return the rules that do arithmetic so that each binding is a result, with the verdict as its message."""
    triples = []
    for triple in shapes.graph.triples:
        text = triple.object.value if isinstance(triple.object, Literal) else ""
        if triple.predicate.value == SH.select and FILTER in text:
            whole = text.replace(FILTER, "").replace("?exact\n", "?exact ?consistent\n", 1)
            triples.append(Triple(triple.subject, triple.predicate, Literal(whole)))
            triples.append(Triple(triple.subject, NamedNode(SH.message), VERDICT))
        elif triple.predicate.value != SH.message:
            triples.append(triple)
    return load_shapes(triples)


def run_both(data: Store, shapes: ShapesGraph) -> list[set[tuple[str, ...]]]:
    found = []
    for engine in ENGINES:
        outcome = validate(data, shapes, engine)
        assert not outcome.not_evaluated
        found.append(
            {
                (str(r.focus_node), str(r.source_shape), r.severity, str(r.value), *(m.value for m in r.messages))
                for r in outcome.results
            }
        )
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_engines_find_the_same(release: Store, family: str) -> None:
    fast, slow = ({result[:4] for result in found} for found in run_both(release, read_family(family)))
    assert fast == slow
    assert bool(fast) == (family in FINDS)


@pytest.mark.parametrize("family", BINDINGS)
def test_engines_evaluate_the_same_bindings_to_the_same_verdict(release: Store, family: str) -> None:
    fast, slow = run_both(release, without_filter(read_family(family)))
    assert fast == slow
    assert len(fast) == BINDINGS[family]
    assert {verdict for *_, verdict in fast} <= {"true", "false"}

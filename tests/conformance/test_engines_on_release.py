"""Both engines give the same results on all of the release: focus node, shape, severity and value.

Rules that do arithmetic are also evaluated by formula from their operands, every binding of them, also those that hold:
the verdicts are the same. pySHACL takes some minutes over it, so these tests run with `-m slow`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph import read, resource
from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.knowledge import shape_files, with_knowledge
from gaapgraph.validation.rule import evaluate, find_rules
from gaapgraph.write import write_quads

RELEASE = Path(__file__).parents[2] / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
FAMILIES = [path.stem for path in shape_files() if "sh:target" in path.read_text("utf-8")]  # the rest finds nothing
FINDS = {"presentation", "translation", "derived", "occurrence"}
BINDINGS = {"calculation": 175, "derived": 289, "occurrence": 626, "roll-forward": 13, "translation": 192}
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
def test_operands_give_the_verdicts_of_the_engines(release: Store, family: str) -> None:
    """The rows that `gg:operands` returns, computed by formula, break where `sh:select` has a result."""
    shapes = read_family(family)
    figures = load_figures(release)
    bindings = [binding for rule in find_rules(shapes) for binding in evaluate(release, rule, figures)]
    assert len(bindings) == BINDINGS[family]
    broken = {(f"<{one.focus}>", f"<{one.rule}>", f"<{one.value}>") for one in bindings if not one.ok}
    results = validate(release, shapes).results
    assert broken == {(str(r.focus_node), str(r.source_shape), str(r.value)) for r in results}

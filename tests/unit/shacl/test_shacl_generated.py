"""Both engines find the injected faults of the benchmark's generated facts, and the same results."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.shacl import ValidationResult, load_shapes, validate

FOLDER = Path(__file__).parents[3] / "benchmarks" / "shacl"


def generated(count: int, folder: Path) -> Store:
    spec = importlib.util.spec_from_file_location("generate", FOLDER / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write(count, folder / "facts.nt")
    store = Store()
    store.bulk_load(path=str(folder / "facts.nt"), format=RdfFormat.N_TRIPLES)
    return store


def found(validation: ValidationResult) -> Counter[tuple[str, ...]]:
    assert not validation.not_evaluated
    assert not validation.handed_on
    return Counter(
        (str(r.focus_node), str(r.source_shape), r.component, r.severity, str(r.value)) for r in validation.results
    )


def test_every_injected_fault_is_found_and_nothing_else(tmp_path: Path) -> None:
    store = generated(2_500, tmp_path)
    assert len(validate(store, load_shapes(FOLDER / "core.ttl")).results) == 80
    for file in ("rules.ttl", "rules-one-pattern.ttl"):
        assert len(validate(store, load_shapes(FOLDER / file)).results) == 20


@pytest.mark.parametrize(("count", "file"), [(2_500, "core.ttl"), (100, "rules.ttl"), (100, "rules-one-pattern.ttl")])
def test_engines_agree_on_generated_facts(count: int, file: str, tmp_path: Path) -> None:
    store, shapes = generated(count, tmp_path), load_shapes(FOLDER / file)
    fast = found(validate(store, shapes))
    assert fast
    assert fast == found(validate(store, shapes, "pyshacl"))

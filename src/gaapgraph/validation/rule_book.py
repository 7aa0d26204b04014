"""Shapes and the rules of arithmetic among them; those that are shipped are read once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.shacl import load_shapes
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.validation.rule import find_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gaapgraph.shacl import ShapesGraph
    from gaapgraph.validation.rule import Rule

__all__ = ["RuleBook", "read_rule_book"]


@frozen
class RuleBook:
    """What a check goes by.

    Attributes:
        shapes: All of them.
        rules: Those that do arithmetic, in the order of their codes.
        arithmetic: IRIs of the shapes that state these rules.
        rest: The shapes graph in which the shapes of the rules have no targets.
    """

    shapes: ShapesGraph
    rules: tuple[Rule, ...]
    arithmetic: frozenset[str]
    rest: ShapesGraph


def read_rule_book(paths: Sequence[Path] | None = None) -> RuleBook:
    """Return the rules of some files or folders of shapes, by default of those that are shipped.

    Raises:
        SourceError: A file cannot be opened.
        ReadError: A file is not RDF.
        InputError: The shapes cannot be used.
    """
    if paths:
        return _make(load_shapes(list(paths)))
    states = ((path, path.stat()) for path in shape_files())
    return _read_shipped(tuple((path, state.st_mtime_ns, state.st_size) for path, state in states))


@lru_cache(maxsize=1)
def _read_shipped(files: tuple[tuple[Path, int, int], ...]) -> RuleBook:
    """Return the rules of files as they were last written, each with its time in nanoseconds and its size in bytes."""
    return _make(load_shapes([path for path, _, _ in files]))


def _make(shapes: ShapesGraph) -> RuleBook:
    rules = tuple(find_rules(shapes))
    arithmetic = frozenset(rule.shape for rule in rules)
    return RuleBook(shapes, rules, arithmetic, shapes.without(arithmetic))

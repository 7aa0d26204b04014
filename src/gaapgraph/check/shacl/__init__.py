"""SHACL: shapes compiled to SPARQL and run on the embedded store, or handed to pySHACL."""

from gaapgraph.check.shacl.compile import Compilation, CompiledConstraint, HandedOn, compile_shapes
from gaapgraph.check.shacl.engine import ENGINES, validate
from gaapgraph.check.shacl.load import load_shapes
from gaapgraph.check.shacl.report import write_report
from gaapgraph.check.shacl.result import NotEvaluated, Result, Run, ValidationResult
from gaapgraph.check.shacl.shape import Constraint, Shape, ShapesGraph

__all__ = [
    "ENGINES",
    "Compilation",
    "CompiledConstraint",
    "Constraint",
    "HandedOn",
    "NotEvaluated",
    "Result",
    "Run",
    "Shape",
    "ShapesGraph",
    "ValidationResult",
    "compile_shapes",
    "load_shapes",
    "validate",
    "write_report",
]

"""SHACL: shapes compiled to SPARQL and run on the embedded store, or handed to pySHACL."""

from gaapgraph.shacl.compilation import Compilation, CompiledConstraint, HandedOn, compile_shapes
from gaapgraph.shacl.engine import ENGINES, validate
from gaapgraph.shacl.shape import Constraint, Shape, ShapesGraph
from gaapgraph.shacl.shapes_file import load_shapes
from gaapgraph.shacl.validation_report import report_triples, write_report
from gaapgraph.shacl.validation_result import NotEvaluated, Result, Run, Untold, ValidationResult

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
    "Untold",
    "ValidationResult",
    "compile_shapes",
    "load_shapes",
    "report_triples",
    "validate",
    "write_report",
]

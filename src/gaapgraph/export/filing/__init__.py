"""Reports in the forms of XBRL and its Open Information Model, from any graph in our vocabulary."""

from gaapgraph.export.filing.filed_report import FiledFact, FiledNote, FiledReport, FiledUnit, list_filed
from gaapgraph.export.filing.qualified_name import QualifiedName, QualifiedNames

__all__ = ["FiledFact", "FiledNote", "FiledReport", "FiledUnit", "QualifiedName", "QualifiedNames", "list_filed"]

"""The version of the package: said by the command line, the workbook and the graphs, and taken by the wheel."""

__all__ = ["__version__"]

__version__ = "0.1.0"

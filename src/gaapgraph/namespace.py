"""Closed namespaces: a typing mistake in a term fails at once; and those of RDF itself."""

from __future__ import annotations

__all__ = ["RDF", "XSD", "ClosedNamespace"]


class ClosedNamespace:
    """A namespace IRI with the only local names that may be used in it."""

    def __init__(self, iri: str, names: str) -> None:
        self.iri = iri
        self._names = frozenset(names.split())

    def __getattr__(self, name: str) -> str:
        """Return the full IRI of a term; an unknown term is an error of the program."""
        if name.startswith("__") or name.rstrip("_") not in self._names:
            raise AttributeError(f"no term {name!r} in {self.iri}")
        found = self.iri + name.rstrip("_")
        self.__dict__[name] = found  # so that it is looked up without this method from now on
        return found

    def __contains__(self, name: str) -> bool:
        """Say whether the namespace has a term of this local name."""
        return name in self._names

    def __iter__(self) -> object:
        """Iterate over the local names in alphabetical order."""
        return iter(sorted(self._names))


RDF = ClosedNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type Property")
XSD = ClosedNamespace(
    "http://www.w3.org/2001/XMLSchema#",
    "decimal integer string date boolean dateTime anyURI gMonthDay duration QName time",
)

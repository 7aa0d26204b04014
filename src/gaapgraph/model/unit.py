"""Units of measure (OIM unit core dimension)."""

from __future__ import annotations

from functools import lru_cache

from gaapgraph.frozen_class import frozen
from gaapgraph.iri import digest, mint_iri
from gaapgraph.vocabulary import BASE, GG, ISO4217, XBRLI

__all__ = ["PURE", "SHARES", "Unit", "count_unit", "currency_unit"]


_MOST = 20  # measures that an IRI spells out


@frozen(order=True)
class Unit:
    """Measures multiplied together, over measures multiplied together; each an IRI."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the unit's IRI, `JPY` or `JPY-per-shares`; a digest for foreign measures."""
        return _slug(self.numerator, self.denominator)

    @property
    def is_power(self) -> bool:
        """Whether a measure is multiplied by itself, as in square metres."""
        return any(len(set(measures)) < len(measures) for measures in (self.numerator, self.denominator))

    @property
    def factors(self) -> str:
        """All measures in full, as often as they stand there: those of the denominator follow a slash.

        >>> Unit(("m:m", "m:m"), ("m:s",)).factors
        'm:m m:m / m:s'
        """
        return " / ".join(" ".join(measures) for measures in (self.numerator, self.denominator) if measures)

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code in the numerator, or None."""
        for measure in self.numerator:
            if measure.startswith(ISO4217):
                return measure[len(ISO4217) :]
        return None

    def per(self, measure: str) -> Unit:
        """Return this unit divided by a measure."""
        return Unit(self.numerator, (*self.denominator, measure))

    def iri(self, base: str = BASE) -> str:
        """Return the unit's IRI."""
        return mint_iri("unit", self.slug, base=base)

    def __str__(self) -> str:
        """Return the unit as people write it, `JPY / shares`."""
        top = " × ".join(_local(measure) for measure in self.numerator)
        return " / ".join([top, *(_local(measure) for measure in self.denominator)])


@lru_cache(maxsize=4096)
def _slug(numerator: tuple[str, ...], denominator: tuple[str, ...]) -> str:
    measures = numerator + denominator
    if len(measures) > _MOST or not all(measure.startswith((ISO4217, XBRLI.iri, GG.iri)) for measure in measures):
        return digest(["/".join(numerator), "/".join(denominator)])
    top = "-".join(_local(measure) for measure in numerator)
    return top + "".join(f"-per-{_local(measure)}" for measure in denominator)


def _local(measure: str) -> str:
    """Return the name of a measure in one of the known namespaces, or the whole IRI of a foreign one."""
    for namespace in (ISO4217, XBRLI.iri, GG.iri):
        if measure.startswith(namespace):
            return measure.removeprefix(namespace)
    return measure


PURE = Unit((XBRLI.pure,))
SHARES = Unit((XBRLI.shares,))


def currency_unit(code: str) -> Unit:
    """Return the unit of an ISO 4217 currency code."""
    return Unit((ISO4217 + code,))


def count_unit(name: str) -> Unit:
    """Return one of the vocabulary's own units of counting, such as `contracts`."""
    return Unit((getattr(GG, name),))

"""Units of XBRL: measures multiplied and divided (XBRL 2.1 §4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import Unit
from gaapgraph.reader.xbrl.context import XBRLI_NAMESPACE
from gaapgraph.reader.xbrl.expanded_name import resolve_name
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["WITHOUT_PREFIX", "read_unit"]

WITHOUT_PREFIX = "has no prefix, and is taken for XBRL's own"

_MEASURE = f"{{{XBRLI_NAMESPACE}}}measure"
_OWN = {"shares": XBRLI.shares, "pure": XBRLI.pure}


def read_unit(element: _Element, problems: list[str]) -> Unit | None:
    """Return the unit of a `unit` element; None where it has no measure, or one whose prefix is not declared.

    Args:
        element: `xbrli:unit`, of an instance or of the resources of inline XBRL.
        problems: Gets what could not be understood, each a sentence without its full stop.
    """
    top = _read_measures(element.findall(_MEASURE), problems)
    bottom: tuple[str, ...] = ()
    divide = element.find(f"{{{XBRLI_NAMESPACE}}}divide")
    if divide is not None:
        top = _read_measures(divide.findall(f"{{*}}unitNumerator/{_MEASURE}"), problems)
        bottom = _read_measures(divide.findall(f"{{*}}unitDenominator/{_MEASURE}"), problems)
    if not top:
        problems.append("it has no measure that can be understood")
        return None
    return Unit(top, bottom)


def _read_measures(elements: list[_Element], problems: list[str]) -> tuple[str, ...]:
    found = []
    for element in elements:
        text = (element.text or "").strip()
        name = resolve_name(text, element)
        if name is None:
            problems.append(f"the prefix of its measure {text[:60]!r} is not declared")
        elif not name.namespace and name.local in _OWN:
            found.append(_OWN[name.local])  # filings of 2009 write `shares` where no namespace is the default
            problems.append(f"its measure {name.local!r} {WITHOUT_PREFIX}")
        else:
            found.append(name.iri)
    return tuple(sorted(found))

"""The sentences that results carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from gaapgraph.shacl.rdf_term import SHACL
from gaapgraph.shacl.shape import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaapgraph.shacl.rdf_term import Term

__all__ = ["default_message", "fill"]

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
_TEXTS = {
    "Class": "The value shall be an instance of {}",
    "Datatype": "The value shall be a well-formed literal of {}",
    "NodeKind": "The value shall be of node kind {}",
    "MinCount": "There shall be at least {} value(s)",
    "MaxCount": "There shall be at most {} value(s)",
    "QualifiedMinCount": "Too few values conform to {}",
    "QualifiedMaxCount": "Too many values conform to {}",
    "MinExclusive": "The value shall be greater than {}",
    "MinInclusive": "The value shall be at least {}",
    "MaxExclusive": "The value shall be less than {}",
    "MaxInclusive": "The value shall be at most {}",
    "MinLength": "The value shall have at least {} character(s)",
    "MaxLength": "The value shall have at most {} character(s)",
    "Pattern": "The value shall match {}",
    "LanguageIn": "The value shall be in one of the languages that the shape lists",
    "UniqueLang": "No language shall be used twice",
    "Equals": "The values shall be those of {}",
    "Disjoint": "The value shall not be a value of {}",
    "LessThan": "The value shall be less than each value of {}",
    "LessThanOrEquals": "The value shall be at most each value of {}",
    "Not": "The value shall not conform to {}",
    "And": "The value shall conform to all shapes of the list",
    "Or": "The value shall conform to at least one shape of the list",
    "Xone": "The value shall conform to exactly one shape of the list",
    "Node": "The value shall conform to {}",
    "Closed": "The property is not among those that the shape allows",
    "HasValue": "{} shall be among the values",
    "In": "The value shall be one of those that the shape lists",
}
_SAYS = {f"{SHACL}{kind}ConstraintComponent": text for kind, text in _TEXTS.items()}


def default_message(component: str, parameter: Term | None) -> Literal:
    """Return what is wrong in one sentence, for shapes that have no `sh:message`."""
    text = _SAYS.get(component, f"The constraint {component} is violated")
    return Literal(text.format("" if parameter is None else shown(parameter)))


def fill(template: Literal, bindings: Mapping[str, Term]) -> Literal:
    """Return the message with `{?name}` and `{$name}` replaced by values; unbound names stay as they are."""

    def replaced(match: re.Match[str]) -> str:
        value = bindings.get(match[1])
        return match[0] if value is None else value.value

    text = _PLACEHOLDER.sub(replaced, template.value)
    return Literal(text, language=template.language) if template.language else Literal(text)

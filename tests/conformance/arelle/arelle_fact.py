"""What Arelle reads as a fact, in a form that can be compared; the benchmark of round trips takes it from here."""

from __future__ import annotations

from decimal import Decimal
from math import isinf, isnan

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _find_language(fact) -> str:
    """Return the language that is in scope for a fact (XML 1.0 §2.12); Arelle looks no further than its parent."""
    holders = (one.get(_LANGUAGE) for one in (fact, *fact.iterancestors()))
    return next((found for found in holders if found is not None), fact.xmlLang or "")


def _find_decimals(fact) -> str | None:
    """Return decimals as stated, or what a precision means in decimals (XBRL 2.1 §4.6.6), as Arelle infers it."""
    if not fact.isNumeric or fact.decimals is not None or fact.precision is None or fact.isNil:
        return fact.decimals if fact.isNumeric else None
    from arelle.ValidateXbrlCalcs import inferredDecimals

    found = inferredDecimals(fact)
    return "INF" if isinf(found) else "unknown" if isnan(found) else str(int(found))


def _find_value(fact) -> str:
    """Return a number in one form, a name without its prefix, whatever else without white space that says nothing."""
    if hasattr(fact.xValue, "clarkNotation"):
        return str(fact.xValue.clarkNotation)
    if fact.isNumeric and fact.xValue is not None:
        try:
            return str(Decimal(str(fact.xValue)).normalize() + 0)  # no minus of zero
        except ArithmeticError:  # a text that is no number, which Arelle has said
            return str(fact.value)
    return " ".join((fact.value or "").split())


def describe_fact(fact) -> tuple[object, ...]:
    """Return all aspects of a fact."""
    context = fact.context
    if context is None:
        return ("tuple", fact.qname.clarkNotation)
    period = (str(context.startDatetime), str(context.endDatetime)) if context.isStartEndPeriod else (
        str(context.instantDatetime) if context.isInstantPeriod else "forever",
    )  # fmt: skip
    dimensions = tuple(sorted(
        (axis.clarkNotation, one.memberQname.clarkNotation if one.isExplicit else one.typedMember.stringValue.strip())
        for axis, one in context.qnameDims.items()
    ))  # fmt: skip
    unit = None if fact.unit is None else str([[one.clarkNotation for one in part] for part in fact.unit.measures])
    value = None if fact.isNil else _find_value(fact)
    is_text = not fact.isNumeric and fact.concept is not None and fact.concept.baseXbrliType == "stringItemType"
    language = _find_language(fact).lower() if is_text else None
    decimals = _find_decimals(fact)
    return (
        fact.qname.clarkNotation, context.entityIdentifier, period, dimensions, unit, decimals, value, language
    )  # fmt: skip

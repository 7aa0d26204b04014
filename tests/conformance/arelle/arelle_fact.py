"""What Arelle reads as a fact, in a form that can be compared; the benchmark of round trips takes it from here."""

from __future__ import annotations

from decimal import Decimal


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
    value = None if fact.isNil else (
        str(Decimal(str(fact.xValue)).normalize()) if fact.isNumeric and fact.xValue is not None
        else " ".join((fact.value or "").split())
    )  # fmt: skip
    is_text = not fact.isNumeric and fact.concept is not None and fact.concept.baseXbrliType == "stringItemType"
    language = (fact.xmlLang or "").lower() if is_text else None
    decimals = fact.decimals if fact.isNumeric else None
    return (
        fact.qname.clarkNotation, context.entityIdentifier, period, dimensions, unit, decimals, value, language
    )  # fmt: skip

"""Frozen values named after the Open Information Model: what a report is, without any RDF or file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.model.accuracy import bounds, canonical, infer_decimals
    from gaapgraph.model.concept import Concept, ConceptLabel, Dimensions, LabelMapping, LineItem, Member, Term
    from gaapgraph.model.correction import Correction
    from gaapgraph.model.fact import Fact, FactKey, FactLink, FactTuple, Footnote, Occurrence, Place, Proposal
    from gaapgraph.model.network import PARENT_CHILD, SUMMATION_ITEM, Arc, Hypercube, HypercubeDimension, Network
    from gaapgraph.model.oim_report import Document, Entity, Finding, Reference, Report
    from gaapgraph.model.period import (
        FOREVER,
        Duration,
        Forever,
        Instant,
        Period,
        find_year_earlier,
        month_end,
        shift_months,
    )
    from gaapgraph.model.qname import QName, namespace_iri
    from gaapgraph.model.risk import (
        Comparison,
        Event,
        Evidence,
        Exposure,
        Mention,
        Outcome,
        Relationship,
        RiskDriver,
        RiskFactor,
    )
    from gaapgraph.model.unit import PURE, SHARES, Unit, count_unit, currency_unit
    from gaapgraph.model.value import Fraction, Literal, Value

__all__ = [
    "FOREVER",
    "PARENT_CHILD",
    "PURE",
    "SHARES",
    "SUMMATION_ITEM",
    "Arc",
    "Comparison",
    "Concept",
    "ConceptLabel",
    "Correction",
    "Dimensions",
    "Document",
    "Duration",
    "Entity",
    "Event",
    "Evidence",
    "Exposure",
    "Fact",
    "FactKey",
    "FactLink",
    "FactTuple",
    "Finding",
    "Footnote",
    "Forever",
    "Fraction",
    "Hypercube",
    "HypercubeDimension",
    "Instant",
    "LabelMapping",
    "LineItem",
    "Literal",
    "Member",
    "Mention",
    "Network",
    "Occurrence",
    "Outcome",
    "Period",
    "Place",
    "Proposal",
    "QName",
    "Reference",
    "Relationship",
    "Report",
    "RiskDriver",
    "RiskFactor",
    "Term",
    "Unit",
    "Value",
    "bounds",
    "canonical",
    "count_unit",
    "currency_unit",
    "find_year_earlier",
    "infer_decimals",
    "month_end",
    "namespace_iri",
    "shift_months",
]

_HOMES = {
    "Arc": "network",
    "Comparison": "risk",
    "Concept": "concept",
    "ConceptLabel": "concept",
    "Correction": "correction",
    "Dimensions": "concept",
    "Document": "oim_report",
    "Duration": "period",
    "Entity": "oim_report",
    "Event": "risk",
    "Evidence": "risk",
    "Exposure": "risk",
    "FOREVER": "period",
    "Fact": "fact",
    "FactKey": "fact",
    "FactLink": "fact",
    "FactTuple": "fact",
    "Finding": "oim_report",
    "Footnote": "fact",
    "Forever": "period",
    "Fraction": "value",
    "Hypercube": "network",
    "HypercubeDimension": "network",
    "Instant": "period",
    "LabelMapping": "concept",
    "LineItem": "concept",
    "Literal": "value",
    "Member": "concept",
    "Mention": "risk",
    "Network": "network",
    "Occurrence": "fact",
    "Outcome": "risk",
    "PARENT_CHILD": "network",
    "PURE": "unit",
    "Period": "period",
    "Place": "fact",
    "Proposal": "fact",
    "QName": "qname",
    "Reference": "oim_report",
    "Relationship": "risk",
    "Report": "oim_report",
    "RiskDriver": "risk",
    "RiskFactor": "risk",
    "SHARES": "unit",
    "SUMMATION_ITEM": "network",
    "Term": "concept",
    "Unit": "unit",
    "Value": "value",
    "bounds": "accuracy",
    "canonical": "accuracy",
    "count_unit": "unit",
    "currency_unit": "unit",
    "find_year_earlier": "period",
    "infer_decimals": "accuracy",
    "month_end": "period",
    "namespace_iri": "qname",
    "shift_months": "period",
}


def __getattr__(name: str) -> object:
    """Import a name from its module when it is first asked for: no command needs them all."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

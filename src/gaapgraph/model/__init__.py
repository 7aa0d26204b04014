"""Frozen values named after the Open Information Model: what a report is, without any RDF or file."""

from gaapgraph.model.accuracy import bounds, canonical
from gaapgraph.model.concept import Concept, ConceptLabel, Dimensions, LabelMapping, LineItem, Member, Term
from gaapgraph.model.fact import Fact, FactKey, Footnote, Occurrence, Place, Proposal
from gaapgraph.model.network import PARENT_CHILD, SUMMATION_ITEM, Arc, Hypercube, HypercubeDimension, Network
from gaapgraph.model.oim_report import Document, Entity, Finding, Report
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
from gaapgraph.model.value import Literal, Value

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
    "Dimensions",
    "Document",
    "Duration",
    "Entity",
    "Event",
    "Evidence",
    "Exposure",
    "Fact",
    "FactKey",
    "Finding",
    "Footnote",
    "Forever",
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
    "month_end",
    "shift_months",
]

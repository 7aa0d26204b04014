"""Frozen values named after the Open Information Model: what a report is, without any RDF or file."""

from gaapgraph.model.accuracy import bounds, canonical
from gaapgraph.model.concept import Concept, LabelMapping, LineItem, Member, Term
from gaapgraph.model.fact import Fact, FactKey, Occurrence, Place
from gaapgraph.model.network import PARENT_CHILD, SUMMATION_ITEM, Arc, Network
from gaapgraph.model.oim_report import Document, Entity, Finding, Report
from gaapgraph.model.period import Duration, Instant, Period, find_year_earlier, month_end, shift_months
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

__all__ = [
    "PARENT_CHILD",
    "PURE",
    "SHARES",
    "SUMMATION_ITEM",
    "Arc",
    "Comparison",
    "Concept",
    "Document",
    "Duration",
    "Entity",
    "Event",
    "Evidence",
    "Exposure",
    "Fact",
    "FactKey",
    "Finding",
    "Instant",
    "LabelMapping",
    "LineItem",
    "Member",
    "Mention",
    "Network",
    "Occurrence",
    "Outcome",
    "Period",
    "Place",
    "Relationship",
    "Report",
    "RiskDriver",
    "RiskFactor",
    "Term",
    "Unit",
    "bounds",
    "canonical",
    "count_unit",
    "currency_unit",
    "find_year_earlier",
    "month_end",
    "shift_months",
]

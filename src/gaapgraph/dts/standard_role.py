"""The roles and arcroles that XBRL 2.1 defines, and which elements they are for (§5.1.3, table 8)."""

from __future__ import annotations

__all__ = [
    "ARCS_OF",
    "LINK",
    "LINKS_OF",
    "PARTS_OF",
    "STANDARD",
    "TO_RESOURCES",
    "find_standard_roles",
    "is_standard_role",
]

LINK = "http://www.xbrl.org/2003/linkbase"
STANDARD = "http://www.xbrl.org/2003/"
_LABELS = (
    "label terseLabel verboseLabel positiveLabel positiveTerseLabel positiveVerboseLabel negativeLabel "
    "negativeTerseLabel negativeVerboseLabel zeroLabel zeroTerseLabel zeroVerboseLabel totalLabel periodStartLabel "
    "periodEndLabel documentation definitionGuidance disclosureGuidance presentationGuidance measurementGuidance "
    "commentaryGuidance exampleGuidance"
)
_REFERENCES = (
    "reference definitionRef disclosureRef mandatoryDisclosureRef recommendedDisclosureRef unspecifiedDisclosureRef "
    "presentationRef measurementRef commentaryRef exampleRef"
)
_LINKS = ("presentationLink", "calculationLink", "definitionLink", "labelLink", "referenceLink", "footnoteLink")
_ROLES = {
    "label": frozenset(f"{STANDARD}role/{name}" for name in _LABELS.split()),
    "reference": frozenset(f"{STANDARD}role/{name}" for name in _REFERENCES.split()),
    "footnote": frozenset({f"{STANDARD}role/footnote"}),
} | dict.fromkeys(_LINKS, frozenset({f"{STANDARD}role/link"}))

# arcrole → the element of its arcs
ARCS_OF = {
    f"{STANDARD}arcrole/{name}": arc
    for name, arc in (
        ("parent-child", "presentationArc"),
        ("summation-item", "calculationArc"),
        ("concept-label", "labelArc"),
        ("concept-reference", "referenceArc"),
        ("general-special", "definitionArc"),
        ("essence-alias", "definitionArc"),
        ("similar-tuples", "definitionArc"),
        ("requires-element", "definitionArc"),
        ("fact-footnote", "footnoteArc"),
    )
}
TO_RESOURCES = (f"{STANDARD}arcrole/concept-label", f"{STANDARD}arcrole/concept-reference")
# role of a linkbaseRef → the only kind of standard link that its linkbase may hold
LINKS_OF = {
    f"{STANDARD}role/{name}LinkbaseRef": f"{name}Link"
    for name in ("presentation", "calculation", "definition", "label", "reference")
}
# element of a link → the elements of XBRL 2.1 that it may hold (§5.2)
PARTS_OF = {
    link: frozenset({"documentation", "loc", f"{link.removesuffix('Link')}Arc", *resources})
    for link, resources in (
        ("presentationLink", ()),
        ("calculationLink", ()),
        ("definitionLink", ()),
        ("labelLink", ("label",)),
        ("referenceLink", ("reference",)),
        ("footnoteLink", ("footnote",)),
    )
}


def find_standard_roles(element: str) -> frozenset[str]:
    """Return the roles that XBRL 2.1 defines for an element of its linkbases, by local name; empty for all others."""
    return _ROLES.get(element, frozenset())


def is_standard_role(role: str) -> bool:
    """Say whether XBRL 2.1 defines a role for any element."""
    return any(role in roles for roles in _ROLES.values())

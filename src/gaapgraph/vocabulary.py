"""The terms that gaapgraph writes and reads, as closed namespaces: a typing mistake fails at once."""

from __future__ import annotations

from gaapgraph.namespace import RDF, XSD, ClosedNamespace

__all__ = [
    "BASE",
    "DCTERMS",
    "DEI",
    "GG",
    "ISO4217",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SKOS",
    "SRT",
    "US_GAAP",
    "VANN",
    "XBRLI",
    "XSD",
    "ClosedNamespace",
    "expand_curie",
    "shorten_iri",
]

BASE = "https://w3id.org/gaapgraph/"


GG = ClosedNamespace(
    BASE + "ns#",
    """
    Report Document Fact Occurrence Finding Period Instant Duration Unit Entity Concept Dimension Member
    Network Arc LineItem Derivation Operand Measure Mapping Event
    Tuple tuple Reference referenceKind href FactLink linkSource linkTarget fractionNumerator fractionDenominator
    typedDomain contextElement publishedArcrole segment scenario exactPeriod
    Proposal proposal rank table row supersededBy Forever Footnote footnoteRole text ConceptLabel labelled labelRole
    Hypercube HypercubeDimension hypercube primaryItem isClosed isExcluded hypercubeAxis hypercubeMember
    defaultMember memberDatatype accuracy unknown
    report entity document taxonomyVersion fileName sha256 mediaType
    concept period unit value decimals lowerBound upperBound language approximate isNil dimensionCount key lineItem
    comparativePeriod translationOf exchangeRate event openingInstant
    fact line column valueColumn offset table row printedText printedValue printedPeriod printedConcept xpath elementId
    label headLabel labelLine mapping inPrimaryStatement copyOf baseItem comparativeItem currentPeriod dimensionKey
    closingInstant yearEarlier numeratorCount denominatorCount
    RiskFactor RiskDriver Exposure Relationship Organization CorporateGroup GovernmentBody Exchange Person
    category bearsOn risk driver effect basis partOf subject relationshipRole object share since until precision
    participant
    Mention mentioned
    Comparison earlierFigure laterFigure comparability
    Outcome Hindsight Passage earlierReport laterReport hindsight outcome evidence exposure currentFact comparativeFact
    Tally tally evaluated passed
    result derivation part numeratorPart denominatorPart relativePeriod samePeriod family
    isSubtotal isRolledForward wholeConcept
    formula operands required quantity alternative factor cause reading restsOnConcepts judgesLabel judgesTagging
    Diagnosis CheckResult diagnosis conforms rule correction expected reported difference tolerance alsoBroken
    code severity message occurrence
    Correction scope correctedPart correctedTo readBefore reason proposesConcepts
    date startDate endDate numerator denominator factors scheme identifier denotes
    periodType balance dataType anchor measureOf measure standardLabel abstract
    networkRole arcrole network source target weight order preferredLabel
    growth change shareOfRevenue shareOfAssets ratio
    contracts bitPerSecond machines ADS entities persons segments months years
    CounterpartyAxis RecordDateAxis
    Profile namespacePrefix namespaceIri fiscalYearEnd fiscalYearNamedAfter start end
    functionalCurrency convenienceCurrency exchangeRateSource adsPerShare
    mappingJustification confidence comment mappingContext mappingDimensions mappingSign mappingPeriod
    """,
)
RDFS = ClosedNamespace("http://www.w3.org/2000/01/rdf-schema#", "label comment seeAlso isDefinedBy subClassOf")
OWL = ClosedNamespace("http://www.w3.org/2002/07/owl#", "Class Ontology sameAs deprecated versionInfo")
SKOS = ClosedNamespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept prefLabel altLabel notation exactMatch closeMatch broadMatch narrowMatch relatedMatch inScheme definition "
    "note",
)
DCTERMS = ClosedNamespace(
    "http://purl.org/dc/terms/",
    "issued title source creator created identifier conformsTo license replaces isReplacedBy isVersionOf",
)
PROV = ClosedNamespace(
    "http://www.w3.org/ns/prov#",
    "wasDerivedFrom wasGeneratedBy wasAttributedTo hadPrimarySource Entity Activity SoftwareAgent",
)
VANN = ClosedNamespace("http://purl.org/vocab/vann/", "preferredNamespacePrefix preferredNamespaceUri")
XBRLI = ClosedNamespace("http://www.xbrl.org/2003/instance#", "shares pure")
ISO4217 = "http://www.xbrl.org/2003/iso4217#"
US_GAAP = BASE + "us-gaap/"
SRT = BASE + "srt/"
DEI = BASE + "dei/"

PREFIXES = {
    "gg": GG.iri,
    "us-gaap": US_GAAP,
    "srt": SRT,
    "dei": DEI,
    "iso4217": ISO4217,
    "xbrli": XBRLI.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "dcterms": DCTERMS.iri,
    "prov": PROV.iri,
}


def expand_curie(curie: str, prefixes: dict[str, str] | None = None) -> str:
    """Return the IRI that a compact name such as `us-gaap:Revenues` stands for.

    Raises:
        KeyError: The prefix is in neither `prefixes` nor the project's own list.

    >>> expand_curie("us-gaap:Revenues")
    'https://w3id.org/gaapgraph/us-gaap/Revenues'
    """
    if curie.startswith(("http://", "https://")):
        return curie
    prefix, _, local = curie.partition(":")
    if prefixes is not None and prefix in prefixes:
        return prefixes[prefix] + local
    return PREFIXES[prefix] + local


def shorten_iri(iri: str, prefixes: dict[str, str] | None = None) -> str:
    """Return the compact name of an IRI, or the IRI itself where no prefix fits.

    >>> shorten_iri("https://w3id.org/gaapgraph/us-gaap/Revenues")
    'us-gaap:Revenues'
    """
    namespaces = PREFIXES if prefixes is None else {**PREFIXES, **prefixes}
    best = ""
    name = iri
    for prefix, namespace in namespaces.items():
        if iri.startswith(namespace) and len(namespace) > len(best):
            best, name = namespace, f"{prefix}:{iri[len(namespace) :]}"
    return name

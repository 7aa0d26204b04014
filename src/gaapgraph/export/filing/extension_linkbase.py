"""The linkbases of an extension taxonomy: labels, presentation, calculation, definition (XBRL 2.1 §5.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gaapgraph.export.filing.extension_schema import Role, find_fragment, name_schema, show_marked
from gaapgraph.export.filing.extension_taxonomy import Element
from gaapgraph.export.filing.instance_document import LINK, XLINK, XML
from gaapgraph.export.filing.partial_sum import Bindings
from gaapgraph.export.filing.standard_schema import find_schema, list_prefixes
from gaapgraph.iri import digest, upper_camel
from gaapgraph.model import PARENT_CHILD, ConceptLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from gaapgraph.export.filing.extension_taxonomy import Extension
    from gaapgraph.export.filing.qualified_name import QualifiedName
    from gaapgraph.model import LineItem, Network

__all__ = ["LinkArc", "Linkbases", "build_linkbases"]

_CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
_DIM = "http://xbrl.org/int/dim/arcrole/"
_CALCULATION_11 = "https://xbrl.org/2023/arcrole/summation-item"
_ARCROLES = {_CALCULATION_11: "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"}
_ARCROLES |= {
    f"{_DIM}{name}": f"http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}"
    for name in ("all", "hypercube-dimension", "dimension-domain", "dimension-default", "domain-member")
}
_LABELS = {"total": "http://www.xbrl.org/2003/role/totalLabel"}
_SUMMATIONS = (_CALCULATION_11, "http://www.xbrl.org/2003/arcrole/summation-item")
OTHER_CALCULATIONS = "sums over dimensions or of one concept, which a calculation linkbase cannot state"
PARTIAL_CALCULATIONS = (
    "sums left out of the calculation linkbase: XBRL would apply them where only some items are reported"
)


class LinkArc(NamedTuple):
    """An arc between two terms; attributes are those of its element."""

    arcrole: str
    source: QualifiedName
    target: QualifiedName
    order: str = "1"
    attributes: tuple[tuple[str, str], ...] = ()


class Linkbases(NamedTuple):
    """Linkbases by file name, with the roles that they use."""

    files: dict[str, bytes]
    roles: list[Role]


def build_linkbases(extension: Extension, stem: str) -> Linkbases:
    """Return the linkbases of a taxonomy; tables and domains that they need are declared on the way.

    Args:
        extension: What the taxonomy declares; it gains the tables, domains and headings of the definition linkbase.
        stem: How the names of its files begin.
    """
    roles: dict[str, Role] = {}
    bindings = Bindings(extension.filed.facts)
    links: dict[str, dict[str, list[LinkArc]]] = {"presentation": {}, "calculation": {}, "definition": {}}
    for network in extension.filed.report.networks:
        if not network.arcs:
            continue
        role = roles.get(network.role) or _make_role(network, roles)
        if network.arcrole in _SUMMATIONS:
            arcs, kind = list(_sum(network, extension, bindings)), "calculation"
        elif network.arcrole == PARENT_CHILD:
            arcs, kind = list(_present(network, role, extension)), "presentation"
        else:
            continue
        if arcs:
            roles[role.iri] = role
            links[kind].setdefault(role.iri, []).extend(arcs)
    _add_rest(extension, roles, links["presentation"])
    for network in extension.filed.report.networks:
        if network.role in roles and network.role not in links["definition"]:
            arcs = list(_define(network.role, roles[network.role], extension))
            if arcs:
                links["definition"][network.role] = arcs
    files = {f"{stem}_lab.xml": _write_labels(extension, stem)}
    for kind, ending in (("presentation", "pre"), ("calculation", "cal"), ("definition", "def")):
        if links[kind]:
            files[f"{stem}_{ending}.xml"] = _write_links(kind, links[kind], roles, extension, stem)
    return Linkbases(files, list(roles.values()))


def _make_role(network: Network, roles: dict[str, Role]) -> Role:
    name = upper_camel(network.title) if network.title else f"Role{digest([network.role], 8)}"
    taken = {role.name for role in roles.values()}
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}{number}"
    return Role(network.role, network.title or network.role, found)


def _sum(network: Network, extension: Extension, bindings: Bindings) -> Iterator[LinkArc]:
    """Yield the arcs of a calculation whose ends have the same dimensions: XBRL adds within these alone."""
    sums: dict[QualifiedName, dict[QualifiedName, tuple[Decimal, str]]] = {}
    for arc in network.arcs:
        source, target = (extension.filed.names.name(item.concept) for item in (arc.source, arc.target))
        if arc.source.dimensions != arc.target.dimensions or source == target:
            extension.filed.remarks[OTHER_CALCULATIONS] += 1
            continue
        weight = Decimal(1) if arc.weight is None else Decimal(arc.weight)
        sums.setdefault(source, {}).setdefault(target, (weight, str(arc.order)))
    for source, items in sums.items():
        if bindings.is_partly_wrong(source, {item: weight for item, (weight, _) in items.items()}):
            extension.filed.remarks[PARTIAL_CALCULATIONS] += 1
            continue
        for target, (weight, order) in items.items():
            yield LinkArc(network.arcrole, source, target, order, (("weight", f"{weight:f}"),))


def _present(network: Network, role: Role, extension: Extension) -> Iterator[LinkArc]:
    """Yield the arcs of a presentation; a line with dimensions stands under its concept as its members."""
    below: dict[QualifiedName, set[QualifiedName]] = {}
    seen: set[tuple[QualifiedName, QualifiedName, str | None]] = set()
    heading = extension.declare(
        Element(name=extension.own(f"{role.name}Abstract"), kind="heading"), ConceptLabel(f"{role.title} [Abstract]")
    )
    targets = {arc.target for arc in network.arcs}
    roots = dict.fromkeys(arc.source for arc in network.arcs if arc.source not in targets)
    for number, root in enumerate(roots):
        yield LinkArc(PARENT_CHILD, heading, _show(root, None, extension), str(number))
    for arc in network.arcs:
        source = _show(arc.source, None, extension)
        target = _show(arc.target, arc.source, extension)
        if len(roots) == 1 and arc.source in roots and _is_item(source, extension) and source != target:
            # a statement whose first line stands for its heading, as tables of releases have no other
            source = heading if target.local == extension.filed.names.name(arc.target.concept).local else source
        role_of_label = _LABELS.get(arc.preferred_label or "", arc.preferred_label)
        edge = (source, target, role_of_label)
        if edge in seen or source in _reach(target, below):
            continue
        seen.add(edge)
        below.setdefault(source, set()).add(target)
        if role_of_label:
            extension.name_as(target, role_of_label)
        label = (("preferredLabel", role_of_label),) if role_of_label else ()
        yield LinkArc(PARENT_CHILD, source, target, str(arc.order), label)


def _is_item(name: QualifiedName, extension: Extension) -> bool:
    """Say whether a term is one that facts report."""
    return any(fact.concept == name for fact in extension.filed.facts)


def _show(item: LineItem, above: LineItem | None, extension: Extension) -> QualifiedName:
    names = extension.filed.names
    if above is not None and above.concept == item.concept:
        new = [member for axis, member in item.members if (axis, member) not in above.members]
        if new:
            return names.name(new[-1])
    return names.name(item.concept)


def _reach(start: QualifiedName, below: dict[QualifiedName, set[QualifiedName]]) -> set[QualifiedName]:
    found, open_ = set(), [start]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            open_ += below.get(one, ())
    return found


def _add_rest(extension: Extension, roles: dict[str, Role], links: dict[str, list[LinkArc]]) -> None:
    """Present what no statement has under a heading of its own, so that all that is reported is presented."""
    shown = {name for arcs in links.values() for arc in arcs for name in (arc.source, arc.target)}
    rest = dict.fromkeys(fact.concept for fact in extension.filed.facts if fact.concept not in shown)
    if not rest:
        return
    iri = f"{extension.filed.report.iri}/role/other"
    roles[iri] = Role(iri, "Other figures", "OtherFigures")
    heading = extension.declare(Element(name=extension.own("OtherFiguresAbstract"), kind="heading"))
    links[iri] = [LinkArc(PARENT_CHILD, heading, one, str(number)) for number, one in enumerate(rest, 1)]


def _define(iri: str, role: Role, extension: Extension) -> Iterator[LinkArc]:
    """Yield the hypercube of a role: its concepts, and the dimensions that their facts have."""
    names = extension.filed.names
    networks = [one for one in extension.filed.report.networks if one.role == iri]
    concepts = dict.fromkeys(
        names.name(item.concept) for one in networks for arc in one.arcs for item in (arc.source, arc.target)
    )
    used = dict.fromkeys(
        axis for fact in extension.filed.facts if fact.concept in concepts for axis, _ in fact.dimensions
    )
    if not used:
        return
    lines = extension.declare(Element(name=extension.own(f"{role.name}LineItems"), kind="heading"))
    table = extension.declare(Element(name=extension.own(f"{role.name}Table"), kind="table"))
    container = (("{http://xbrl.org/2005/xbrldt}contextElement", "segment"),)
    yield LinkArc(f"{_DIM}all", lines, table, "1", container)
    for number, axis in enumerate(sorted(used), 1):
        yield LinkArc(f"{_DIM}hypercube-dimension", table, axis, str(number))
        members = sorted(extension.axes[axis])
        if axis in extension.domains:
            continue
        domain = extension.own(f"{axis.local.removesuffix('Axis')}Domain")
        extension.declare(Element(name=domain, kind="member", data_type="domainItemType"))
        yield LinkArc(f"{_DIM}dimension-domain", axis, domain)
        yield LinkArc(f"{_DIM}dimension-default", axis, domain)
        for place, member in enumerate(members, 1):
            yield LinkArc(f"{_DIM}domain-member", domain, member, str(place))
    for number, concept in enumerate(concepts, 1):
        yield LinkArc(f"{_DIM}domain-member", lines, concept, str(number))


def _write_links(
    kind: str, links: dict[str, list[LinkArc]], roles: dict[str, Role], extension: Extension, stem: str
) -> bytes:
    root = etree.Element(
        f"{{{LINK}}}linkbase", nsmap={"link": LINK, "xlink": XLINK, "xbrldt": "http://xbrl.org/2005/xbrldt"}
    )
    entry = name_schema(extension.namespace, extension, stem)
    places = _find_places(extension, stem)
    for iri in links:
        reference = etree.SubElement(root, f"{{{LINK}}}roleRef", roleURI=iri)
        _mark(reference, "simple", href=f"{entry}#{roles[iri].name}")
    for arcrole in dict.fromkeys(arc.arcrole for arcs in links.values() for arc in arcs if arc.arcrole in _ARCROLES):
        reference = etree.SubElement(root, f"{{{LINK}}}arcroleRef", arcroleURI=arcrole)
        _mark(reference, "simple", href=_ARCROLES[arcrole])
    for iri, arcs in links.items():
        for group in _part(arcs):
            _write_link(root, kind, iri, group, places)
    return _print(root)


def _part(arcs: Sequence[LinkArc]) -> list[list[LinkArc]]:
    """Return arcs in groups in which no two have the same ends, as XLink wants it of a link (XBRL 2.1 §3.5.3.9)."""
    groups: list[tuple[set[tuple[QualifiedName, QualifiedName]], list[LinkArc]]] = []
    for arc in arcs:
        ends = (arc.source, arc.target)
        group = next((one for one in groups if ends not in one[0]), None)
        if group is None:
            groups.append(({ends}, [arc]))
        else:
            group[0].add(ends)
            group[1].append(arc)
    return [found for _, found in groups]


def _write_link(
    root: Any, kind: str, role: str, arcs: Sequence[LinkArc], places: Callable[[QualifiedName], str]
) -> None:
    link = etree.SubElement(root, f"{{{LINK}}}{kind}Link")
    _mark(link, "extended", role=role)
    _locate(link, (name for arc in arcs for name in (arc.source, arc.target)), places)
    for arc in arcs:
        element = etree.SubElement(link, f"{{{LINK}}}{kind}Arc", order=arc.order)
        ends = {"from": _label(arc.source), "to": _label(arc.target)}
        _mark(element, "arc", arcrole=arc.arcrole, **ends)
        for name, value in arc.attributes:
            element.set(name, value)


def _write_labels(extension: Extension, stem: str) -> bytes:
    root = etree.Element(f"{{{LINK}}}linkbase", nsmap={"link": LINK, "xlink": XLINK})
    link = etree.SubElement(root, f"{{{LINK}}}labelLink")
    _mark(link, "extended", role="http://www.xbrl.org/2003/role/link")
    _locate(link, extension.labels, _find_places(extension, stem))
    for name, labels in extension.labels.items():
        for number, label in enumerate(labels, 1):
            resource = f"label_{_label(name)}_{number}"
            element = etree.SubElement(link, f"{{{LINK}}}label")
            _mark(element, "resource", label=resource, role=label.role)
            element.set(f"{{{XML}}}lang", label.language)
            element.text = label.text
            ends = {"from": _label(name), "to": resource}
            _mark(etree.SubElement(link, f"{{{LINK}}}labelArc"), "arc", arcrole=_CONCEPT_LABEL, **ends)
    return _print(root)


def _locate(link: Any, names: Iterable[QualifiedName], places: Callable[[QualifiedName], str]) -> None:
    for name in dict.fromkeys(names):
        _mark(etree.SubElement(link, f"{{{LINK}}}loc"), "locator", href=places(name), label=_label(name))


def _find_places(extension: Extension, stem: str) -> Callable[[QualifiedName], str]:
    """Return what tells where a term is declared: publishers give an element the id `prefix_Name`, as we do."""

    def find(name: QualifiedName) -> str:
        published = find_schema(name.namespace)
        if published is not None:
            return f"{published}#{list_prefixes()[name.namespace]}_{name.local}"
        return f"{name_schema(name.namespace, extension, stem)}#{find_fragment(extension.elements[name])}"

    return find


def _label(name: QualifiedName) -> str:
    return f"{name.prefix}_{name.local}"


def _mark(element: Any, kind: str, **attributes: str) -> None:
    element.set(f"{{{XLINK}}}type", kind)
    for name, value in attributes.items():
        element.set(f"{{{XLINK}}}{name}", value)


def _print(root: Any) -> bytes:
    return show_marked(root)

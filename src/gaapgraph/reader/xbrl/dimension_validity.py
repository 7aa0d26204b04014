"""Whether the dimensions of contexts and facts are those that the taxonomy allows (Dimensions 1.0 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.dts import DimensionSets
from gaapgraph.model import Finding, Literal
from gaapgraph.reader.xbrl.context import NIL, XML_LITERAL
from gaapgraph.reader.xbrl.typed_value import read_typed
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts import Cube, Declaration, Taxonomy
    from gaapgraph.model import QName
    from gaapgraph.reader.xbrl.context import ReportedContext
    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["find_dimension_errors"]

_CODE = "GG-READ-XBRL-DIMENSION"
_OTHER = {"segment": GG.segment, "scenario": GG.scenario}


def find_dimension_errors(reported: ReportedFacts, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Yield what Dimensions 1.0 does not allow; of axes and members whose schema is not at hand nothing is said.

    Nor are facts judged where any part of the taxonomy is missing, since hypercubes may stand in it.
    """
    judge = _Judge(reported, taxonomy)
    for context in reported.contexts.values():
        for problem in judge.judge_context(context):
            yield Finding(_CODE, "violation", context.place, f"Context {context.id!r}: {problem}.")
    verdicts: dict[tuple[QName, str], bool] = {}
    for item in reported.items if not taxonomy.missing else ():
        used = reported.contexts.get(item.context)
        if used is None:
            continue
        key = (item.concept, item.context)
        if key not in verdicts:
            verdicts[key] = judge.is_valid(item.concept, used)
        if not verdicts[key]:
            message = f"{item.concept.local} in context {item.context!r} is valid in none of its hypercubes."
            yield Finding(_CODE, "violation", item.place, message)


class _Judge:
    """Judges contexts and facts by one taxonomy."""

    def __init__(self, reported: ReportedFacts, taxonomy: Taxonomy) -> None:
        self._names, self._taxonomy, self._sets = reported.names, taxonomy, DimensionSets(taxonomy)

    def judge_context(self, context: ReportedContext) -> Iterator[str]:
        """Yield what is wrong with the dimensions of a context, each a sentence without its full stop."""
        domains = dict(context.typed_domains)
        for axis_iri, member in context.dimensions:
            axis = self._names.name(axis_iri)
            declared = None if axis is None else self._taxonomy.declarations.get(axis)
            if axis is None or (declared is None and not self._is_complete):
                continue
            if declared is None or declared.kind != "dimension":
                yield f"{axis.local} is no dimension"
            elif isinstance(member, Literal):
                problem = self._judge_typed(declared, member, domains.get(axis_iri))
                if problem is not None:
                    yield problem
            else:
                yield from self._judge_explicit(declared, self._names.name(member))

    def is_valid(self, concept: QName, context: ReportedContext) -> bool:
        """Say whether a fact satisfies all hypercubes of its concept in one role; one without hypercubes is valid."""
        by_role = self._sets.cubes_by_concept.get(concept)
        if not by_role:
            return True
        return any(all(self._holds(cube, context) for cube in cubes) for cubes in by_role.values())

    @property
    def _is_complete(self) -> bool:
        return not self._taxonomy.missing

    def _judge_explicit(self, axis: Declaration, member: QName | None) -> Iterator[str]:
        if axis.typed_domain_ref is not None:
            yield f"the member of {axis.name.local} is a name, and the dimension is typed"
        elif member is not None and self._sets.defaults.get(axis.name) == member:
            yield f"{member.local} is the default of {axis.name.local}, and is meant by leaving it out"
        elif member is not None and self._is_complete and self._taxonomy.find(member) is None:
            yield f"the member {member.local} of {axis.name.local} is no element of the taxonomy"

    def _judge_typed(self, axis: Declaration, member: Literal, domain: QName | None) -> str | None:
        if axis.typed_domain_ref is None:
            return f"the member of {axis.name.local} is typed, and the dimension is not"
        if axis.typed_domain is not None and domain is not None and domain != axis.typed_domain:
            return f"the member of {axis.name.local} is a {domain.local}, and is to be a {axis.typed_domain.local}"
        name = domain or axis.typed_domain  # OIM does not name the element
        declared = None if name is None else self._taxonomy.declarations.get(name)
        if declared is None or member.datatype == NIL:
            return None
        if member.datatype == XML_LITERAL:
            is_simple = bool(declared.base_type) and not declared.base_type.startswith("any")
            return f"the member of {axis.name.local} holds elements where a value is due" if is_simple else None
        _, problem = read_typed(member.lexical, declared.base_type)
        return None if problem is None else f"the member of {axis.name.local}: {problem}"

    def _holds(self, cube: Cube, context: ReportedContext) -> bool:
        containers = dict(context.containers)
        own = {
            axis: member
            for axis, member in context.dimensions
            if containers.get(axis) in (cube.container, None) and axis != GG.exactPeriod
        }
        other = own.pop(_OTHER.get(cube.container, ""), None)
        matches = not (cube.is_closed and other is not None)
        for dimension in cube.dimensions:
            axis = self._names.iri(dimension.axis)
            member = own.pop(axis, None)
            matches = matches and self._allows(cube, dimension.axis, member)
        if cube.is_closed and own:
            matches = False
        return matches != cube.is_excluded

    def _allows(self, cube: Cube, axis: QName, member: str | Literal | None) -> bool:
        dimension = next(one for one in cube.dimensions if one.axis == axis)
        if dimension.is_typed:
            return isinstance(member, Literal)
        if isinstance(member, Literal):
            return False
        name = self._sets.defaults.get(axis) if member is None else self._names.name(member)
        return name is not None and name in dimension.members

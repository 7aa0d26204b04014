"""A fact of OIM as an item of a context, so that all syntaxes are put together alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import PURE, Finding, Literal, Place, QName
from gaapgraph.reader.oim.short_name import expand_name, read_oim_moments, read_oim_period, read_oim_unit
from gaapgraph.reader.xbrl.context import NIL, ReportedContext, name_entity
from gaapgraph.reader.xbrl.expanded_name import NameBook
from gaapgraph.reader.xbrl.reported import ReportedFacts, ReportedItem, ReportedLink, ReportedNote
from gaapgraph.reader.xbrl.typed_value import is_numeric_type
from gaapgraph.vocabulary import GG, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaapgraph.dts import Declaration

__all__ = ["OimFacts"]

_CORE = frozenset({"concept", "entity", "period", "unit", "language", "noteId"})
_NOTE = QName("https://xbrl.org/2021", "note")
_PURE = "xbrli:pure"


class OimFacts:
    """Collects facts of one OIM report.

    Args:
        namespaces: By prefix.
        find: What is known of a concept, or None.
    """

    def __init__(self, namespaces: Mapping[str, str], links: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
        self.reported = ReportedFacts(names=NameBook())
        self.reported.names.learn({prefix: namespaces[prefix] for prefix in namespaces})
        self._namespaces = namespaces
        self._link_types, self._link_groups = links
        self._notes: dict[str, tuple[str, str]] = {}
        self._linked: dict[tuple[str, str, str], list[str]] = {}
        self._contexts: dict[tuple[object, ...], str] = {}

    def add(self, fact: Mapping[str, object], name: str, place: Place, known: Declaration | None = None) -> None:
        """Add one fact; what cannot be understood of it becomes a finding, and the fact stays if it has a concept.

        Raises:
            ValueError: It has no concept that can be understood.
        """
        dimensions = fact.get("dimensions")
        if not isinstance(dimensions, dict):
            raise ValueError("it has no dimensions")
        concept = expand_name(str(dimensions.get("concept")), self._namespaces)
        value = fact.get("value")
        if not isinstance(value, str | None):
            raise ValueError("its value is no string")
        text = value
        if concept == _NOTE:
            self._notes[name] = (text or "", str(dimensions.get("language") or "en"))
            return
        decimals = fact.get("decimals")
        is_typed = known is not None and bool(known.base_type)
        is_number = is_numeric_type(known.base_type) if known is not None and is_typed else decimals is not None
        unit = self._add_unit(dimensions.get("unit"), place, is_number=is_number)
        self.reported.items.append(
            ReportedItem(
                concept=concept,
                context=self._add_context(dimensions, place),
                place=place,
                text=text,
                unit=unit,
                decimals=_show_decimals(decimals, is_exact=unit is not None and text is not None),
                language=str(dimensions["language"]) if dimensions.get("language") else None,
            )
        )
        self._judge_value(text, dimensions, known, place)
        self._add_links(fact, name)

    @property
    def notes(self) -> set[str]:
        """The ids of the notes so far."""
        return set(self._notes)

    def _judge_value(
        self, text: str | None, dimensions: Mapping[str, object], known: Declaration | None, place: Place
    ) -> None:
        if known is None or not known.base_type:
            return
        if dimensions.get("language") is not None and not known.is_text:
            self.note(place, f"{known.name.local} is no text, and has a language")
        if known.base_type == "QNameItemType" and text is not None:
            prefix, colon, _ = text.strip().partition(":")
            if colon and prefix not in self._namespaces:
                self.note(place, f"The prefix of {text.strip()[:60]!r} is not among the namespaces")

    def finish(self) -> ReportedFacts:
        """Return all facts, with the footnotes that they are linked to."""
        for (link_type, group, target), sources in self._linked.items():
            if target in self._notes:
                text, language = self._notes[target]
                self.reported.notes.append(
                    ReportedNote(
                        text=text,
                        elements=tuple(sources),
                        language=language,
                        role=self._link_groups.get(group, group),
                        arcrole=self._link_types.get(link_type, link_type),
                    )
                )
        self._finish_links()
        return self.reported

    def _finish_links(self) -> None:
        """Add the links between facts."""
        facts = {item.place.element_id for item in self.reported.items}
        found: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
        for (link_type, group, target), sources in self._linked.items():
            if target in facts:
                found.setdefault((link_type, group, tuple(sources)), []).append(target)
        for (link_type, group, starts), targets in found.items():
            role, arcrole = self._link_groups.get(group, group), self._link_types.get(link_type, link_type)
            self.reported.links.append(ReportedLink(starts, tuple(targets), role, arcrole))

    def note(self, place: Place, reason: str) -> None:
        """Note what could not be understood."""
        self.reported.findings.append(Finding("GG-READ-XBRL-INVALID", "violation", place, f"{reason}."))

    def _add_links(self, fact: Mapping[str, object], name: str) -> None:
        links = fact.get("links")
        for link_type, groups in (links if isinstance(links, dict) else {}).items():
            for group, targets in (groups if isinstance(groups, dict) else {}).items():
                for target in targets if isinstance(targets, list) else []:
                    self._linked.setdefault((str(link_type), str(group), str(target)), []).append(name)

    def _add_unit(self, text: object, place: Place, *, is_number: bool) -> str | None:
        if text is None:
            if not is_number:
                return None
            self.reported.units[_PURE] = PURE
            return _PURE
        name = str(text)
        if name not in self.reported.units:
            try:
                self.reported.units[name] = read_oim_unit(name, self._namespaces)
            except ValueError as exc:
                self.note(place, f"The unit {name[:60]!r} cannot be understood ({exc})")
        return name

    def _add_context(self, dimensions: Mapping[str, object], place: Place) -> str:
        own = {axis: member for axis, member in dimensions.items() if axis not in _CORE}
        key = (
            *(None if (value := dimensions.get(name)) is None else str(value) for name in ("entity", "period")),
            *sorted((a, str(m), m is None) for a, m in own.items()),
        )
        if key not in self._contexts:
            name = f"c{len(self._contexts) + 1}"
            try:
                self.reported.contexts[name] = self._read_context(name, dimensions, own)
            except ValueError as exc:
                self.note(place, f"The fact's entity, period or dimensions cannot be understood: {exc}")
            self._contexts[key] = name
        return self._contexts[key]

    def _read_context(self, name: str, dimensions: Mapping[str, object], own: Mapping[str, object]) -> ReportedContext:
        entity, period = dimensions.get("entity"), dimensions.get("period")
        scheme, _, identifier = str(entity or "").partition(":")
        members = []
        for axis, member in own.items():
            axis_iri = self.reported.names.iri(expand_name(axis, self._namespaces))
            members.append((axis_iri, self._read_member(member)))
        moments = read_oim_moments(None if period is None else str(period))
        if moments is not None:
            members.append((GG.exactPeriod, Literal(moments, XSD.string)))
        return ReportedContext(
            id=name,
            entity=name_entity(self._namespaces.get(scheme, scheme), identifier),
            period=read_oim_period(None if period is None else str(period)),
            dimensions=tuple(sorted(members)),
        )

    def _read_member(self, member: object) -> str | Literal:
        """Return an explicit member, which is a name with a known prefix, or the value of a typed one."""
        if member is None:
            return Literal("", NIL)
        text = str(member)
        try:
            return self.reported.names.iri(expand_name(text, self._namespaces))
        except ValueError:
            return Literal(text, XSD.string)


def _show_decimals(decimals: object, *, is_exact: bool) -> str | None:
    """Return decimals as XBRL 2.1 writes them: a number without any is exact."""
    if decimals is None:
        return "INF" if is_exact else None
    return str(decimals)

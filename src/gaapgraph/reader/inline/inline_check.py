"""What Inline XBRL 1.1 demands of pages and sets beyond what their facts need: one function for each demand.

Each yields the element that is wrong, and a sentence without its full stop that names the clause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gaapgraph.reader.inline.inline_text import read_text
from gaapgraph.reader.inline.inline_value import is_nil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from gaapgraph.reader.inline.inline_page import InlinePage

__all__ = ["check_page", "check_set"]

Problem = tuple["_Element", str]
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_FACTS = ("nonFraction", "nonNumeric", "fraction")
_CONTINUED = ("nonNumeric", "footnote", "continuation")
_PARTS = ("footnote", "continuation", "exclude", "header", "hidden", "references", "resources", "relationship")
_NAMES = frozenset({*_FACTS, "tuple", *_PARTS, "numerator", "denominator"})
_REPEATED = frozenset({"id", "target"})  # attributes of references that no other one may give differently
_BOOLEANS = ("true", "false", "1", "0")


def check_page(page: InlinePage) -> Iterator[Problem]:
    """Yield what is wrong within one page."""
    for check in _PAGE_CHECKS:
        yield from check(page)


def check_set(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    """Yield what is wrong of the set as a whole, with its page."""
    for check in _SET_CHECKS:
        yield from check(pages)


def _check_elements(page: InlinePage) -> Iterator[Problem]:
    for element in page.root.iter(f"{page.prefix}*"):
        name = element.tag.removeprefix(page.prefix)
        if name not in _NAMES:
            yield element, f"inline XBRL has no element {name[:60]!r}"


def _check_numbers(page: InlinePage) -> Iterator[Problem]:
    for element in _iterate(page, "nonFraction"):
        if element.get("unitRef") is None:
            yield element, "it has no unit (§10.1.1)"
        has_both = element.get("decimals") is not None and element.get("precision") is not None
        has_none = element.get("decimals") is None and element.get("precision") is None
        if is_nil(element):
            if element.get("decimals") is not None or element.get("precision") is not None:
                yield element, "it is nil and has an accuracy (§10.1.2)"
        elif has_both or has_none:
            yield element, f"it has {'both' if has_both else 'neither'} decimals and precision (§10.1.2)"
        yield from _check_nested(page, element)


def _check_nested(page: InlinePage, element: _Element) -> Iterator[Problem]:
    """Yield what is wrong of the content: text, or one nested figure that agrees in unit, scale and format."""
    children = list(element)
    if not children:
        if is_nil(element) and (element.text or "").strip():
            yield element, "it is nil and has text (§10.1.2)"
        return
    beside = "".join([element.text or "", *(one.tail or "" for one in children)]).strip()
    inner = children[0]
    if len(children) > 1 or beside or inner.tag != element.tag:
        yield element, "it holds something else than text or one figure (§10.1.2)"
        return
    for attribute, default in (("unitRef", ""), ("scale", "0"), ("format", ""), ("sign", "")):
        if element.get(attribute, default) != inner.get(attribute, default) and attribute != "sign":
            yield inner, f"its {attribute} is not that of the figure around it (§10.1.2)"
    if is_nil(inner) or is_nil(element):
        yield inner, "a figure in a figure is not nil, nor is the one around it (§10.1.2)"


def _check_fractions(page: InlinePage) -> Iterator[Problem]:
    for element in _iterate(page, "fraction"):
        found = element.iter(f"{page.prefix}numerator", f"{page.prefix}denominator")
        terms = [one.tag.removeprefix(page.prefix) for one in found]
        if element.get("unitRef") is None:
            yield element, "it has no unit (§7.1.2)"
        if is_nil(element):
            if terms:
                yield element, "it is nil and has a numerator or denominator (§7.1.3)"
        elif sorted(terms) != ["denominator", "numerator"]:
            yield element, "it has not one numerator and one denominator (§7.1.3)"
        for inner in element.iterchildren(f"{page.prefix}fraction"):
            if inner.get("unitRef") != element.get("unitRef"):
                yield inner, "its unitRef is not that of the fraction around it (§7.1.3)"
            if is_nil(inner):
                yield inner, "a fraction in a fraction is not nil (§7.1.3)"
    for element in _iterate(page, "numerator", "denominator"):
        if next(element.iterancestors(f"{page.prefix}fraction"), None) is None:
            yield element, "it stands in no fraction (§7.1.1)"


def _check_words(page: InlinePage) -> Iterator[Problem]:
    for element in _iterate(page, "nonNumeric"):
        escape = element.get("escape")
        if escape is not None and escape.strip() not in _BOOLEANS:
            yield element, f"its escape {escape[:20]!r} is neither true nor false (§11.1.1)"
        if is_nil(element) and (read_text([element]).strip() or element.get("continuedAt")):
            yield element, "it is nil and has content (§11.1.2)"


def _check_exclusions(page: InlinePage) -> Iterator[Problem]:
    around = tuple(page.prefix + name for name in _CONTINUED)
    for element in _iterate(page, "exclude"):
        if next(element.iterancestors(*around), None) is None:
            yield element, "it stands in nothing that it could be excluded from (§5.1.1)"


def _check_header(page: InlinePage) -> Iterator[Problem]:
    for element in _iterate(page, "header"):
        if any(one.tag.endswith("}head") for one in element.iterancestors()):
            yield element, "it stands in the head of the page (§8.1.1)"
        for name in ("hidden", "resources"):
            if len(list(element.iterchildren(page.prefix + name))) > 1:
                yield element, f"it has more than one {name} (§8.1.1)"
    for element in _iterate(page, "hidden", "references", "resources"):
        parent = element.getparent()
        if parent is None or parent.tag != f"{page.prefix}header":
            yield element, "it does not stand in a header (§8.1.1)"
    for element in _iterate(page, "relationship"):
        parent = element.getparent()
        if parent is None or parent.tag != f"{page.prefix}resources":
            yield element, "it does not stand in resources (§14.1.1)"


def _check_hidden(page: InlinePage) -> Iterator[Problem]:
    allowed = {page.prefix + name for name in (*_FACTS, "tuple", "footnote")}
    for element in _iterate(page, "hidden"):
        for child in element:
            if child.tag not in allowed:
                yield element, f"it holds {child.tag.rpartition('}')[2][:60]!r}, which is no fact (§9.1.1)"
        if not len(element):
            yield element, "it is empty (§9.1.1)"


def _check_tuples(page: InlinePage) -> Iterator[Problem]:
    members = tuple(page.prefix + name for name in (*_FACTS, "tuple"))
    for element in page.root.iter(*members):
        order = element.get("order")
        around = next(element.iterancestors(f"{page.prefix}tuple"), None)
        if order is None:
            if element.get("tupleRef") is not None:
                yield element, "it belongs to a tuple and has no order (§15.1.2)"
            elif element.getparent() is around and around is not None:
                yield element, "it stands in a tuple and has no order (§15.1.2)"
            continue
        if not _is_number(order):
            yield element, f"its order {order[:20]!r} is no number (§15.1.2)"
        if element.get("tupleRef") is None and around is None:
            yield element, "it has an order and belongs to no tuple (§15.1.2)"
        if around is not None and element.get("tupleRef") is None and element.get("target") != around.get("target"):
            yield element, "its target is not that of its tuple (§15.1.2)"


def _is_number(text: str) -> bool:
    whole, _, part = text.strip().lstrip("+-").partition(".")
    return (whole + part).isdecimal() and (whole + part).isascii()


def _check_identifiers(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    seen: set[str] = set()
    for page in pages:
        for element in page.root.iter(f"{page.prefix}*", f"{_XBRLI}context", f"{_XBRLI}unit"):
            name = element.get("id")
            if name is not None and name in seen:
                yield page, element, f"its id {name[:60]!r} is that of another element (§3.3)"
            seen.add(name or "")


def _check_continuations(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    known, used = {}, Counter[str]()
    for page in pages:
        for element in _iterate(page, "continuation"):
            if not element.get("id"):
                yield page, element, "it has no id (§4.1.1)"
            known[element.get("id") or ""] = page, element
    for page in pages:
        for element in _iterate(page, *_CONTINUED):
            name = (element.get("continuedAt") or "").strip()
            if not name:
                continue
            used[name] += 1
            if name not in known:
                yield page, element, f"its continuation {name[:60]!r} is not there (§4.1.2)"
            elif known[name][1] is element or known[name][1] in element.iterancestors():
                yield page, element, "it continues in what it stands in (§4.1.2)"
    for name, (page, element) in known.items():
        if used[name] != 1:
            yield page, element, f"it continues {'nothing' if not used[name] else 'more than one element'} (§4.1.2)"
    yield from _check_circles(known)


def _check_circles(
    known: dict[str, tuple[InlinePage, _Element]],
) -> Iterator[tuple[InlinePage, _Element, str]]:
    """Yield what stands in a circle: each has one that follows at most, so each is passed once."""
    walks: dict[str, int] = {}  # the walk that passed a continuation first
    circles: set[str] = set()
    for number, start in enumerate(known):
        name: str | None = start
        while name in known and name not in walks:
            walks[name] = number
            name = known[name][1].get("continuedAt")
        while name is not None and walks.get(name) == number and name not in circles:
            circles.add(name)
            name = known[name][1].get("continuedAt")
    for name, (page, element) in known.items():
        if name in circles:
            yield page, element, "it continues in itself (§4.1.2)"


def _check_references(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    targets: defaultdict[str, list[_Element]] = defaultdict(list)
    for page in pages:
        for element in _iterate(page, "references"):
            targets[element.get("target") or ""].append(element)
    if not any(next(_iterate(page, "header"), None) is not None for page in pages):
        yield pages[0], pages[0].root, "the set has no header (§8.1.3)"
        return
    if not any(next(_iterate(page, "resources"), None) is not None for page in pages):
        yield pages[0], pages[0].root, "the set has no resources (§14.1.2)"
    if not targets:
        yield pages[0], pages[0].root, "the set has no references (§12.1.2)"
    missing: dict[str, tuple[InlinePage, _Element]] = {}
    for page in pages:
        for element in _iterate(page, *_FACTS, "tuple"):
            missing.setdefault(element.get("target") or "", (page, element))
    for target, (page, element) in missing.items():
        if targets and target not in targets:
            yield page, element, f"its target {target[:60]!r} has no references (§12.1.2)"
    for holders in targets.values():
        for attribute in {key for one in holders for key in one.attrib if key not in _REPEATED}:
            if len({one.get(attribute) for one in holders if one.get(attribute) is not None}) > 1:
                what = str(attribute).rpartition("}")[2]
                yield pages[0], holders[-1], f"its {what} differs from another's of its target (§12.1.2)"


def _check_uses(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    """Yield facts whose context or unit is nowhere in the set."""
    contexts = {one.get("id") for page in pages for one in page.root.iter(f"{_XBRLI}context")}
    units = {one.get("id") for page in pages for one in page.root.iter(f"{_XBRLI}unit")}
    for page in pages:
        for element in _iterate(page, *_FACTS):
            context, unit = element.get("contextRef"), element.get("unitRef")
            if context is not None and context.strip() not in contexts:
                yield page, element, f"its context {context[:60]!r} is not there (§10.1.2)"
            if unit is not None and unit.strip() not in units:
                yield page, element, f"its unit {unit[:60]!r} is not there (§10.1.2)"


def _check_relations(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    facts = {one.get("id") for page in pages for one in _iterate(page, *_FACTS, "tuple")} - {None}
    notes = {one.get("id") or one.get("footnoteID") for page in pages for one in _iterate(page, "footnote")} - {None}
    for page in pages:
        for element in _iterate(page, "footnote"):
            if not (element.get("id") or element.get("footnoteID")):
                yield page, element, "it has no id (§6.1.1)"
        for element in _iterate(page, "relationship"):
            starts, ends = (set((element.get(name) or "").split()) for name in ("fromRefs", "toRefs"))
            if not starts or not ends:
                yield page, element, "it has not both ends (§13.1.1)"
            for name in sorted(starts - facts):
                yield page, element, f"its end {name[:60]!r} is no fact (§13.1.2)"
            for name in sorted(ends - facts - notes):
                yield page, element, f"its end {name[:60]!r} is neither fact nor footnote (§13.1.2)"
            if ends & facts and ends & notes:
                yield page, element, "it leads to facts and to footnotes (§13.1.2)"
            if starts & ends:
                yield page, element, "it leads from a fact to itself (§13.1.2)"
        for element in _iterate(page, *_FACTS):
            for name in (element.get("footnoteRefs") or "").split():
                if name not in notes:
                    yield page, element, f"its footnote {name[:60]!r} is not there (§6.1.2)"


def _check_tuple_set(pages: Sequence[InlinePage]) -> Iterator[tuple[InlinePage, _Element, str]]:
    """Yield tuples of one id, tuples that belong to themselves, and members of one order that differ."""
    found: dict[str, _Element] = {}
    for page in pages:
        for element in _iterate(page, "tuple"):
            name = element.get("tupleID")
            if name is not None and name in found:
                yield page, element, f"its tupleID {name[:60]!r} is that of another tuple (§15.1.2)"
            found.setdefault(name or "", element)
    for page in pages:
        for element in _iterate(page, "tuple"):
            seen, above = {element}, _find_tuple(page, element, found)
            while above is not None and above not in seen:
                seen.add(above)
                above = _find_tuple(page, above, found)
            if above is element:
                yield page, element, "it belongs to itself (§15.1.2)"


def _find_tuple(page: InlinePage, element: _Element, found: dict[str, _Element]) -> _Element | None:
    name = element.get("tupleRef")
    return found.get(name) if name else next(element.iterancestors(f"{page.prefix}tuple"), None)


def _iterate(page: InlinePage, *names: str) -> Iterator[_Element]:
    return page.root.iter(*(page.prefix + name for name in names))


_PAGE_CHECKS: tuple[Callable[[InlinePage], Iterator[Problem]], ...] = (
    _check_elements,
    _check_numbers,
    _check_fractions,
    _check_words,
    _check_exclusions,
    _check_header,
    _check_hidden,
    _check_tuples,
)
_SET_CHECKS: tuple[Callable[[Sequence[InlinePage]], Iterator[tuple[InlinePage, _Element, str]]], ...] = (
    _check_identifiers,
    _check_continuations,
    _check_references,
    _check_uses,
    _check_relations,
    _check_tuple_set,
)

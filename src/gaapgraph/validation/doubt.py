"""What rests on the reader's own doubt, and so accuses no document: it is told as such, once for each rule.

Two figures of one row or sentence that are said to be the same fact tell that they were given one period: a row states
a figure once for each column. Two columns that contradict each other in much of what they share tell the same: a
document errs in a figure, not in a column. A sum that fails in most of its columns is none, and a document in which a
rule fails time and again was not read right. A rule that finds its figures by their concepts tells nothing of the
document where the concept of one of them is a guess.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.validation.arithmetic import required
from gaapgraph.validation.binding import Formula
from gaapgraph.validation.check_result import CheckResult
from gaapgraph.validation.sentence import spell
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures

__all__ = ["find_doubts", "tell_doubts"]

_SURE = Decimal("0.8")  # a concept that is less likely than this is a guess; curated mappings are never below
_GROSS = 3  # units of the last digit: what is nearer is a matter of rounding, whoever read it
_TRUSTED = 2  # so many agreements must stand against each contradiction of two columns
_TRUSTED_IN_TABLE = 8  # the same for the failures of a rule in one table, whose columns were read together
_MOST_CAUSES = 20  # beyond which nobody counts
_FEW = 2  # failures that a document may have of any rule
_ALIKE = (Formula.sum, Formula.difference, Formula.equality, Formula.repetition, Formula.limit)  # figures of one unit
_BY_IDENTITY = (Formula.repetition, Formula.growth, Formula.difference, Formula.quotient)
_NEAR = 5  # rows below "Net income" in which the part of the owners stands
_ONE_TABLE = 80  # lines that a table of text may have
_PAIR = 3  # the figure that is checked, and the two that it follows from
Column = tuple[str, str, int | None]
Subject = tuple[str, ...]


def find_doubts(bindings: Sequence[Binding], figures: Figures) -> list[Binding]:
    """Return the broken bindings that may well be the reader's mistake.

    Where somebody saw to all mappings, or the filer gave the concepts, only a guess among them is in doubt.
    """
    unsure = [binding for binding in bindings if not _is_curated(binding, figures)]
    broken = [binding for binding in unsure if not binding.ok]
    columns = _find_confused_columns(unsure, figures) if broken else set()
    sums = set[Subject]()
    if broken:
        sums |= _find_wrong(unsure, figures, _about, (1, 1))
        sums |= _find_wrong(unsure, figures, _anywhere, (_FEW, _TRUSTED))
        sums |= _find_wrong(unsure, figures, _in_table, (_FEW, _TRUSTED_IN_TABLE))
    members = _members(unsure) if broken else {}
    allotted = _find_allotted(unsure, figures) if broken else set()
    doubtful = {
        id(binding)
        for binding in broken
        if _is_one_row(binding, figures)
        or _is_straddled(binding, figures)
        or _skips_figure(binding, figures)
        or _counts_twice(binding, members)
        or _is_of_two_labels(binding, figures)
        or _has_rival(binding, figures)
        or id(binding) in allotted
        or _is_identity_unsure(binding, figures)
        or (_is_gross(binding, figures) and _columns(binding, figures) in columns)
        or (
            (binding.rests_on_concepts or _is_gross(binding, figures))
            and {about(binding, figures) for about in _SUBJECTS} & sums
        )
    }
    return [
        binding
        for binding in bindings
        if id(binding) in doubtful or (not binding.ok and binding.rests_on_concepts and _has_guess(binding, figures))
    ]


def _members(bindings: Iterable[Binding]) -> dict[str, set[str]]:
    """Return for each total the figures that a sum adds up to it."""
    found: dict[str, set[str]] = {}
    for binding in bindings:
        total = binding.operands[0].occurrence
        if binding.formula is Formula.sum and total is not None:
            found.setdefault(total, set()).update(one.occurrence for one in binding.operands[1:] if one.occurrence)
    return found


def _counts_twice(binding: Binding, members: dict[str, set[str]]) -> bool:
    """Say whether a sum takes a figure beside the subtotal that has it: two rows of one label are one concept."""
    items = {one.occurrence for one in binding.operands[1:] if one.occurrence}
    return binding.formula is Formula.sum and any(members.get(item, set()) & (items - {item}) for item in items)


def _is_straddled(binding: Binding, figures: Figures) -> bool:
    """Say whether the items of a sum stand above and below its total in one table: some belong elsewhere."""
    if binding.formula is not Formula.sum:
        return False
    prints = [figures.prints[one.occurrence] for one in binding.operands if one.occurrence in figures.prints]
    if len(prints) < len(binding.operands) or len({(one.report, one.table) for one in prints}) > 1:
        return False
    total, *items = ((one.line, one.row or 0) for one in prints)
    return min(items, default=total) < total < max(items, default=total)


def _skips_figure(binding: Binding, figures: Figures) -> bool:
    """Say whether a sum along a row of a table leaves out a figure of it: a column was taken for something else."""
    if binding.formula is not Formula.sum:
        return False
    prints = [figures.prints[one.occurrence] for one in binding.operands if one.occurrence in figures.prints]
    rows = {(one.report, one.of_row) for one in prints}
    if len(prints) < len(binding.operands) or len(rows) > 1 or prints[0].of_row is None:
        return False
    inside = {one.iri for one in prints}
    total, unit = prints[0], prints[0].decimals
    return any(
        one.of_row == total.of_row and one.iri not in inside and one.value and one.decimals == unit
        for one in figures.of_table(total.report, total.table)
    )


def _has_rival(binding: Binding, figures: Figures) -> bool:
    """Say whether a quotient holds with another figure right below its numerator: income of the owners, not of all."""
    if binding.formula is not Formula.quotient or not binding.rests_on_concepts or len(binding.operands) != _PAIR:
        return False
    reported, numerator, denominator = binding.operands
    one = figures.prints.get(numerator.occurrence or "")
    if one is None or not denominator.value or one.table is None or one.row is None:
        return False
    return any(
        other.report == one.report
        and (other.table, other.figure_column) == (one.table, one.figure_column)
        and one.row < (other.row or 0) <= one.row + _NEAR
        and reported.lower <= other.value / denominator.value <= reported.upper
        for other in figures.of_table(one.report, one.table)
    )


def _find_allotted(bindings: Sequence[Binding], figures: Figures) -> set[int]:
    """Return the broken quotients of an income that other rules confirm, where two want one and the same lesser income.

    Earnings per share of two classes are of the income less what participating securities are allotted, which a note
    gives and the statement does not.
    """
    confirmed = {
        operand.occurrence
        for binding in bindings
        if binding.ok and binding.formula in (Formula.sum, Formula.repetition) and binding.exact
        for operand in binding.operands
    }
    wanted: dict[str, list[tuple[Binding, tuple[Decimal, Decimal]]]] = {}
    for binding in bindings:
        if binding.ok or binding.formula is not Formula.quotient or len(binding.operands) != _PAIR:
            continue
        income = binding.operands[1]
        span = required(binding, income.occurrence or "")
        if span is not None and income.occurrence in confirmed and max(map(abs, span)) < abs(income.value):
            wanted.setdefault(figures.prints[income.occurrence or ""].fact, []).append((binding, span))
    return {
        id(binding)
        for found in wanted.values()
        if len(found) > 1 and max(span[0] for _, span in found) <= min(span[1] for _, span in found)
        for binding, _ in found
    }


def _is_of_two_labels(binding: Binding, figures: Figures) -> bool:
    """Say whether two rows of one table were taken for one fact though their labels differ.

    "Earnings As Reported" are not "Earnings Excluding Synfuels".
    """
    if binding.formula is not Formula.repetition:
        return False
    prints = [figures.prints[one.occurrence] for one in binding.operands if one.occurrence in figures.prints]
    if len(prints) != len(binding.operands) or len({(one.report, one.table) for one in prints}) > 1:
        return False
    if any(one.column is None for one in prints) or abs(prints[0].line - prints[-1].line) > _ONE_TABLE:
        return False
    return len({figures.label(one.iri) for one in prints}) > 1


def _is_curated(binding: Binding, figures: Figures) -> bool:
    one = figures.prints.get(binding.operands[0].occurrence or "")
    return one is None or figures.is_curated(one.report)


def _find_confused_columns(bindings: Iterable[Binding], figures: Figures) -> set[frozenset[Column]]:
    """Return the pairs of columns that contradict each other in more than a third of what they share."""
    agreed: Counter[frozenset[Column]] = Counter()
    contradicted: Counter[frozenset[Column]] = Counter()
    for binding in bindings:
        if binding.formula is Formula.repetition and len(pair := _columns(binding, figures)) == 2:
            (contradicted if not binding.ok and _is_gross(binding, figures) else agreed)[pair] += 1
    return {pair for pair, count in contradicted.items() if count > 1 and agreed[pair] < _TRUSTED * count}


def _find_wrong(
    bindings: Iterable[Binding], figures: Figures, about: Callable[[Binding, Figures], Subject], limits: tuple[int, int]
) -> set[Subject]:
    """Return what rules are said of that fail more than a few times, and too often for what holds.

    Args:
        bindings: All of them.
        figures: The prints.
        about: Tells what a binding is a case of.
        limits: Failures that are allowed in any case; how many must hold for each failure beyond.
    """
    few, trusted = limits
    held: Counter[Subject] = Counter()
    failed: dict[Subject, list[frozenset[str]]] = {}
    for binding in bindings:
        if binding.ok:
            held[about(binding, figures)] += 1
        elif _is_gross(binding, figures):
            named = frozenset(one.occurrence for one in binding.operands if one.occurrence)
            failed.setdefault(about(binding, figures), []).append(named)
    counts = {one: _count_causes(found) for one, found in failed.items() if one}
    return {one for one, count in counts.items() if count > few and held[one] < trusted * count}


def _count_causes(failed: list[frozenset[str]]) -> int:
    """Return how many figures it takes to explain all failures: one misprint that breaks four sums is one."""
    left, count = failed, 0
    while left and count <= _MOST_CAUSES:
        shared = Counter(name for named in left for name in named)
        worst = max(shared, key=lambda name: shared[name], default="")
        rest = [named for named in left if worst not in named]
        if len(rest) == len(left):
            break
        left, count = rest, count + 1
    return count + len(left)


def _anywhere(binding: Binding, figures: Figures) -> Subject:
    """Return what a binding is one case of: the rule, or the derivation, in one report."""
    one = figures.prints.get(binding.operands[0].occurrence or "")
    return () if one is None else (binding.rule, binding.code, one.report)


def _in_table(binding: Binding, figures: Figures) -> Subject:
    """Return what a binding is one case of: the rule, in one table of one report; empty for lines of text."""
    one = figures.prints.get(binding.operands[0].occurrence or "")
    return () if one is None or one.table is None else (binding.rule, one.report, f"table {one.table}")


def _about(binding: Binding, figures: Figures) -> Subject:
    """Return what a binding is one case of: a row of a network, or a derivation, in one report; empty for others."""
    if binding.formula in (Formula.repetition, Formula.limit, Formula.growth, Formula.difference):
        return ()
    one = figures.prints.get(binding.operands[0].occurrence or "")
    if one is None:
        return ()
    row = "" if binding.rests_on_concepts else f"{one.line} {one.table} {one.row}"
    return (binding.rule, binding.focus, one.report, row)


def _columns(binding: Binding, figures: Figures) -> frozenset[Column]:
    """Return the columns of tables in which the figures stand; all prose of a document is one."""
    return frozenset(
        (one.report, "" if one.column is None else figures.role(one.iri) or str(one.table), one.column)
        for operand in binding.operands
        if (one := figures.prints.get(operand.occurrence or "")) is not None
    )


def _is_gross(binding: Binding, figures: Figures) -> bool:
    """Say whether a broken binding is off by more than digits."""
    if binding.ok:
        return False
    alike = binding.operands if binding.formula in _ALIKE else binding.operands[:1]
    prints = [figures.prints[one.occurrence] for one in alike if one.occurrence in figures.prints]
    unit = max((one.unit for one in prints if one.decimals is not None), default=Decimal(0))
    return abs(binding.operands[0].value - binding.expected) > _GROSS * unit


def _is_one_row(binding: Binding, figures: Figures) -> bool:
    if binding.formula is not Formula.repetition:
        return False
    rows = [
        (one.report, one.line if one.table is None else 0, one.table, one.row)
        for operand in binding.operands
        if (one := figures.prints.get(operand.occurrence or "")) is not None
    ]
    return len(rows) == 2 and len(set(rows)) == 1


def _is_identity_unsure(binding: Binding, figures: Figures) -> bool:
    """Say whether figures were taken for the same, or for one over another, by labels that nobody has seen to.

    In the primary statements labels, columns and periods are sure enough.
    """
    if binding.rests_on_concepts or binding.formula not in _BY_IDENTITY or len(binding.operands) > _PAIR:
        return False
    prints = [figures.prints[one.occurrence] for one in binding.operands if one.occurrence in figures.prints]
    return any(not one.is_primary and not figures.is_curated(one.report) for one in prints)


def _has_guess(binding: Binding, figures: Figures) -> bool:
    return any(figures.confidence(operand.occurrence) < _SURE for operand in binding.operands if operand.occurrence)


_SUBJECTS = (_about, _anywhere, _in_table)


def tell_doubts(bindings: Iterable[Binding], figures: Figures) -> list[CheckResult]:
    """Return one info for each rule and report in which bindings are doubtful: what was read as what."""
    groups: dict[tuple[str, str, str], list[Binding]] = {}
    for binding in bindings:
        report = figures.report_of(binding.operands[0].occurrence or binding.operands[0].fact)
        groups.setdefault((binding.code, binding.rule, report), []).append(binding)
    return [_tell(group, report, figures) for (_, _, report), group in groups.items()]


def _tell(group: Sequence[Binding], report: str, figures: Figures) -> CheckResult:
    first = group[0]
    named = [operand.occurrence or "" for binding in group for operand in binding.operands]
    prints = [figures.prints[iri] for iri in named if iri in figures.prints]
    kinds = {True: "the concept of a figure", False: "what makes a sum"}
    what = "the period of a column" if first.formula is Formula.repetition else kinds[first.rests_on_concepts]
    more = f"; and {len(group) - 1} more like it" if len(group) > 1 else ""
    return CheckResult(
        code=first.code,
        severity="info",
        shape=first.rule,
        family=first.family,
        message=f"The reading is in doubt, not the document ({what}): read as {spell(first, figures)}{more}.",
        at=tuple(sorted({one.where for one in prints if one.line})),
        lines=tuple(sorted({one.line for one in prints if one.line})),
        facts=tuple(sorted({operand.fact for binding in group for operand in binding.operands if operand.fact})),
        report=report,
        prints=tuple(dict.fromkeys(one.iri for one in prints)),
        cause=GG.reading,
    )

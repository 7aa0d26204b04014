"""Who reports: cover page, SGML header, dateline and ticker, title, statement headings, in that order; never prose."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import MONTH
from gaapgraph.language.words import alternatives, names
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gaapgraph.document.grid import Block

__all__ = ["find_reporter", "note_unnamed"]

Lines = list[str]

_FORM = alternatives(names("company")).replace(r"\.", r"\.?")
_WORD = r"(?:[A-Z0-9À-Þ][\w&’'.®™+/-]*|&|plc|asa|ag)"
_SMALL = r"(?:and|of|the|de|du|des|la|für|der|di|del|y|et)"
_RUN = rf"{_WORD}(?:,?\s+(?:{_SMALL}\s+){{0,2}}{_WORD}){{0,9}}"
_LEGAL = re.compile(rf"(?<![\w’'])(?:{_FORM})(?![\w’'])", re.IGNORECASE)
_COVER = re.compile(
    r"\(?\s*(?:exact\s+names?\s+of\s+(?:each\s+)?(?:the\s+)?(?:registrant|issuer)|translation\s+of\s+registrant['’]?s\s+name)",
    re.IGNORECASE,
)
_FILE_NUMBER = re.compile(r"^commission\s+file\s+(?:number|no)\b", re.IGNORECASE)
# The header of a filing, and the first lines of releases of exchanges that have a form for them.
_HEADER = re.compile(
    r"^\s*(?:COMPANY CONFORMED NAME"
    r"|(?i:(?:listed\s+)?company(?:\s+name)?|name\s+of\s+(?:the\s+)?(?:listed\s+)?(?:company|issuer)))"
    r"\s*:\s*(?P<name>\S.*?\S)(?:\s{2,}.*|\s*\((?i:url|stock|code|tse|securities)\b.*)?$"
)
_WIRE = (
    r"(?:GLOBE\s?NEWSWIRE|BUSINESS\s?WIRE|PR\s?NEWSWIRE(?:-\w+)*|ACCESSWIRE|Newsfile[\w\s.]*|CNW|Marketwire\w*|AP|DGAP)"
)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
# A wire may put the day between itself and the name: "--(BUSINESS WIRE)--May 8, 2025--Name".
_AFTER_WIRE = re.compile(
    rf"[(/]\s*(?i:{_WIRE})(?:\s+via\s+[\w\s]+)?\s*[)/]\s*(?:/\s*)?[-—–]*+\s*"
    rf"(?:{_MONTHS}\.?\s+\d{{1,2}},?\s+\d{{4}}\s*[-—–]++\s*)?(?P<name>{_RUN})"
)
# "SPRINGFIELD, Ill., July 22 -- Name", "CUPERTINO, CALIFORNIA — Name", "Tokyo, May 15, 2009 - Name"
_DATELINE = late_pattern(
    rf"""^(?P<city>[A-Z][\w.’'\ ]+,\s*(?:[A-Z][\w.’'\ ]*,?\s*){{0,2}})?
    (?:(?:--+|—|–|-)\s*)?(?P<date>{_MONTHS}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?)?[,\s]*(?:\([^)]{{2,40}}\)\s*)?
    (?:--+|—|–|\s-)\s*(?:\([^)]{{2,40}}\)\s*(?:--+|—|–|-)\s*)?(?P<name>{_RUN})""",
    re.VERBOSE,
)
_TICKER = late_pattern(
    rf"^(?:[^.;]{{0,120}}?[\s“\"])??(?P<name>{_RUN})\s*\((?:[^()]{{0,60}}?[,;]\s*)?(?:the\s+)?"
    r"(?:NYSE|NASDAQ|Nasdaq|AMEX|OTC\w*|TSX\w*|LSE|AIM|ASX|TSE|SIX|Euronext|XETRA|BMV|B3|SGX|HKEX|NSE|BSE|IDX)[^():]{0,30}:\s?[A-Z0-9.]{1,8}"
)
_TRUSTEE = late_pattern(
    rf"(?:(?<!-)--++|—|–|\s-)[^.;]{{3,80}}\b(?i:as\s+(?:the\s+)?trustee\s+(?:of|for)\s+(?:the\s+)?)(?P<name>{_RUN})"
)
_TICKER_AFTER_DASH = late_pattern(
    r"(?:(?<!-)--++|—|–|\s-)\s*(?P<name>[A-Za-z][^()—–;]{1,60}?)\s*\((?:[^()]{0,60}?[,;]\s*)?(?:NYSE|NASDAQ|Nasdaq|TSX)[^():]{0,30}:\s?[A-Z.]{1,8}"
)
_VERBS = (
    r"(?:reports?|announces?|posts|delivers|releases|declares|records|achieves|completes|provides|publishes|issues"
    r"|to\s+report|reported|announced)"
)
_NOBODY = re.compile(
    r"^(?:the\s+)?(?:company|group|board(?:\s+of\s+directors)?|management|registrant|press\s+release|exhibit.*|form\s+\S+|we|it|results|news\s+release"
    r"|(?:first|second|third|fourth|full)[\s-]+(?:quarter|half|year|fiscal|three|six|nine|month|week|period|interim|and).*|(?:fiscal|annual|quarterly|q\d|interim|half[\s-]?year(?:ly)?|year[\s-]?end|preliminary|unaudited|trading|press).*|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d.*|contact.*|table\s+of\s+contents|united\s+states|item\s.*|part\s.*)$",
    re.IGNORECASE,
)
_STATEMENT = late_pattern(
    r"\b(?:(?:condensed\s+|consolidated\s+|unaudited\s+)*(?:statements?\s+of\s+(?:\w+\s+){0,3}(?:income|operations|earnings|loss|cash|financial|profit)"
    r"|balance\s+sheets?|income\s+statements?|consolidated\s+(?:income|earnings))|financial\s+(?:highlights|overview|position))\b",
    re.IGNORECASE,
)
_ORGAN = late_pattern(
    r"^(?:The\s+)?(?:Board(?:s)?(?:\s+of\s+Directors)?|Management|Supervisory\s+Board)\s+of\s+", re.IGNORECASE
)
# "Perth – 1 August 2024. Redstone Gold Corp."
_DAY_FIRST = late_pattern(
    rf"^(?:\d{{1,2}}\s+(?:{MONTH})\.?|(?:{MONTH})\.?\s+\d{{1,2}}),?\s+(?:19|20)\d\d[.:,;]\s+", re.IGNORECASE
)
_MATTER = re.compile(r"^(?:[#>*_\s]+|(?P<key>title|summary|date|lead|description):\s*)*[\"“*_]*")
_MARKS = re.compile(r"[®™*]+|\(R\)|\(TM\)")
_FIRST = 60
_FIRST_TITLES = 14
_TITLE_LENGTH = 220
_SENTENCE = 60
_LONGEST = 90
_CUT = 500  # of a line: names stand at its beginning


@cache
def _whole() -> re.Pattern[str]:
    """Return what matches a line that is a name with its legal form; the first lines of most documents need none."""
    tail = r"(?:\s+and\s+(?:its\s+)?(?:consolidated\s+)?subsidiar\w+|\s*\(publ\.?\))?\.?$"
    name = rf"^(?P<name>{_RUN}?,?\s+(?:{_FORM})){tail}"
    return re.compile(name, re.IGNORECASE)


@cache
def _titles() -> tuple[re.Pattern[str], ...]:
    """Return what matches a title that names the reporter, the surest first."""
    named = rf"^(?P<name>{_RUN}?,?\s+(?:{_FORM}|plc))"
    return (
        re.compile(rf"^(?P<name>{_RUN}?)(?:['’]s?)?,?\s+(?:today\s+)?(?i:{_VERBS})(?!\w)"),
        # "lululemon athletica inc. Announces …": a name in small letters ends with its legal form.
        re.compile(rf"^(?P<name>[a-zA-Z][\w&.’' -]{{1,60}}?\s(?i:{_FORM}))\s+(?:(?i:{_VERBS}))(?!\w)"),
        re.compile(
            rf"{named}(?:['’]s?)?[\s:,–—-]+(?i:(?:\w+[\s-]+){{0,4}}?(?:results?|earnings|quarter|half|annual|interim"
            r"|fiscal|financial|supplemental|statements?|balance|(?:19|20)\d\d))\b"
        ),
        re.compile(
            rf"^(?P<name>{_RUN}?,?\s+(?i:{_FORM}))\s*\((?i:incorporated|registered|organi[sz]ed|established|a\s+joint|stock\s+code)\b"
        ),
        re.compile(rf"\b(?i:results|report|statements?)\s+of\s+{named[1:]}\s*$"),
        _whole(),
    )


def find_reporter(blocks: Sequence[Block]) -> str:
    """Return the name of the company that reports, as the document prints it; empty where nothing names one.

    A shorter name, such as that of a title, is completed by a heading that adds the legal form.
    """
    lines = [_MATTER.sub("", line[:_CUT].replace("**", "")).rstrip(' "”*') for line in _read_lines(blocks)]
    first = lines[:_FIRST]
    stages: tuple[Callable[[], str], ...] = (
        lambda: _from_cover(first),
        lambda: next((_clean(match["name"]) for line in first if (match := _HEADER.match(line))), ""),
        lambda: _from_trustee(first),
        lambda: _from_dateline(first),
        lambda: _from_title(first[:_FIRST_TITLES]),
        lambda: _from_definition(first),
        lambda: _from_headings(lines),
    )
    name = next((found for stage in stages if (found := stage())), "")
    return _complete(name, lines) if name and not _LEGAL.search(name) else name


def note_unnamed(name: str, blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding where nobody is named as the reporter."""
    if name or not blocks:
        return []
    message = "Neither cover, header, dateline, title nor statement headings name one company that reports."
    return [Finding("GG-READ-ENTITY", "warning", Place(blocks[0].line), message)]


def _read_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of a document, and each row of a table as one."""
    for block in blocks:
        if block.is_table:
            yield from (" ".join(cell.text for cell in row.cells) for row in block.rows[:30])
        elif not re.fullmatch(r"[\s_=*-]*", block.text):
            yield block.text.strip()


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip(' ,;:-–—"“”')


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and bool(re.search(r"[A-Za-z]{2}", text)) and not _NOBODY.match(text)


def _from_cover(lines: Lines) -> str:
    """Return the name above "(Exact name of registrant …)", or that below "Commission file number"."""
    for index, line in enumerate(lines):
        legend = _COVER.search(line)
        if legend is not None:
            name = _clean(line[: legend.start()]) or (_clean(lines[index - 1]) if index else "")
            if _is_name(name):
                return name
    for index, line in enumerate(lines[:-1]):
        if _FILE_NUMBER.match(line) and _is_name(name := _clean(lines[index + 1])) and _LEGAL.search(name):
            return name
    return ""


def _from_trustee(lines: Lines) -> str:
    """Return the trust for which a bank reports: "… Bank, as Trustee of the Pike River Royalty Trust (NYSE: PKRT)"."""
    for line in lines:
        match = _TRUSTEE.search(line)
        if match is not None and _is_name(name := _trim(match["name"])):
            return name
    return ""


def _from_dateline(lines: Lines) -> str:
    for pattern in (_AFTER_WIRE, _DATELINE, _TICKER_AFTER_DASH, _TICKER):
        for line in lines:
            match = pattern.search(line)
            if match is None or (pattern is _DATELINE and not _is_dateline(match)):
                continue
            name = _trim(match["name"])
            if _is_name(name):
                return name
    return ""


def _is_dateline(match: re.Match[str]) -> bool:
    """Say whether what stands before the dash is a place with a date, or in capitals, and a verb follows the name."""
    city = match["city"] or ""
    shouted = bool(re.match(r"[A-Z][A-Z.’' ]+,", city))
    return bool(city) and (bool(match["date"]) or shouted)


def _trim(name: str) -> str:
    """Return a run of capitals without what follows the name in a sentence: `Today`, a date, a second sentence."""
    name = _ORGAN.sub("", _DAY_FIRST.sub("", name))
    name = re.split(r"\s+(?:Today|Reports?|Announce[sd]?|Reported)\b", name, maxsplit=1)[0]
    legal = re.match(rf"(?P<name>{_RUN}?,?\s+(?:{_FORM}))\s+(?:The|In|For|All|This|Its|Today)\b", name)
    return _clean(legal["name"] if legal else name)


def _from_title(lines: Lines) -> str:
    for line in lines:
        patterns = (_whole(),) if len(line) > (_SENTENCE if line.endswith(".") else _TITLE_LENGTH) else _titles()
        match = next((match for pattern in patterns if (match := pattern.search(line))), None)
        if match is not None and _is_name(name := _clean(match["name"])):
            return name
    return ""


@cache
def _defined() -> re.Pattern[str]:
    """Return what matches a line that begins with a name and calls it the company: `Pearl Limited (the "Company")`."""
    return re.compile(
        rf"^(?P<name>{_RUN}?,?\s+(?i:{_FORM}))[^\w(]{{0,3}}[^A-Za-z(]{{0,20}}\s*\([^()]{{0,60}}[\"“'](?:the\s+)?(?:Company|Group|Issuer)[\"”']"
    )


def _from_definition(lines: Lines) -> str:
    for line in lines:
        match = _defined().match(line)
        if match is not None and _is_name(name := _clean(match["name"])):
            return name
    return ""


def _from_headings(lines: Lines) -> str:
    """Return the name that most headings of statements have before or above them; none where two are as frequent."""
    votes: Counter[str] = Counter()
    for index, line in enumerate(lines):
        statement = _STATEMENT.search(line)
        if statement is None or len(line) > _TITLE_LENGTH:
            continue
        before = _clean(line[: statement.start()])
        for text in (before, *(lines[above] for above in (index - 1, index - 2) if above >= 0)):
            match = _whole().match(_clean(text))
            if match is not None and _is_name(name := _clean(match["name"])):
                votes[name.lower()] += 1
                break
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return next(name for line in lines if (name := _find_form(line, ranked[0][0])))


def _find_form(line: str, name: str) -> str:
    at = _clean(line).lower().find(name)
    return _clean(_clean(line)[at : at + len(name)]) if at >= 0 else ""


def _complete(name: str, lines: Lines) -> str:
    """Return the name with its legal form, where a heading or a line of its own has it."""
    longer = re.compile(
        rf"^(?P<name>(?:The\s+)?{re.escape(name)}(?:,?\s+{_WORD}){{0,3}}?,?\s+(?:{_FORM}))(?=$|\s*[(|]|\s+(?:and\s+subsidiaries|{_STATEMENT.pattern}))",
        re.IGNORECASE,
    )
    found = (match for line in lines if len(line) <= _TITLE_LENGTH and (match := longer.match(_clean(line))))
    return next((_clean(match["name"]) for match in found), name)

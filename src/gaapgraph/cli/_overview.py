"""What `gaapgraph --help` says: data, drawn without the parser of options and what it draws with.

Their import takes several times as long as Python itself.
"""

from __future__ import annotations

import os
import sys
from textwrap import wrap

__all__ = ["COMMANDS", "OPTIONS", "SUMMARY", "describe_commands", "print_overview"]

SUMMARY = "Financial documents as a knowledge graph: every number traced, mapped, checked and asked about."
OPTIONS = {
    "--version": "Print the version and exit.",
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Show completion for the current shell, to copy it or customize the installation.",
    "--help -h": "Show this message and exit.",
}
# In the order in which a newcomer wants them, with the first line of what each says of itself: a test holds the two
# together, so that a list of commands imports none of them.
COMMANDS = {
    "demo": "Build the shipped release, explain one of its facts, and ask it a question; offline.",
    "build": "Turn documents into RDF, one named graph for each.",
    "fetch": "Fetch filings of a company from EDGAR by form, within SEC's rules; what is on disk stays.",
    "check": "Check data against the rules; the exit code is 0 if they conform, 1 if not, 2 if that could not be told.",
    "ask": "Ask a question of the library, for any reporter and period in the data.",
    "verify": "Recompute a receipt from its documents on another engine; the exit code is 0 if all is equal, 1 if not.",
    "query": "Ask a SPARQL query; without GRAPH it sees all named graphs, and common prefixes are known.",
    "explain": "Show where a number comes from, what it is tied to, and what else was considered.",
    "diff": "Compare two reports, or two versions of one; the exit code is 0 if they say the same, 1 if not.",
    "report": "Write one HTML file that needs no network: statements, ticks with their arithmetic, trees, risks.",
    "export": "Write data in the form of other programs: a workbook, or XBRL with its taxonomy.",
    "load": "Load data into a triple store, graph by graph, and hold what arrived to what was sent.",
    "doctor": "Probe a triple store with a small graph, and say what it loses or does otherwise.",
    "serve": "Serve data on this machine: SPARQL, questions by URL, every IRI, and a workbench for the browser.",
    "open": "Open documents or data in the browser: what they say, where, and whether it adds up.",
    "mcp": "Answer assistants over the Model Context Protocol: shaped tools, each answer with its receipt; read-only.",
    "scale": "Work on whole corpora: convert them to the quads of `build`, in partitions by entity, and check them.",
    "outcomes": "Tell what became of the risks in one document by what a later one shows, as a graph of its own.",
    "tag": "List the concepts that a printed label may mean, each with its evidence; say where no answer is sure.",
    "coverage": "List what every number in a document is: fact, head, label, date, identifier, noise, or unresolved.",
    "taxonomy": "Pin taxonomy packages by hash in a lock that `build --taxonomy` takes, or show what one holds.",
    "init": "Draft a profile for a new company: who it is, its calendar, what its rows mean, which rows sum to which.",
}
_WIDTH, _NARROWEST = 80, 40
_NAME, _FRAME = "\x1b[1;36m", "\x1b[2m"
_END = "\x1b[0m"
_PLAIN = str.maketrans("╭╮╰╯│─", "++++|-")  # where the encoding has no frames


def print_overview() -> None:
    """Print the options and commands as wide as the terminal is, with colours where it shows them."""
    is_shown = sys.stdout.isatty()
    is_coloured = is_shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.environ.get("COLUMNS", "")
    if not width.isdecimal():
        width = str(os.get_terminal_size(sys.stdout.fileno()).columns if is_shown else 0)
    drawn = describe_commands(max(int(width) or _WIDTH, _NARROWEST), is_coloured=is_coloured)
    print(drawn if (sys.stdout.encoding or "").lower().startswith("utf") else drawn.translate(_PLAIN))


def describe_commands(width: int, *, is_coloured: bool = False) -> str:
    """Return what the program is, its options and its commands, in lines of at most so many characters."""
    lines = ["", " Usage: gaapgraph [OPTIONS] COMMAND [ARGS]...", ""]
    lines += [f" {line}" for line in wrap(SUMMARY, width - 2)]
    lines += ["", *_frame("Options", OPTIONS, width, is_coloured=is_coloured)]
    lines += [*_frame("Commands", COMMANDS, width, is_coloured=is_coloured), ""]
    return "\n".join(lines)


def _frame(title: str, rows: dict[str, str], width: int, *, is_coloured: bool) -> list[str]:
    """Return names and what they mean in two columns, in a frame with a title."""
    name_ink, frame_ink, end = (_NAME, _FRAME, _END) if is_coloured else ("", "", "")
    indent = max(map(len, rows)) + 2
    lines = [f"{frame_ink}╭─ {title} {'─' * (width - len(title) - 5)}╮{end}"]
    for name, meaning in rows.items():
        for number, part in enumerate(wrap(meaning, width - indent - 4, break_on_hyphens=False)):
            called = ("" if number else name).ljust(indent)
            text = part.ljust(width - indent - 4)
            lines.append(f"{frame_ink}│{end} {name_ink}{called}{end}{text} {frame_ink}│{end}")
    return [*lines, f"{frame_ink}╰{'─' * (width - 2)}╯{end}"]

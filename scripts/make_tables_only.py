"""Write the part of a release that is shipped: its tables, with what names them, on their original lines.

Sentences are left out; their lines stay empty, so that lines and cells keep their numbers. Kept are lines with tabs,
headings and captions of tables, the document's headline and date, and the reporter's name.

    python scripts/make_tables_only.py RELEASE -o instances/iij/fy2008-release/input.txt
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from gaapgraph.language.calendar import parse_dates
from gaapgraph.reader.release import read_release

_SENTENCE = re.compile(r"\.\s*$")


def keep_tables(text: str, name: str) -> str:
    """Return a release with every line emptied that is neither a table row nor names a table."""
    reading = read_release(text.encode(), name)
    titles = {title for table in reading.tables for title in table.titles if not _is_sentence(title)}
    titles |= {reading.title} | {text for _, text in reading.prose if _is_date(text)}
    lines = text.split("\n")
    kept = [line if "\t" in line.strip(" ") or line.strip() in titles else "" for line in lines]
    for number, line in enumerate(lines):
        if reading.entity_name and line.startswith(reading.entity_name):
            kept[number] = reading.entity_name
            break
    return "\n".join(kept)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text)) and len(text.split()) > 5


def _is_date(text: str) -> bool:
    dates = parse_dates(text)
    return bool(dates) and len(text.strip()) == dates[0][1] - dates[0][0]


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    text = keep_tables(options.release.read_text(encoding="utf-8"), options.release.name)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

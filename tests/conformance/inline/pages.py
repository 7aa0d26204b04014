"""Hand-made pages of inline XBRL 1.1, one for each demand of a clause; `cases.tsv` says what each one states.

Run as `python tests/conformance/inline/pages.py ARELLE` it has them judged by the `arelleCmdLine` of another
environment (`pip install arelle-release==2.47.3`), and writes into the column `arelle` what it says: `valid`, or codes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("cases.tsv")
HEAD = "case\tclause\tfacts\tours\tarelle\tbody\thidden\tresources\tsecond\tnote"
NAMESPACES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="http://example.org/t"'
)
REFERENCES = '<ix:references{target}><link:schemaRef xlink:type="simple" xlink:href="t.xsd"/></ix:references>'
CONTEXT = (
    '<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.org">E</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>"
)
UNITS = (
    '<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
    '<xbrli:unit id="p"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
)
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:t="http://example.org/t" targetNamespace="http://example.org/t" elementFormDefault="qualified">
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}
<xs:element name="Group" substitutionGroup="xbrli:tuple" id="t_Group"><xs:complexType><xs:sequence>
<xs:element ref="t:Amount" minOccurs="0" maxOccurs="9"/><xs:element ref="t:Text" minOccurs="0" maxOccurs="9"/>
<xs:element ref="t:Group" minOccurs="0" maxOccurs="9"/></xs:sequence><xs:attribute name="id" type="xs:ID"/>
</xs:complexType></xs:element>
</xs:schema>"""
ELEMENT = (
    '<xs:element name="{name}" id="t_{name}" type="xbrli:{kind}ItemType" substitutionGroup="xbrli:item" '
    'xbrli:periodType="instant" nillable="true"/>'
)
KINDS = {"Amount": "monetary", "Other": "monetary", "Text": "string", "Day": "date", "Part": "fraction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case.

    Attributes:
        facts: `name=value` of each fact that is stated, separated by ` | `; `nil` where it has no value.
        ours: `valid`, or words of our finding.
        arelle: What Arelle says.
        second: The body of a second page of the set.
    """

    case: str
    clause: str
    facts: str
    ours: str
    arelle: str
    body: str
    hidden: str
    resources: str
    second: str
    note: str

    @property
    def pages(self) -> dict[str, str]:
        """The pages by the names of their files."""
        found = {"a.xhtml": _page(self.body, self.hidden, self.resources)}
        if self.second:
            found["b.xhtml"] = _page(self.second, "", "", is_bare=True)
        return found


def _page(body: str, hidden: str, resources: str, *, is_bare: bool = False) -> str:
    """Return a page; marks in `resources` leave parts of its header out, or add references of a second target."""
    marks = set(re.findall("@[A-Z]+", resources))
    inner = CONTEXT + UNITS + re.sub("@[A-Z]+", "", resources)
    parts = [
        f"<ix:hidden>{hidden}</ix:hidden>" if hidden else "",
        "" if "@NOREFERENCES" in marks else REFERENCES.format(target=""),
        REFERENCES.format(target=' target="other"') if "@TARGET" in marks else "",
        "" if "@NORESOURCES" in marks else f"<ix:resources>{inner}</ix:resources>",
    ]
    header = f'<div style="display:none"><ix:header>{"".join(parts)}</ix:header></div>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<html {NAMESPACES} xml:lang="en"><head><title>t</title></head>'
        f"<body>{'' if is_bare or '@NOHEADER' in marks else header}<div>{body}</div></body></html>"
    )


def load_cases() -> list[Case]:
    """Return the cases of the table."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = rows[0]
    return [Case(**dict(zip(names, row, strict=True))) for row in rows[1:]]


def write(case: Case, folder: Path) -> list[Path]:
    """Write the pages of a case and the schema that they name, and return the pages."""
    elements = "\n".join(ELEMENT.format(name=name, kind=kind) for name, kind in KINDS.items())
    (folder / "t.xsd").write_text(SCHEMA.format(elements=elements), encoding="utf-8")
    for name, text in case.pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in case.pages]


def ask_arelle(command: str, case: Case) -> str:
    """Return what Arelle says of a case."""
    with tempfile.TemporaryDirectory() as name:
        paths = write(case, Path(name))
        cache = next(Path(command).parents[1].glob("lib/python*/site-packages/arelle/resources/cache"), None)
        entry = str(paths[0])
        plugins = ["--plugins", "inlineXbrlDocumentSet"] if len(paths) > 1 else []
        if len(paths) > 1:
            entry = json.dumps([{"ixds": [{"file": str(path)} for path in paths]}])
        arguments = ["--file", entry, "--internetConnectivity", "offline", "--disablePersistentConfig", "--validate"]
        arguments += [] if cache is None else ["--cacheDirectory", str(cache)]
        done = subprocess.run([command, *plugins, *arguments], capture_output=True, text=True, timeout=120, check=False)
    codes = re.findall(r"^\[([\w.:-]+)\]", done.stdout + done.stderr, re.MULTILINE)
    wrong = [code for code in codes if not code.startswith(("info", "arelle:ix", "arelle.transform"))]
    return " ".join(dict.fromkeys(wrong)) or "valid"


def main(command: str) -> None:
    """Judge every case and write the table anew."""
    remarks = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = []
    for case in load_cases():
        cells = {name: getattr(case, name) for name in HEAD.split("\t")} | {"arelle": ask_arelle(command, case)}
        rows.append("\t".join(cells[name] for name in HEAD.split("\t")))
    TABLE.write_text("\n".join([*remarks, HEAD, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""SHACL stands by itself: it knows no word of finance, and needs only errors and frozen values of the package."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import gaapgraph

HOME = Path(gaapgraph.__file__).parent
NEEDED = ("shacl", "sparql", "errors", "frozen_class", "namespace", "input_file")
WORDS = r"fact|financ\w*|gaap|xbrl|concept|occurrence|filing|filer|amount|currency|decimals|figure"
PROGRAM = """
import sys
from pyoxigraph import RdfFormat, Store
from alone.shacl import load_shapes, validate, write_report
shapes = load_shapes(sys.argv[1])
store = Store()
store.load(b'<urn:a> a <urn:C> . <urn:b> a <urn:C> ; <urn:p> 1 .', RdfFormat.TURTLE)
found = validate(store, shapes)
print([result.focus_node.value for result in found.results], "urn:shacl:" in write_report(found))
print(sorted(name for name in sys.modules if name.startswith("gaapgraph")))
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:S> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:property <urn:P> .
<urn:P> a sh:PropertyShape ; sh:path <urn:p> ; sh:minCount 1 .
"""


def test_it_validates_with_nothing_but_errors_beside_it(tmp_path: Path) -> None:
    """A copy of the package under another name, from which the rest of gaapgraph cannot be reached."""
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "__init__.py").touch()
    for name in NEEDED:
        for path in [HOME / f"{name}.py"] if (HOME / f"{name}.py").is_file() else sorted((HOME / name).glob("*.py")):
            copy = tmp_path / "alone" / path.relative_to(HOME)
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(path.read_text(encoding="utf-8").replace("gaapgraph", "alone"), encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "shapes.ttl")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)})
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["['urn:a'] True", "[]"]


def test_it_has_no_word_of_finance() -> None:
    found = {
        f"{path.name}: {match[0]}"
        for path in (HOME / "shacl").glob("*.py")
        for match in re.finditer(rf"\b({WORDS})\b", path.read_text(encoding="utf-8").replace("gaapgraph.", ""), re.I)
    }
    assert found == set()

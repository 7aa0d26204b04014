"""Arelle as a judge: what it reads from a file, fact by fact."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for what the benchmark of round trips compares too

from arelle_fact import describe_fact

_SHARED = Path(__file__).resolve().parents[4] / "shared"


@dataclass(frozen=True)
class Reading:
    """What Arelle reads: facts by all their aspects, footnotes with what they are about, and codes of errors."""

    facts: Counter[tuple[object, ...]]
    notes: Counter[tuple[object, ...]]
    errors: Counter[str]


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (_SHARED / "tools" / "arelle" / "caches.sh").is_file():
        pytest.skip("needs the filings and caches of ../shared")
    return _SHARED


@pytest.fixture(scope="session")
def caches(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    pytest.importorskip("arelle", reason="needs arelle-release, the judge")
    work = tmp_path_factory.mktemp("arelle")
    subprocess.run(["bash", shared / "tools" / "arelle" / "caches.sh", work], check=True, capture_output=True)
    return {"A": work / "cacheA", "B": work / "cacheB"}


@pytest.fixture(scope="session")
def judge(caches: dict[str, Path]):
    """Return a function that reads a file with Arelle, offline."""

    def read(path: Path, cache: str = "A", **options) -> Reading:
        from arelle.api.Session import Session
        from arelle.logging.handlers.LogToXmlHandler import LogToXmlHandler
        from arelle.RuntimeOptions import RuntimeOptions

        settings = RuntimeOptions(
            entrypointFile=str(path), internetConnectivity="offline", cacheDirectory=str(caches[cache]),
            disablePersistentConfig=True, keepOpen=True, plugins="loadFromOIM|inlineXbrlDocumentSet",
            logFormat="[%(messageCode)s] %(message)s", **options,
        )  # fmt: skip
        with Session() as session:
            session.run(settings, logHandler=LogToXmlHandler(filename="logToBuffer"))
            log = json.loads(session.get_logs("json"))["log"]
            errors = Counter(one["code"] for one in log if one["level"].lower() in ("error", "critical", "warning"))
            models = session.get_models()
            facts = Counter(map(describe_fact, models[0].factsInInstance)) if models else Counter()
            notes = Counter(_list_notes(models[0])) if models else Counter()
        return Reading(facts, notes, errors)

    return read


def _list_notes(model):
    """Yield what each footnote says, with its mark-up, and of which fact.

    The tree is read, for elements that Arelle made itself from OIM are none of its own classes, whose text alone
    `viewText` gives: it is empty for them.
    """
    for relation in model.relationshipSet("XBRL-footnotes").modelRelationships:
        source, target = relation.fromModelObject, relation.toModelObject
        if getattr(source, "context", None) is not None and not hasattr(target, "contextID"):
            text = " ".join("".join(target.itertext()).split())
            marks = tuple((node.tag, *sorted(node.attrib.items())) for node in target.iterdescendants())
            language = (target.xmlLang or "").lower()
            yield (describe_fact(source), relation.arcrole, relation.linkrole, text, marks, language)

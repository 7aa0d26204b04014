"""Arelle as a judge: what it reads from a file, fact by fact."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

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
            facts = Counter(map(_describe, models[0].factsInInstance)) if models else Counter()
            notes = Counter(_list_notes(models[0])) if models else Counter()
        return Reading(facts, notes, errors)

    return read


def _describe(fact) -> tuple[object, ...]:
    context = fact.context
    if context is None:
        return ("tuple", fact.qname.clarkNotation)
    period = (str(context.startDatetime), str(context.endDatetime)) if context.isStartEndPeriod else (
        str(context.instantDatetime) if context.isInstantPeriod else "forever",
    )  # fmt: skip
    dimensions = tuple(sorted(
        (axis.clarkNotation, one.memberQname.clarkNotation if one.isExplicit else one.typedMember.stringValue.strip())
        for axis, one in context.qnameDims.items()
    ))  # fmt: skip
    unit = None if fact.unit is None else str([[one.clarkNotation for one in part] for part in fact.unit.measures])
    value = None if fact.isNil else (
        str(Decimal(str(fact.xValue)).normalize()) if fact.isNumeric and fact.xValue is not None
        else " ".join((fact.value or "").split())
    )  # fmt: skip
    is_text = not fact.isNumeric and fact.concept is not None and fact.concept.baseXbrliType == "stringItemType"
    language = (fact.xmlLang or "").lower() if is_text else None
    decimals = fact.decimals if fact.isNumeric else None
    return (
        fact.qname.clarkNotation, context.entityIdentifier, period, dimensions, unit, decimals, value, language
    )  # fmt: skip


def _list_notes(model):
    for relation in model.relationshipSet("XBRL-footnotes").modelRelationships:
        source, target = relation.fromModelObject, relation.toModelObject
        if getattr(source, "context", None) is not None and not hasattr(target, "contextID"):
            text = " ".join((target.viewText() or target.stringValue or "").split())
            yield (_describe(source), relation.arcrole, relation.linkrole, text, (target.xmlLang or "").lower())

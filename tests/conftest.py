"""What tests of several folders share: a small report in the manner of an earnings release, and where Jena is.

Jena's jars: `mvn dependency:build-classpath` for org.apache.jena:jena-cmds; the class path is given in
GAAPGRAPH_JENA_CLASSPATH, or the jars are looked for in the local Maven repository.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.model import (
    PURE,
    SUMMATION_ITEM,
    Arc,
    Concept,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    Finding,
    Instant,
    LineItem,
    Member,
    Network,
    Occurrence,
    Place,
    Report,
    currency_unit,
)
from gaapgraph.vocabulary import BASE, GG, SRT, US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = f"{BASE}entity/cik/0001090997"
YEAR = Duration(date(2008, 4, 1), date(2009, 3, 31))
YEAR_BEFORE = Duration(date(2007, 4, 1), date(2008, 3, 31))
JPY, USD = currency_unit("JPY"), currency_unit("USD")
REVENUES, COSTS, ASSETS = US_GAAP + "Revenues", US_GAAP + "CostOfRevenue", US_GAAP + "Assets"
GROWTH = f"{BASE}measure/us-gaap/Revenues/growth"
SERVICE_AXIS, SERVICE = SRT + "ProductOrServiceAxis", f"{BASE}iij/ConnectivityMember"
MILLION = Decimal(10) ** 6
JENA = "5.2.0"
POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>jena</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.jena</groupId><artifactId>jena-cmds</artifactId>
<version>{JENA}</version></dependency></dependencies></project>
"""


# Jobs of their own, with budgets of their own: `.ci/run` runs them beside the core suite.
JOBS = {
    "conformance": (
        "tests/conformance/",
        "test_interchange.py::test_jena_finds_every_output_valid",
        "test_dqc.py::test_pyshacl_agrees",
        "test_fac.py::test_pyshacl_agrees",
        "test_shapes_are_wellformed.py::test_each_query_parses_in_two_engines",
        "tests/e2e/test_report.py::test_axe_finds_no_barrier",
        "tests/docs/test_site.py::test_axe_finds_nothing_serious",
        "tests/unit/scale/test_generator.py::test_plans_over_tables_say_what_a_check",
        "tests/unit/scale/test_cluster.py::test_tasks_come_to_what_one_process_does",
        "test_receipts.py::test_another_engine_gives_the_same",
    ),
    "server": ("tests/queries/test_engines.py", "tests/ontology/test_robot.py"),
    "serve": (
        "test_tools.py::test_the_command_speaks_over_http",
        "test_streams.py::test_a_server_that_is_told_to_stop",
        "test_clients.py::test_open_tells_the_address",
    ),
    "clock": (
        "test_shacl_inputs.py::test_a_query_that_runs_away",
        "test_reader.py::test_time_grows_with_size",
        "test_reader.py::test_long_paragraphs_take_time",
        "test_query.py::test_a_query_that_takes_too_long",
        "test_bound.py::test_a_query_that_takes_too_much",
        "test_library.py::test_a_question_takes_less",
    ),
}
# Folders and files that share what takes long to make (graphs, filings that were read): one worker has them all.
SHARING = (
    ("tests/queries/",),
    ("tests/unit/page/",),
    (
        "tests/golden/test_derived_questions.py",
        "tests/golden/test_questions_of_filings.py",
        "tests/assistant/test_questions_by_tools.py",
    ),
)
FOLDER_OF_SERVERS = Path(__file__).parent / "server"
SERVERS = {"start", "server", "writable"}  # the fixtures of this folder that start `gaapgraph serve`


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Spare the collector of garbage what stays to the end: thousands of tests and their modules."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what belongs to a job by where it stands, and what asks a server of ours by its fixtures."""
    for item in items:
        for job, places in JOBS.items():
            marked = any(item.get_closest_marker(other) for other in (*JOBS, "fuzz"))
            where = f"{item.path.as_posix()}::{item.name}"
            asks = job == "serve" and item.path.parent == FOLDER_OF_SERVERS and SERVERS & {*item.fixturenames}
            if not marked and (asks or any(place in where for place in places)):
                item.add_marker(job)

    # what takes long begins first: no worker is left alone with it at the end
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give whole files to the workers (pytest-xdist), so that what the tests of a file share is made once."""
    from xdist.scheduler import LoadFileScheduling

    class Sharing(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            sharing = (shared[0] for shared in SHARING if nodeid.startswith(shared))
            return next(sharing, None) or super()._split_scope(nodeid)

    if config.getoption("dist") != "load":
        return None  # as the caller wants it
    config.option.loadscopereorder = False
    return Sharing(config, log)


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the commands that tests start compile the modules once, where an environment forbids to write beside them."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            folder = tmp_path_factory.getbasetemp()
            shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "compiled"))
        yield


@pytest.fixture(scope="session")
def jena_class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the class path of Jena's command line tools, or skip the test."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    given = os.environ.get("GAAPGRAPH_JENA_CLASSPATH")
    if given:
        return given
    jar = Path.home() / f".m2/repository/org/apache/jena/jena-cmds/{JENA}/jena-cmds-{JENA}.jar"
    if not jar.is_file() or shutil.which("mvn") is None:
        pytest.skip(f"Jena {JENA} is not in ~/.m2, or mvn is missing; set GAAPGRAPH_JENA_CLASSPATH")
    folder = tmp_path_factory.mktemp("jena")
    (folder / "pom.xml").write_text(POM)
    command = ["mvn", "-q", "-B", "-o", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mvn cannot put the class path of Jena together offline: {done.stdout[-200:]}")
    return (folder / "classpath.txt").read_text()


def key(concept: str, period=YEAR, unit=JPY, dimensions=(), comparative=None) -> FactKey:
    return FactKey(concept, ENTITY, period, unit, dimensions, comparative)


def printed(line: int, column: int, text: str, value: Decimal | None, decimals: int | None, **more) -> Occurrence:
    return Occurrence(Place(line, column), text, value, decimals, **more)


@pytest.fixture
def sample_report() -> Report:
    revenue = Fact(
        key(REVENUES),
        Decimal(69730730000),
        -3,
        (
            Occurrence(Place(12, offset=14), "JPY69,731 million", 69731 * MILLION, -6, label="Revenue"),
            printed(
                53,
                2,
                "69,731",
                69731 * MILLION,
                -6,
                label="Total Revenues",
                head="FY2008",
                mapping=f"{BASE}iij/mapping/total-revenues",
            ),
            printed(396, 5, "69,730,730", Decimal(69730730000), -3, label="Total revenues", is_primary=True),
        ),
    )
    translated = Fact(
        key(REVENUES, unit=USD),
        Decimal(703285000),
        -3,
        (printed(396, 4, "703,285", Decimal(703285000), -3),),
        translation_of=revenue.dimensions,
        exchange_rate=Decimal("99.15"),
    )
    growth = Fact(
        key(GROWTH, unit=PURE, comparative=YEAR_BEFORE),
        Decimal("0.043"),
        3,
        (printed(53, 4, "4.3%", Decimal("0.043"), 3, label="Total Revenues", head='YoY "% change"\\'),),
    )
    service = Fact(
        key(REVENUES, dimensions=((SERVICE_AXIS, SERVICE),)),
        33000 * MILLION,
        -6,
        (
            printed(60, 2, "33,000", 33000 * MILLION, -6, label="Connectivity"),
            printed(60, 2, "33,000", 33000 * MILLION, -6, printed_value=Decimal(33000), printed_period=YEAR_BEFORE),
        ),
        approximate=True,
    )
    costs = Fact(key(COSTS), None, None, (printed(54, 2, "-", None, None, label="Total Costs"),), is_nil=True)
    assets = Fact(
        key(ASSETS, period=Instant(date(2009, 3, 31))),
        Decimal(-50),
        None,
        (printed(90, 2, "(50)", Decimal(-50), None, printed_concept=COSTS),),
    )
    total, part = LineItem(REVENUES), LineItem(REVENUES, ((SERVICE_AXIS, SERVICE),))
    return Report(
        iri=f"{BASE}report/0001090997/0123456789abcdef",
        entity=Entity(
            ENTITY,
            "Internet Initiative Japan Inc.",
            (("http://www.sec.gov/CIK", "0001090997"), ("http://example.org/TSE", "3774")),
            ("IIJ",),
        ),
        document=Document("release.txt", "0123456789abcdef" * 4, "text/plain"),
        issued=date(2009, 5, 15),
        title="Results for the year ended March 31, 2009",
        facts=(revenue, translated, growth, service, costs, assets),
        findings=(Finding("GG-READ-001", "warning", Place(60, 2), "The row is printed twice.\nOnce is enough."),),
        networks=(Network(f"{BASE}iij/role/income", "Income", SUMMATION_ITEM, (Arc(total, part, 1, weight=1),)),),
        concepts={
            REVENUES: Concept(REVENUES, "duration", "credit", "monetaryItemType", "Revenues"),
            GROWTH: Concept(GROWTH, "duration", None, "percentItemType", None, None, REVENUES, GG.growth),
            SERVICE_AXIS: Concept(SERVICE_AXIS, label="Product or service"),
        },
        members={SERVICE: Member(SERVICE, "Connectivity")},
        taxonomy_versions=("http://fasb.org/us-gaap/2009",),
    )

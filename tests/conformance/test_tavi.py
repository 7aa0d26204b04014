"""TAVI as xbrlkit reads it, and the tidy table as pyarrow reads it: the facts that xBRL-JSON has."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest

from gaapgraph.cli import main
from gaapgraph.resource import instances

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("ignore")]

RELEASE = instances() / "iij" / "fy2008-release" / "release.trig"


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    output = tmp_path_factory.mktemp("json") / "release.json"
    assert main(["export", str(RELEASE), "--to", "xbrl-json", "-o", str(output)]) == 0
    return json.loads(output.read_text())["facts"].values()


def test_xbrlkit_reads_every_fact_of_a_compiled_model(facts, tmp_path):
    tavi = pytest.importorskip("xbrlkit.deserialize.tavi", reason="needs xbrlkit, the judge of TAVI")
    output = tmp_path / "release.tavi.json"
    assert main(["export", str(RELEASE), "--to", "tavi", "-o", str(output)]) == 0
    model, gaps = tavi.from_tavi_report(output.read_text())
    core = {"concept", "entity", "period", "unit", "language"}
    ours = Counter(
        (
            one["dimensions"]["concept"], one["value"], str(one.get("decimals", "INF")) if one["value"] else None,
            frozenset((axis, member) for axis, member in one["dimensions"].items() if axis not in core),
        )
        for one in facts
    )  # fmt: skip
    theirs = Counter(
        (
            one.concept_qname, one.value_str, one.decimals,
            frozenset((each.axis_qname, each.member_qname or each.typed_value) for each in one.dims),
        )
        for one in model.facts
    )  # fmt: skip
    assert theirs == ours
    assert (model.entity.name, model.entity.cik) == ("Internet Initiative Japan Inc.", "0001090633")
    assert gaps.unmapped_datatypes == gaps.unmapped_label_types == {}
    assert {one.kind for one in model.networks} == {"presentation", "calculation"}
    revenue = model.concepts["us-gaap:Revenues"]
    assert (revenue.period_type, revenue.balance, revenue.item_type) == ("duration", "credit", "monetaryItemType")


def test_the_tidy_table_has_exact_numbers(facts, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install 'gaapgraph[parquet]'")
    output = tmp_path / "release.parquet"
    for _ in range(2):  # the second time it replaces its own table
        assert main(["export", str(RELEASE), "--to", "parquet", "-o", str(output)]) == 0
    rows = parquet.read_table(output).to_pylist()
    assert Counter(row["value"] for row in rows) == Counter(one["value"] for one in facts)
    assert all(row["number"] == Decimal(row["value"]) for row in rows if row["value"] is not None)
    (total,) = [row for row in rows if row["line"] == 53 and row["printed"] == "69,731"]
    assert (total["concept"], str(total["start"]), str(total["end"]), total["unit"], total["lower"]) == (
        "us-gaap:Revenues", "2008-04-01", "2009-03-31", "iso4217:JPY", Decimal(69730500000),
    )  # fmt: skip


def test_another_table_is_not_replaced(tmp_path, capsys):
    output = tmp_path / "other.parquet"
    output.write_bytes(b"PAR1 of somebody else PAR1")
    assert main(["export", str(RELEASE), "--to", "parquet", "-o", str(output)]) == 2
    assert "no table that gaapgraph wrote" in capsys.readouterr().err

"""SEC's Financial Statement Data Sets: rows to facts, and what cannot be understood."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from gaapgraph.errors import ReadError, SourceError
from gaapgraph.model import Duration, Fact, Instant, Report
from gaapgraph.reader.sec import is_data_set, read_submissions, spool
from gaapgraph.reader.sec.dimension import read_dimensions
from gaapgraph.reader.sec.quarter import _whole
from gaapgraph.reader.sec.rounding import infer_decimals, infer_scale

SHARED = Path(__file__).parents[5] / "shared" / "data"
ADSH, OTHER = "0000000001-09-000001", "0000000002-09-000002"
US_GAAP = "https://w3id.org/gaapgraph/us-gaap/"
OWN = "https://w3id.org/gaapgraph/cik-0000000001/"

SUB = f"""adsh\tcik\tname\tform\tperiod\tfiled\tformer
{ADSH}\t1\tEXAMPLE CORP\t10-Q\t20090630\t20090807\tOLD NAME
{OTHER}\t2\tSECOND INC\t10-K\t20081231\t20090301\t
"""
TAG = f"""tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel
Assets\tus-gaap/2009\t0\tmonetary\tI\tD\tAssets, Total
EarningsPerShareBasic\tus-gaap/2009\t0\tperShare\tD\t\tEarnings Per Share, Basic
ProfitLoss\tus-gaap/2009\t0\tmonetary\tD\tC\tNet income
ProfitLoss\t{ADSH}\t1\tmonetary\tD\tC\tNet income
"""
NUM_HEAD = "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n"
ROWS = [
    f"{OTHER}\tAssets\tus-gaap/2009\t20081231\t0\tUSD\t\t\t7000000.0000\t",
    f"{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20780000000.0000\t",
    f"{ADSH}\tEarningsPerShareBasic\tus-gaap/2009\t20090630\t2\tUSD\t\t\t1.5000\t",
    f"{ADSH}\tProfitLoss\t{ADSH}\t20090630\t1\tUSD\tEquityComponents=NoncontrollingInterest;\t\t\t",
    f"{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\tSubsidiaries\t5000000.0000\t",
]
PRE = f"""adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating
{ADSH}\t2\t9\tBS\t0\tAssets\tus-gaap/2009\tTotal assets\t0
{ADSH}\t3\t4\tIS\t0\tEarningsPerShareBasic\tus-gaap/2009\tBasic\t0
"""


def write_data_set(folder: Path, rows: list[str] = ROWS, *, tag: str | None = TAG) -> Path:
    (folder / "sub.txt").write_text(SUB)
    (folder / "num.txt").write_text(NUM_HEAD + "".join(row + "\n" for row in rows))
    (folder / "pre.txt").write_text(PRE)
    if tag is not None:
        (folder / "tag.txt").write_text(tag)
    return folder


def read_first(folder: Path) -> Report:
    return next(iter(read_submissions(folder)))


def find(report: Report, local: str, dimensions: int = 0) -> Fact:
    return next(
        fact
        for fact in report.facts
        if fact.dimensions.concept.endswith("/" + local) and len(fact.dimensions.dimensions) == dimensions
    )


def test_reports_come_in_the_order_of_sub(tmp_path: Path) -> None:
    reports = list(read_submissions(write_data_set(tmp_path)))
    assert [report.iri.rsplit("/", 1)[-1] for report in reports] == [ADSH, OTHER]
    assert [len(report.facts) for report in reports] == [4, 1]


def test_report_names_filer_and_filing(tmp_path: Path) -> None:
    report = read_first(write_data_set(tmp_path))
    assert report.entity.identifiers == (("http://www.sec.gov/CIK", "0000000001"),)
    assert report.entity.alt_labels == ("OLD NAME",)
    assert report.issued == date(2009, 8, 7)
    assert report.taxonomy_versions == ("http://xbrl.us/us-gaap/2009-01-31",)


def test_no_quarters_are_an_instant_and_two_are_half_a_year(tmp_path: Path) -> None:
    report = read_first(write_data_set(tmp_path))
    assert find(report, "Assets").dimensions.period == Instant(date(2009, 6, 30))
    assert find(report, "EarningsPerShareBasic").dimensions.period == Duration(date(2009, 1, 1), date(2009, 6, 30))


def test_what_happened_in_less_than_half_a_quarter_has_no_period_and_is_told_once(tmp_path: Path) -> None:
    rows = [
        f"{ADSH}\tProfitLoss\tus-gaap/2009\t20081231\t0\tUSD\t\t\t-153000000.0000\t",
        f"{ADSH}\tEarningsPerShareBasic\tus-gaap/2009\t20081231\t0\tUSD\t\t\t-0.1000\t",
        f"{ADSH}\tAssets\tus-gaap/2009\t20081231\t0\tUSD\t\t\t1000.0000\t",
    ]
    report = read_first(write_data_set(tmp_path, rows))
    assert [fact.dimensions.period for fact in report.facts] == [None, None, Instant(date(2008, 12, 31))]
    assert [(one.code, one.severity, one.place.line) for one in report.findings] == [("GG-READ-SEC-STUB", "info", 2)]


def test_occurrence_is_the_line_and_column_of_num(tmp_path: Path) -> None:
    fact = find(read_first(write_data_set(tmp_path)), "Assets")
    occurrence = fact.occurrences[0]
    assert (occurrence.place.line, occurrence.place.column) == (3, 9)
    assert (occurrence.printed_text, occurrence.label) == ("20780000000.0000", "Total assets")
    assert occurrence.is_primary


def test_amount_per_share_gets_its_denominator_back(tmp_path: Path) -> None:
    unit = find(read_first(write_data_set(tmp_path)), "EarningsPerShareBasic").dimensions.unit
    assert str(unit) == "USD / shares"


def test_empty_value_is_nil(tmp_path: Path) -> None:
    fact = find(read_first(write_data_set(tmp_path)), "ProfitLoss", dimensions=1)
    assert fact.is_nil
    assert fact.value is None


def test_extension_has_the_filers_namespace_and_an_anchor(tmp_path: Path) -> None:
    report = read_first(write_data_set(tmp_path))
    assert report.concepts[OWN + "ProfitLoss"].anchor == US_GAAP + "ProfitLoss"
    assert report.concepts[US_GAAP + "Assets"].anchor is None


def test_coregistrant_is_a_legal_entity(tmp_path: Path) -> None:
    fact = find(read_first(write_data_set(tmp_path)), "Assets", dimensions=1)
    axis, member = fact.dimensions.dimensions[0]
    assert axis == "https://w3id.org/gaapgraph/dei/LegalEntityAxis"
    assert member == "https://w3id.org/gaapgraph/srt/SubsidiariesMember"


def test_lines_of_a_statement_are_a_presentation_network(tmp_path: Path) -> None:
    report = read_first(write_data_set(tmp_path))
    assert [network.title for network in report.networks] == ["Balance sheet (R2)", "Income statement (R3)"]
    assert report.networks[0].arcs[0].order == 9


def test_row_that_cannot_be_understood_is_a_finding(tmp_path: Path) -> None:
    bad = [
        f"{ADSH}\tAssets\tus-gaap/2009\t20091330\t0\tUSD\t\t\t1.0\t",
        f"{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\tmany\t",
        f"{ADSH}\tAssets",
    ]
    report = read_first(write_data_set(tmp_path, [*ROWS, *bad]))
    assert [finding.place.line for finding in report.findings] == [7, 8, 9]
    assert {finding.code for finding in report.findings} == {"GG-READ-SEC-ROW"}
    assert len(report.facts) == 4


def test_row_of_an_unknown_submission_is_an_error(tmp_path: Path) -> None:
    rows = ["0000000009-09-000009\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t1.0\t"]
    with pytest.raises(ReadError, match=r"num\.txt: none of its 1 rows belongs to a submission of sub\.txt"):
        list(read_submissions(write_data_set(tmp_path, rows)))
    report = read_first(write_data_set(tmp_path, [*ROWS, *rows]))
    assert [finding.message for finding in report.findings] == [
        "num.txt, line 7: The row could not be understood and was left out: "
        "no submission '0000000009-09-000009' in sub.txt."
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("sub.txt", "20090807", "20091332", "sub.txt, line 2"),
        ("sub.txt", "20090807", "00000101", "sub.txt, line 2"),
        ("sub.txt", f"{OTHER}\t2\t", f"{OTHER}\tx\t", "sub.txt, line 3"),
        ("tag.txt", "ProfitLoss\tus-gaap/2009\t0", "ProfitLoss\tus-gaap/2009", "tag.txt, line 4"),
        ("pre.txt", f"{ADSH}\t2\t9", f"{ADSH}\tx\t9", "pre.txt, line 2"),
        ("pre.txt", f"{ADSH}\t2\t9", f"{ADSH}\t2\t²", "pre.txt, line 2"),
        ("num.txt", "20780000000.0000", "1e9999999", "The row could not be understood"),
        ("num.txt", "20090630\t2\tUSD", "20090630\t9999999\tUSD", "The row could not be understood"),
        ("num.txt", "20090630\t2\tUSD", "00010630\t2\tUSD", "The row could not be understood"),
    ],
)
def test_an_odd_line_of_any_table_is_a_finding_and_the_rest_is_read(
    tmp_path: Path, table: str, old: str, new: str, told: str
) -> None:
    folder = write_data_set(tmp_path)
    path = folder / table
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    report = read_first(folder)
    assert told in report.findings[0].message
    assert len(report.facts) >= 3


def packed(folder: Path) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name in ("sub.txt", "num.txt", "pre.txt", "tag.txt"):
            file.write(folder / name, name)
    return out.getvalue()


@pytest.mark.parametrize("damage", ["flag", "data"])
def test_a_zip_that_is_encrypted_or_damaged_is_refused(tmp_path: Path, damage: str) -> None:
    data = bytearray(packed(write_data_set(tmp_path)))
    if damage == "flag":
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(mark)
            data[at + offset] |= 1
    else:
        data[40:60] = b"\xff" * 20
    (tmp_path / "bad.zip").write_bytes(data)
    with pytest.raises(ReadError, match=r"sub\.txt is damaged or encrypted"):
        list(read_submissions(tmp_path / "bad.zip"))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    folder = write_data_set(tmp_path)
    (folder / "num.txt").write_text(NUM_HEAD + ADSH + "\t" + "x" * (2 * 1024 * 1024))
    with pytest.raises(ReadError, match="line 2: the line is longer than"):
        list(read_submissions(folder))


def test_missing_table_and_column_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(read_submissions(tmp_path / "none.zip"))
    with pytest.raises(ReadError, match=r"no sub\.txt"):
        list(read_submissions(tmp_path))
    write_data_set(tmp_path)
    (tmp_path / "num.txt").write_text("adsh\ttag\n")
    with pytest.raises(ReadError, match="lacks the columns version"):
        list(read_submissions(tmp_path))


def test_file_that_is_no_zip_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    with pytest.raises(ReadError, match="not a zip"):
        list(read_submissions(tmp_path / "x.zip"))


def test_zip_and_folder_give_the_same_reports(tmp_path: Path) -> None:
    folder = write_data_set(tmp_path)
    with zipfile.ZipFile(tmp_path / "q.zip", "w") as archive:
        for name in ("sub.txt", "num.txt", "tag.txt", "pre.txt"):
            archive.write(folder / name, name)
    assert is_data_set(tmp_path / "q.zip")
    assert list(read_submissions(tmp_path / "q.zip")) == list(read_submissions(folder))


def test_small_parts_give_the_same_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(read_submissions(write_data_set(tmp_path)))
    monkeypatch.setattr(spool, "BYTES_IN_MEMORY", 50)
    assert list(read_submissions(tmp_path)) == whole


def test_without_tags_units_follow_the_name(tmp_path: Path) -> None:
    report = read_first(write_data_set(tmp_path, tag=None))
    assert str(find(report, "EarningsPerShareBasic").dimensions.unit) == "USD / shares"


def test_scale_needs_nearly_all_amounts() -> None:
    assert infer_scale([Decimal(n * 1000) for n in range(1, 100)] + [Decimal(5)]) == 3
    assert infer_scale([Decimal(1000), Decimal(5)]) == 0
    assert infer_scale([Decimal(0)]) == 0


def test_decimals_follow_scale_and_digits() -> None:
    assert infer_decimals(Decimal("1500000"), 6, is_fraction=False) == -5
    assert infer_decimals(Decimal(0), 3, is_fraction=False) == -3
    assert infer_decimals(Decimal("0.3333"), 0, is_fraction=True) == 4


def test_full_names_of_newer_data_sets() -> None:
    pairs = read_dimensions("us-gaap:StatementClassOfStockAxis/us-gaap:CommonClassBMember", "", OWN)
    assert pairs == ((US_GAAP + "StatementClassOfStockAxis", US_GAAP + "CommonClassBMember"),)
    with pytest.raises(ValueError, match="no pair"):
        read_dimensions("Nothing", "", OWN)


def test_own_members_are_in_the_filers_namespace() -> None:
    pairs = read_dimensions("BusinessSegments=FinanceGroup;", "", OWN)
    assert pairs == ((US_GAAP + "StatementBusinessSegmentsAxis", OWN + "FinanceGroupMember"),)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the folder shared is not beside the project")
def test_a_whole_quarter_is_read() -> None:
    counts = [(len(report.facts), report.findings) for report in read_submissions(SHARED / "fsds" / "2009q3.zip")]
    assert len(counts) == 435
    assert sum(facts for facts, _ in counts) == 126_650
    stubs = [finding for _, findings in counts for finding in findings]
    assert [one.code for one in stubs] == ["GG-READ-SEC-STUB"]  # Merrill Lynch, the last five days of 2008


@pytest.mark.parametrize(
    ("table", "text", "reason"),
    [
        ("pre.txt", PRE.replace(ADSH, "0000000009-09-000009"), "none of its 2 rows belongs to a submission of sub.txt"),
        ("pre.txt", PRE.replace("version", "", 1), "pre.txt lacks the columns version"),
        ("tag.txt", TAG.replace("datatype", "type", 1), "tag.txt lacks the columns datatype"),
    ],
)
def test_a_table_that_is_not_needed_is_left_out_where_it_cannot_be_used(tmp_path, table, text, reason):
    folder = write_data_set(tmp_path)
    (folder / table).write_text(text)
    reports = list(read_submissions(folder))
    assert [len(report.facts) for report in reports] == [4, 1]
    messages = [finding.message for finding in reports[0].findings]
    assert f"{table}, line 1: The table could not be understood and was left out: {reason}." in messages


def test_a_head_without_end_is_refused(tmp_path):
    folder = write_data_set(tmp_path)
    (folder / "num.txt").write_text("a" * (2**20 + 1))
    with pytest.raises(ReadError, match=r"num\.txt, line 1: the line is longer"):
        next(iter(read_submissions(folder)))


def test_a_nil_row_gives_way_to_a_row_with_a_value(tmp_path):
    rows = [
        f"{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t\t",
        f"{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20780000000.0000\t",
    ]
    (fact,) = read_first(write_data_set(tmp_path, rows)).facts
    assert (fact.value, fact.is_nil) == (Decimal(20780000000), False)
    assert [one.value for one in fact.occurrences] == [None, Decimal(20780000000)]
    assert fact.accuracy_unknown


@pytest.mark.parametrize("text", ["-5", "+5", " 5", "1_0", "²", "٣", "2.5", "x", "9" * 400])
def test_the_number_of_a_sheet_or_line_is_digits_alone(text: str) -> None:
    assert (_whole(""), _whole("07")) == (0, 7)
    with pytest.raises(ValueError, match="is no number of a line"):
        _whole(text)


def test_rows_with_space_around_the_accession_number_keep_their_place(tmp_path: Path) -> None:
    rows = [f" {ROWS[1]}", ROWS[2], ROWS[4].replace(ADSH, f"{ADSH} ", 1)]
    report = read_first(write_data_set(tmp_path, rows))
    lines = [occurrence.place.line for fact in report.facts for occurrence in fact.occurrences]
    assert lines == [2, 3, 4]
    assert not report.findings


def test_the_last_line_needs_no_end_and_blocks_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_first(write_data_set(tmp_path))
    (tmp_path / "num.txt").write_text((NUM_HEAD + "".join(row + "\n" for row in ROWS)).removesuffix("\n"))
    monkeypatch.setattr("gaapgraph.reader.sec.archive._BLOCK", 7)
    assert read_first(tmp_path).facts == whole.facts

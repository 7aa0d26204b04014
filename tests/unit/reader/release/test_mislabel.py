"""A row under a wrong label is proved by another statement of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading


def statement(title: str, head: str, wrong: str) -> str:
    return (
        f"{title}\n\n\t{head}\n\tThousands of JPY\n"
        "INVESTING ACTIVITIES:\t\nPurchase of equipment\t(500)\nAcquisition of a company\t(900)\n"
        "Net cash used in investing activities\t(1,400)\n"
        f"FINANCING ACTIVITIES:\t\nProceeds from borrowings\t300\n{wrong}\t6,000\n"
        "Net cash provided by financing activities\t6,300\n\nText.\n\n"
    )


YEAR = statement("Annual statements of cash flows", "Year ended March 31, 2009", "Proceeds from minority shareholders")
QUARTER = statement(
    "Quarterly statements of cash flows", "Three months ended March 31, 2009", "Acquisition of a company"
)


def test_row_gets_the_label_that_the_longer_statement_proves(read: Callable[..., Reading]) -> None:
    wrong = "Acquisition of a company"
    reading = read(YEAR + QUARTER.replace(f"{wrong}\t(900)\n", ""))
    (finding,) = [finding for finding in reading.findings if finding.code == "GG-READ-LABEL"]
    (mended,) = [figure for figure in reading.figures if figure.printed_label]
    assert (mended.label, mended.printed_label) == ("Proceeds from minority shareholders", wrong)
    assert finding.place == mended.place
    assert "Proceeds from minority shareholders" in finding.message


def test_same_labels_prove_nothing(read: Callable[..., Reading]) -> None:
    same = statement(
        "Quarterly statements of cash flows", "Three months ended March 31, 2009", "Proceeds from minority shareholders"
    )
    assert not [finding for finding in read(YEAR + same).findings if finding.code == "GG-READ-LABEL"]


def test_another_amount_proves_nothing(read: Callable[..., Reading]) -> None:
    other = QUARTER.replace("Acquisition of a company\t(900)\n", "").replace("6,000", "5,999")
    assert not [finding for finding in read(YEAR + other).findings if finding.code == "GG-READ-LABEL"]

"""Derived, cross-document and trap questions, each with what a reader computed from the printed or tagged figures.

Written before what answers them. `ask` is how a user asks it of the library; `where` picks the row that is meant by
what its cells show, and `cells` are the figures, to the digit to which they were computed. A question that must be
refused has no `cells`: an answer to it is confidently wrong.
"""

from __future__ import annotations

import lzma
import tempfile
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.store import gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

__all__ = ["QUESTIONS", "SOURCES", "Asked", "gather_source", "judge_rows"]

FILINGS = Path(__file__).parents[2] / ".." / "shared" / "data" / "filings"
SOURCES = {
    "iij": None,  # what is shipped
    "nflx": FILINGS / "nflx-10k-fy2009" / "nflx-20091231.xml",
    "aapl": FILINGS / "aapl-10k-fy2010" / "aapl-20100925.xml",
    "msft": FILINGS / "msft-10k-fy2015" / "msft-20150630.xml",
    "wmt": FILINGS / "us-ixbrl" / "wmt-10-k-2025-03-14.html.xz",
    "googl": FILINGS / "us-ixbrl" / "googl-10-k-2025-02-05.html.xz",
    "abbv": FILINGS / "us-ixbrl" / "abbv-10-k-2025-02-14.html.xz",
    "nke": FILINGS / "us-ixbrl" / "nke-10-k-2025-07-17.html.xz",
    "nvda": FILINGS / "us-ixbrl" / "nvda-10-q-2025-08-27.html.xz",
    "hubs": FILINGS / "us-ixbrl" / "hubs-10-q-2025-08-06.html.xz",
    "pg": FILINGS / "us-ixbrl" / "pg-10-q-2025-04-24.html.xz",
    "adbe": FILINGS / "us-ixbrl" / "adbe-10-k-2025-01-13.html.xz",
}


@dataclass(frozen=True)
class Asked:
    """A question, how it is asked, and what is right."""

    of: str
    question: str
    ask: str
    given: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def _of(of: str, *rows: tuple[str, str, dict[str, str], dict[str, str], dict[str, str]]) -> list[Asked]:
    return [Asked(of, *row) for row in rows]


YEAR = {"period": "FY2008"}
IIJ = _of(
    "iij",
    # growth and contribution: lines 383 to 396 of the release
    (
        "How did revenue grow in FY2008?",
        "compare_years",
        {"period": "FY2008", "concept": "Total revenues"},
        {},
        {"value": "69730730000", "before": "66835299000", "growth": "0.043322"},
    ),
    (
        "How many points of that came from systems construction?",
        "split_growth_by_service",
        YEAR,
        {"service": "Systems Construction"},
        {"change": "-3366748000", "contribution": "-0.050374"},
    ),
    (
        "And from outsourcing services?",
        "split_growth_by_service",
        YEAR,
        {"service": "Outsourcing Services"},
        {"contribution": "0.025011"},
    ),
    (
        "How many points of the fall of total assets came from current assets?",
        "split_growth_by_part",
        {"period": "2009-03-31", "concept": "us-gaap:Assets"},
        {"item": "Assets, Current"},
        {"contribution": "-0.074123"},
    ),
    (
        "And from property and equipment?",
        "split_growth_by_part",
        {"period": "2009-03-31", "concept": "us-gaap:Assets"},
        {"item": "Property, Plant and Equipment, Net"},
        {"contribution": "0.025720"},
    ),
    # discrete quarters
    (
        "What was revenue of the first nine months?",
        "compare_quarter_with_nine_months",
        {"period": "FY2008", "concept": "us-gaap:Revenues"},
        {"concept": "us-gaap:Revenues"},
        {"nineMonths": "50789003000", "shareOfYear": "0.271641"},
    ),
    (
        "What was net income of the first nine months?",
        "compare_quarter_with_nine_months",
        {"period": "FY2008", "concept": "Net income"},
        {},
        {"nineMonths": "354322000", "quarter": "1064982000"},
    ),
    (
        "And operating income?",
        "compare_quarter_with_nine_months",
        {"period": "FY2008", "concept": "Operating income"},
        {},
        {"nineMonths": "1844342000"},
    ),
    (
        "Which revenue does “up 8.0% from 3Q08” imply for that quarter?",
        "imply_figures",
        {"concept": "us-gaap:Revenues"},
        {"period": "2008-10-01/2008-12-31"},
        {"low": "17530519666.82", "high": "17546760074.11"},
    ),
    (
        "What must the second half of FY2009 bring in revenue?",
        "imply_second_half",
        {"concept": "us-gaap:Revenues"},
        {},
        {"secondHalf": "39500000000", "share": "0.541096"},
    ),
    (
        "And in operating income?",
        "imply_second_half",
        {"concept": "Operating income"},
        {},
        {"secondHalf": "2500000000", "share": "0.757576"},
    ),
    # which of two totals
    (
        "What is total debt, which no line prints?",
        "measure_net_debt",
        {"period": "2009-03-31"},
        {},
        {"debt": "15488377000", "netDebt": "5300653000"},
    ),
    (
        "What was net debt a year before, when short-term investments were held?",
        "measure_net_debt",
        {"period": "2008-03-31"},
        {},
        {"debt": "17344307000", "netDebt": "5861146000"},
    ),
    (
        "Which shares are outstanding, those issued or those without treasury stock?",
        "measure_book_value_per_share",
        {"period": "2009-03-31"},
        {},
        {"outstanding": "202544", "perShare": "124265.27"},
    ),
    (
        "What is the total of connectivity services within connectivity and outsourcing?",
        "show_revenue_mix",
        YEAR,
        {"service": "Connectivity and Outsourcing Services"},
        {"value": "35075596000", "share": "0.503015"},
    ),
    # signs
    (
        "Did investing provide or use cash, and how much?",
        "bridge_cash",
        YEAR,
        {},
        {"investing": "-3328072000", "exchange": "-12716000", "rest": "0"},
    ),
    ("Was tax a benefit in FY2007?", "measure_tax_rate", {"period": "FY2007"}, {}, {"tax": "-861414000"}),
    (
        "What was free cash flow after lease payments?",
        "measure_free_cash_flow",
        YEAR,
        {},
        {"freeCashFlow": "5639491000", "afterLeases": "1685657000"},
    ),
    # units
    (
        "What did a treasury share cost?",
        "measure_repurchase_price",
        {},
        {"period": "2009-03-31"},
        {"price": "103341.89"},
    ),
    (
        "How many contracts of corporate connectivity were there at the end of FY2008?",
        "list_contracts",
        {},
        {"service": "Connectivity Services (Corporate Use)"},
        {"opening": "27955", "closing": "48802"},
    ),
    (
        "What was revenue in dollars?",
        "show_concept",
        {"period": "FY2008", "concept": "us-gaap:Revenues"},
        {"members": "", "unit": "USD", "value": "703285000"},
        {"low": "703284500", "high": "703285500"},
    ),
    # roll-forwards
    (
        "Does the accumulated deficit roll forward?",
        "roll_forward_equity",
        YEAR,
        {"component": "Retained Earnings [Member]"},
        {"opening": "-19555489000", "movements": "1006348000", "closing": "-18549141000", "rest": "0"},
    ),
    (
        "Does the backlog roll forward to revenue?",
        "roll_forward_backlog",
        YEAR,
        {},
        {"implied": "34632000000", "stated": "34631682000"},
    ),
    (
        "Does cash of FY2007 roll forward?",
        "bridge_cash",
        {"period": "FY2007"},
        {},
        {"opening": "13554544000", "closing": "11470980000", "rest": "0"},
    ),
    # ratios and margins
    (
        "How many basis points did the operating margin lose?",
        "measure_margins",
        YEAR,
        {},
        {"operatingChange": "-293.7"},
    ),
    (
        "How many days were receivables outstanding on average balances?",
        "measure_days_on_averages",
        YEAR,
        {},
        {"receivableDays": "58.92"},
    ),
    ("How leveraged is operating income?", "measure_operating_leverage", YEAR, {}, {"incomeGrowth": "-0.387023"}),
    (
        "How much of net income was paid out?",
        "measure_payout",
        YEAR,
        {},
        {"dividends": "412956000", "payout": "0.290957"},
    ),
    # across the two documents
    (
        "Do goodwill and other intangible assets of the release make what the risk factors said?",
        "compare_documents",
        {},
        {"value": "5900000000"},
        {"later": "5907375000", "agrees": "true"},
    ),
    (
        "Is an unamortized amount of one subsidiary comparable with the balance of all?",
        "compare_documents",
        {},
        {"value": "4300000000", "comparability": "componentsIncomplete"},
        {"agrees": ""},
    ),
    ("Which figures do both documents state?", "find_facts_in_both_documents", {}, {}, {"agrees": "true"}),
)
NFLX = _of(
    "nflx",
    (
        "How did revenue grow in 2009?",
        "compare_years",
        {"concept": "us-gaap:Revenues", "period": "FY2009"},
        {},
        {"growth": "0.223944"},
    ),
    (
        "How many basis points did gross margin gain?",
        "measure_margins",
        {"period": "FY2009"},
        {},
        {"grossMargin": "0.353834", "grossChange": "208.4"},
    ),
    (
        "Does cash roll forward without any effect of exchange rates?",
        "bridge_cash",
        {"period": "FY2009"},
        {},
        {"opening": "139881000", "closing": "134224000", "exchange": "", "rest": "0"},
    ),
    ("What was free cash flow?", "measure_free_cash_flow", {"period": "FY2009"}, {}, {"freeCashFlow": "279131000"}),
    (
        "What is working capital?",
        "measure_working_capital",
        {"period": "2009-12-31"},
        {},
        {"workingCapital": "184644000"},
    ),
    (
        "What is equity per share outstanding?",
        "measure_book_value_per_share",
        {"period": "2009-12-31"},
        {},
        {"outstanding": "53440073", "perShare": "3.7265"},
    ),
    (
        "What is net income per basic share, computed?",
        "compare_per_share",
        {"period": "FY2009"},
        {},
        {"perShare": "2.0484", "printed": "2.05"},
    ),
    (
        "How often does income cover interest?",
        "measure_interest_coverage",
        {"period": "FY2009"},
        {},
        {"coverage": "29.6431"},
    ),
    (
        "What moved additional paid-in capital of 2009, all of it?",
        "roll_forward_equity",
        {"period": "FY2009"},
        {"component": "AdditionalPaidInCapitalMember"},
        {"opening": "338577000", "movements": "-338577000", "closing": "0", "rest": "0"},
    ),
    (
        "What is left of the year's equity beside what the question counts? Other comprehensive income.",
        "roll_forward_equity",
        {"period": "FY2009"},
        {"component": "", "opening": "347155000"},
        {"rest": "189000"},
    ),
    (
        "Do retained earnings of 2008 roll forward?",
        "roll_forward_equity",
        {"period": "FY2008"},
        {"closing": "108452000"},
        {"opening": "25426000", "movements": "83026000", "rest": "0"},
    ),
)
AAPL = _of(
    "aapl",
    (
        "How did net sales grow in fiscal 2010?",
        "compare_years",
        {"concept": "us-gaap:SalesRevenueNet", "period": "FY2010"},
        {},
        {"value": "65225000000", "growth": "0.520219"},
    ),
    (
        "What were the nine months before the fourth quarter?",
        "compare_quarter_with_nine_months",
        {"period": "FY2010", "concept": "us-gaap:NetIncomeLoss"},
        {},
        {"nineMonths": "9705000000"},
    ),
    ("Which quarter's margin?", "measure_margins", {"period": "2010-06-27/2010-09-25"}, {}, {"netMargin": "0.211768"}),
    (
        "What is return on average equity?",
        "split_return_on_equity",
        {"period": "FY2010"},
        {},
        {"returnOnEquity": "0.352835"},
    ),
    (
        "Is there net cash, and how much, without long-term securities?",
        "measure_net_debt",
        {"period": "2010-09-25"},
        {},
        {"cash": "11261000000"},
    ),
    ("What is the current ratio?", "measure_liquidity", {"period": "2010-09-25"}, {}, {"currentRatio": "2.011292"}),
    ("Does cash roll forward?", "bridge_cash", {"period": "FY2009"}, {}, {"closing": "5263000000", "rest": "0"}),
)
MSFT = _of(
    "msft",
    (
        "What was net income of the twelve months to September 2014?",
        "derive_trailing_year",
        {"concept": "us-gaap:NetIncomeLoss"},
        {"end": "2014-09-30"},
        {"value": "21370000000", "told": "derived"},
    ),
    (
        "And of the quarter to December 2014?",
        "derive_quarters",
        {"concept": "us-gaap:NetIncomeLoss"},
        {"end": "2014-12-31"},
        {"value": "5863000000", "told": "reported"},
    ),
    (
        "What was net debt, with the current portion?",
        "measure_net_debt",
        {"period": "2015-06-30"},
        {},
        {"debt": "35292000000", "netDebt": "-61234000000"},
    ),
    (
        "How did revenue grow?",
        "compare_years",
        {"concept": "us-gaap:SalesRevenueNet", "period": "FY2015"},
        {},
        {"growth": "0.077701"},
    ),
    (
        "How many basis points did the operating margin lose?",
        "measure_margins",
        {"period": "FY2015"},
        {},
        {"operatingChange": "-1256.1"},
    ),
    (
        "Which sign has net income of the last quarter?",
        "measure_margins",
        {"period": "2015-04-01/2015-06-30"},
        {},
        {"netMargin": "-0.144049"},
    ),
    ("What was paid out of net income?", "measure_payout", {"period": "FY2015"}, {}, {"payout": "0.810465"}),
    (
        "Does cash roll forward?",
        "bridge_cash",
        {"period": "FY2015"},
        {},
        {"opening": "8669000000", "closing": "5595000000", "exchange": "-73000000", "rest": "0"},
    ),
    ("What is the effective tax rate?", "measure_tax_rate", {"period": "FY2015"}, {}, {"rate": "0.341168"}),
    (
        "What were the first nine months' net income?",
        "compare_quarter_with_nine_months",
        {"period": "FY2015", "concept": "us-gaap:NetIncomeLoss"},
        {},
        {"nineMonths": "15388000000"},
    ),
    (
        "What is the quick ratio, with short-term investments?",
        "measure_liquidity",
        {"period": "2015-06-30"},
        {},
        {"quickRatio": "2.295198"},
    ),
)
# three filings of today without a linkbase: computed from the lines of their statements and segment tables
WMT = _of(
    "wmt",
    (
        "What did Walmart U.S. keep of its revenue, 23,882 of 465,009, and how did that change?",
        "measure_segment_margins",
        {"period": "FY2025"},
        {"segment": "Walmart US"},
        {"revenue": "465009000000", "income": "23882000000", "margin": "0.051358", "change": "14.4"},
    ),
    (
        "And Walmart International, 5,501 of 123,363?",
        "measure_segment_margins",
        {"period": "FY2025"},
        {"segment": "Walmart International"},
        {"margin": "0.044592", "change": "22.9"},
    ),
    (
        "What stands between the segments and the group?",
        "list_segment_results",
        {"period": "FY2025"},
        {"part": "Corporate And Reconciling Items"},
        {"value": "-2439000000"},
    ),
    (
        "What part of all revenue, and not of net sales alone, went into cost of sales: 511,753 of 680,985?",
        "break_down_costs",
        {"period": "FY2025"},
        {"concept": "us-gaap:CostOfRevenue"},
        {"share": "0.751489"},
    ),
    (
        "How much faster than revenue did operating income grow?",
        "measure_operating_leverage",
        {"period": "FY2025"},
        {},
        {"revenueGrowth": "0.0507", "incomeGrowth": "0.08648", "leverage": "1.7057"},
    ),
    (
        "What led from opening to closing cash, restricted cash within both?",
        "bridge_cash",
        {"period": "FY2025"},
        {},
        {
            "opening": "9935000000",
            "operating": "36443000000",
            "investing": "-21379000000",
            "financing": "-14822000000",
            "exchange": "-641000000",
            "closing": "9536000000",
            "rest": "0",
        },
    ),
    (
        "How many points of the growth of net sales came from groceries of Walmart U.S., 276,003 after 264,210?",
        "split_growth_by_service",
        {"period": "FY2025"},
        {"service": "Grocery", "within": "Walmart US"},
        {"change": "11793000000", "contribution": "0.018351"},
    ),
    (
        "How far do current liabilities exceed current assets?",
        "measure_liquidity",
        {"period": "2025-01-31"},
        {},
        {"workingCapital": "-17126000000", "currentRatio": "0.822683"},
    ),
    (
        "What part of net income attributable to Walmart was paid out?",
        "measure_payout",
        {"period": "FY2025"},
        {},
        {"payout": "0.344104"},
    ),
    (
        "What were days of inventory in fiscal 2023, whose balances the filing does not show?",
        "measure_days_outstanding",
        {"period": "FY2023"},
        {},
        {"inventoryDays": ""},
    ),
)
GOOGL = _of(
    "googl",
    (
        "What did Google Cloud keep of its revenue, 6,112 of 43,229 after 1,716 of 33,088?",
        "measure_segment_margins",
        {"period": "FY2024"},
        {"segment": "Google Cloud"},
        {"margin": "0.141387", "change": "895.2"},
    ),
    (
        "What part of revenue is Search, 198,084 of 350,018?",
        "show_revenue_mix",
        {"period": "FY2024"},
        {"service": "Google Search Other"},
        {"within": "Google Services", "share": "0.565925"},
    ),
    (
        "And how many points of growth came from it?",
        "split_growth_by_service",
        {"period": "FY2024"},
        {"service": "Google Search Other"},
        {"contribution": "0.074988"},
    ),
    ("What was free cash flow?", "measure_free_cash_flow", {"period": "FY2024"}, {}, {"freeCashFlow": "72764000000"}),
    (
        "What is debt with finance leases (2,300 + 999 + 10,883 + 235 + 1,442), less cash and marketable securities?",
        "measure_net_debt",
        {"period": "2024-12-31"},
        {},
        {"debt": "15859000000", "netDebt": "-79798000000"},
    ),
    (
        "What was returned on average equity?",
        "split_return_on_equity",
        {"period": "FY2024"},
        {},
        {"returnOnEquity": "0.329085"},
    ),
    (
        "What was EBITDA, where amortization is not stated?",
        "reconcile_ebitda",
        {"period": "FY2024"},
        {},
        {"computed": ""},
    ),
)
OTHERS = [
    *_of(
        "abbv",
        (
            "What is net debt, 6,804 and 60,340 less 5,524 and 31, where notes state parts of the leases apart?",
            "measure_net_debt",
            {"period": "2024-12-31"},
            {},
            {
                "borrowings": "6804000000",
                "longTermDebt": "60340000000",
                "debt": "67144000000",
                "netDebt": "61589000000",
            },
        ),
    ),
    *_of(
        "nke",
        (
            "What is net debt, 5 and 7,961 less 7,464 and short-term investments of 1,687?",
            "measure_net_debt",
            {"period": "2025-05-31"},
            {},
            {"investments": "1687000000", "netDebt": "-1185000000"},
        ),
        (
            "And the quick ratio, 7,464 and 1,687 and 4,717 over 10,566?",
            "measure_liquidity",
            {"period": "2025-05-31"},
            {},
            {"quickRatio": "1.312512"},
        ),
    ),
]
NVDA = _of(
    "nvda",
    (
        "What was the gross margin of the second quarter, 33,853 of 46,743 after 22,574 of 30,040?",
        "measure_margins",
        {"period": "2Q26"},
        {},
        {"grossMargin": "0.724237", "grossChange": "-272.3"},
    ),
    (
        "And of the same quarter of the year before?",
        "measure_margins",
        {"period": "2Q25"},
        {},
        {"revenue": "30040000000", "grossMargin": "0.751465"},
    ),
    (
        "What did Compute & Networking keep of its revenue in the quarter?",
        "measure_segment_margins",
        {"period": "2Q26"},
        {"segment": "Compute And Networking Segment"},
        {"margin": "0.68624", "change": "-264.6"},
    ),
    (
        "How many points of growth came from the data center?",
        "split_growth_by_service",
        {"period": "2Q26"},
        {"service": "Data Center"},
        {"contribution": "0.493475"},
    ),
    ("What was the tax rate of the quarter?", "measure_tax_rate", {"period": "2Q26"}, {}, {"rate": "0.153304"}),
    (
        "What is the quick ratio, with marketable securities?",
        "measure_liquidity",
        {"period": "2025-07-27"},
        {},
        {"quickRatio": "3.487612"},
    ),
    ("What was free cash flow of the second quarter alone?", "measure_free_cash_flow", {"period": "2Q26"}),
)
REFUSED = [
    Asked(
        "msft",
        "What was net income of the quarter to June 2013, of which only the year is reported?",
        "derive_quarters",
        {"concept": "us-gaap:NetIncomeLoss"},
        {"end": "2013-06-30"},
        {"value": ""},
    ),
    Asked(
        "iij", "What did revenue grow in FY2007?", "compare_years", {"period": "FY2007", "concept": "us-gaap:Revenues"}
    ),
    Asked("iij", "What was net income of FY2005?", "show_concept", {"period": "FY2005", "concept": "Net income"}),
    Asked("iij", "What is the headcount?", "show_concept", {"concept": "Number of employees"}),
    Asked("iij", "What is operating income per contract?", "measure_revenue_per_contract", {"period": "FY2005"}),
    Asked(
        "iij",
        "What was free cash flow of the third quarter?",
        "measure_free_cash_flow",
        {"period": "2008-10-01/2008-12-31"},
    ),
    Asked("iij", "What is the target for FY2010?", "compare_guidance", {"period": "FY2010"}),
    Asked(
        "nflx",
        "What were days of inventory?",
        "measure_days_outstanding",
        {"period": "FY2009"},
        {},
        {"inventoryDays": ""},
    ),
    Asked(
        "nflx",
        "What was net debt, where debt stands under a concept that the definition does not know?",
        "measure_net_debt",
        {"period": "2009-12-31"},
        {},
        {"netDebt": "", "debt": ""},
    ),
    Asked("aapl", "What part of net income was paid out?", "measure_payout", {"period": "FY2010"}),
    Asked(
        "msft",
        "What were margins of the segments?",
        "measure_segment_margins",
        {"period": "FY2014"},
        {"segment": "Nokia"},
    ),
]
HUBS = _of(
    "hubs",
    (
        "How did revenue grow in the second quarter?",
        "compare_years",
        {"period": "2025-04-01/2025-06-30", "concept": "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"},
        {},
        {"value": "760866000", "before": "637230000", "growth": "0.194021"},
    ),
    (
        "What was the net margin of the quarter, a loss?",
        "measure_margins",
        {"period": "2025-04-01/2025-06-30"},
        {},
        {"netMargin": "-0.004282", "grossMargin": "0.839445"},
    ),
    (
        "By how many basis points did the gross margin fall?",
        "measure_margins",
        {"period": "2025-04-01/2025-06-30"},
        {},
        {"grossChange": "-106.6"},
    ),
    (
        "What did operating cash leave after purchases of property in the half year?",
        "measure_free_cash_flow",
        {"period": "2025-01-01/2025-06-30"},
        {},
        {"freeCashFlow": "296562000"},
    ),
    (
        "What was EBITDA of the half year?",
        "reconcile_ebitda",
        {"period": "2025-01-01/2025-06-30"},
        {},
        {"computed": "9928000"},
    ),
    (
        "And of the quarter alone, of which a note states a part of the depreciation?",
        "reconcile_ebitda",
        {"period": "2025-04-01/2025-06-30"},
        {},
        {"computed": ""},
    ),
    (
        "At what rate was the loss before tax taxed?",
        "measure_tax_rate",
        {"period": "2025-04-01/2025-06-30"},
        {},
        {"rate": ""},
    ),
    (
        "What was the net loss of the first quarter, which only the statement of equity has?",
        "derive_quarters",
        {"concept": "us-gaap:NetIncomeLoss"},
        {"end": "2025-03-31"},
        {"value": "-21793000", "told": "reported"},
    ),
    (
        "What is the working capital?",
        "measure_liquidity",
        {"period": "2025-06-30"},
        {},
        {"workingCapital": "1022684000"},
    ),
    (
        "What was revenue of the last twelve months?",
        "derive_trailing_year",
        {"concept": "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"},
        {"end": "2025-06-30", "told": "derived"},
        {},
    ),
)
PG = _of(
    "pg",
    (
        "How did sales change in the third quarter?",
        "compare_years",
        {"period": "2025-01-01/2025-03-31", "concept": "us-gaap:Revenues"},
        {},
        {"value": "19776000000", "before": "20195000000", "growth": "-0.020748"},
    ),
    (
        "What is the gross margin of nine months, of which no gross profit is printed?",
        "measure_margins",
        {"period": "2024-07-01/2025-03-31"},
        {},
        {"grossMargin": "0.518369"},
    ),
    (
        "Which net margin has the parent, without noncontrolling interests?",
        "measure_margins",
        {"period": "2024-07-01/2025-03-31"},
        {},
        {"netMargin": "0.194952"},
    ),
    (
        "At what rate were nine months taxed?",
        "measure_tax_rate",
        {"period": "2024-07-01/2025-03-31"},
        {},
        {"rate": "0.204973"},
    ),
    (
        "How often did operating income cover interest?",
        "measure_interest_coverage",
        {"period": "2024-07-01/2025-03-31"},
        {},
        {"coverage": "23.16"},
    ),
    (
        "How did operating income move beside falling sales?",
        "measure_operating_leverage",
        {"period": "2025-01-01/2025-03-31"},
        {},
        {"incomeGrowth": "0.021973", "revenueGrowth": "-0.020748"},
    ),
    (
        "What is net debt, where cash is stated with restricted cash alone?",
        "measure_net_debt",
        {"period": "2025-03-31"},
        {},
        {"netDebt": ""},
    ),
)
ADBE = _of(
    "adbe",
    (
        "How did revenue grow?",
        "compare_years",
        {"period": "2023-12-02/2024-11-29", "concept": "us-gaap:Revenues"},
        {},
        {"value": "21505000000", "before": "19409000000", "growth": "0.107991"},
    ),
    (
        "By how many basis points did the operating margin fall?",
        "measure_margins",
        {"period": "2023-12-02/2024-11-29"},
        {},
        {"operatingMargin": "0.313462", "operatingChange": "-291.6"},
    ),
    (
        "What was the effective rate of tax?",
        "measure_tax_rate",
        {"period": "2023-12-02/2024-11-29"},
        {},
        {"rate": "0.197807", "paid": "1727000000"},
    ),
    (
        "What is left of operating cash after purchases of property?",
        "measure_free_cash_flow",
        {"period": "2023-12-02/2024-11-29"},
        {},
        {"freeCashFlow": "7873000000"},
    ),
    (
        "What is net debt, where long-term debt may or may not hold what is due?",
        "measure_net_debt",
        {"period": "2024-11-29"},
        {},
        {"netDebt": ""},
    ),
)
QUESTIONS = [*IIJ, *NFLX, *AAPL, *MSFT, *WMT, *GOOGL, *NVDA, *OTHERS, *REFUSED, *HUBS, *PG, *ADBE]


@cache
def gather_source(of: str) -> Store:
    """Return what a source of the questions gives: what is shipped, or a filing, which may lie packed.

    Several tests ask about it, and none changes it.
    """
    source = SOURCES[of]
    if source is None or source.suffix != ".xz":
        return gather([] if source is None else [source])
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / source.stem
        page.write_bytes(lzma.decompress(source.read_bytes()))
        return gather([page])


def judge_rows(asked: Asked, rows: Sequence[Mapping[str, str]]) -> str:
    """Return `right`, `refused`, or what is wrong, of the rows of an answer."""
    found = [row for row in rows if all(row[name] == value for name, value in asked.where.items())]
    if not found or all(not row[name] for row in found for name in asked.cells if asked.cells[name]):
        return "refused" if not found or any(asked.cells.values()) else "right"
    wrong = {
        name: row[name] for row in found for name, value in asked.cells.items() if not _is_same(row[name], value, name)
    }
    return f"wrong: {wrong}, not {asked.cells}" if wrong else "right"


def _is_same(found: str, wanted: str, name: str) -> bool:
    if not wanted or not found or not wanted.lstrip("-").replace(".", "", 1).isdigit():
        return found == wanted
    mode = {"low": ROUND_FLOOR, "high": ROUND_CEILING}.get(name, ROUND_HALF_UP)
    return Decimal(found).quantize(Decimal(wanted), mode) == Decimal(wanted)

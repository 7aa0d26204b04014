"""What a business counts of its operation, in tables whose unit is money: trucks, loads, patients, miles, nights.

Summaries of quarters need it, which state "Total tractors (at quarter end)" below revenues in thousands of dollars.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gaapgraph.deferral import late_pattern, recalling_pattern

__all__ = ["OF_ONE", "heads_operation", "names_money", "names_operation", "names_thing"]

# Headings and titles of what is counted: "Operating data:", "KEY OPERATING STATISTICS", "Other operating metrics"
_HEADING = late_pattern(
    r"^\W*(?:\w+\s+){0,3}(?:(?:operating|operational)\s+(?:and\s+\w+\s+)?(?:data|statistics|metrics|measures|information|highlights|indicators)"
    r"|statistic(?:s|al\s+(?:data|information))|key\s+(?:performance\s+)?(?:metrics|indicators|statistics)|KPIs)\b",
    re.IGNORECASE,
)
_THINGS = (
    r"tractors?|trucks?|trailers?|containers?|chassis|railcars?|locomotives?|drivers?|owner-operators?|terminals?|barges?|vessels?"
    r"|aircraft|planes?|helicopters?|buses|loads|shipments|carloads?|packages|parcels|pieces|stops|deliveries|routes"
    r"|patients?|procedures?|surgeries|admissions?|discharges?|beds?|visits?|encounters?|scripts?|prescriptions?|treatments?|tests"
    r"|clinics?|centers?|hospitals?|facilities|practices|clinicians|physicians|doctors|nurses|dentists|therapists"
    r"|stores?|shops?|restaurants?|outlets?|showrooms?|boutiques?|gyms|clubs?|studios?|theat(?:er|re)s?|screens?|attendees|guests"
    r"|members?|memberships|subscribers?|subscriptions|users?|accounts|customers?|clients?|advis[oe]rs?|agents?|brokers?|students?|learners?"
    r"|enrol(?:l)?ments?|campuses|schools|employees?|associates|personnel|headcount|colleagues|teammates|consultants?|FTEs|engineers"
    r"|hotels?|rooms?|suites|keys|nights|properties|communities|homesites|lots|homes?|closings|apartments|units|tenants|sites?|towers?"
    r"|wells?|rigs?|boats?|cars|motorcycles|machines|terminals|games|slots|ATMs|branches|polic(?:y|ies)|policyholders|claims|households"
    r"|lines|connections|passings|meters|miles|kilomet(?:er|re)s|hours|days|gallons|pounds|tons|tonnes|barrels|departures|flights|passengers"
    r"|downloads|installs|orders|transactions|bookings|listings|sellers|buyers|merchants|developers|impressions|streams|acres|wafers|plants"
)
_QUALIFIED = (
    r"total|average|avg\.?|active|new|net\s+new|number\s+of|company[\s-](?:owned|operated)|franchised?|licensed|owned|leased|operating"
    r"|paying|paid|monthly|daily|same[\s-]store|licensed|staffed|billable|completed|loaded|empty|owner-operator|independent"
)
_STATE = (
    r"sold|delivered|shipped|closed|ordered|served|treated|performed|completed|operated|operating|open(?:ed)?|hauled|driven|flown|handled|moved|carried|transported"
    r"|produced|installed|enrolled|managed|owned|leased|occupied|in\s+(?:service|operation|force|use|backlog)|under\s+(?:management|contract|construction)"
)
_AT_END = (
    r"(?:\(?(?:at|as\s+of)\s+(?:the\s+)?(?:(?:quarter|period|year|month)[\s-]end|end\s+of\s+(?:the\s+)?(?:quarter|period|year|month))\)?"
    r"|\(?end\s+of\s+(?:the\s+)?(?:quarter|period|year)\)?|\((?:in\s+)?(?:thousands|millions|000['’]?s)\)|,\s*(?:in\s+)?(?:thousands|millions))"
)
# A label that is nothing but what is counted, with a word that tells it from what is owned and has a value.
_COUNTED = late_pattern(
    rf"^\W*(?:(?P<qualified>(?:(?:{_QUALIFIED})\s+)+)(?:[\w'’&-]+\s+){{0,2}}?|(?:[\w'’&-]+\s+){{0,3}}?)"
    rf"(?:{_THINGS})(?:\s+(?P<state>{_STATE}))?\W*(?:(?P<end>{_AT_END})\W*)?$"
    r"(?(qualified)|(?(state)|(?(end)|(?!))))",
    re.IGNORECASE,
)
_WEEKS = late_pattern(
    r"^\W*(?:total\s+)?(?:store|restaurant|sales|operating|unit|shop)\s+(?:operating\s+)?(?:weeks|months|days)\W*$",
    re.IGNORECASE,
)
# Persons and deeds, which no balance sheet has: "Admissions", "Emergency room visits", "New patients"
_NEVER_OWNED = late_pattern(
    r"^\W*(?:[\w'’&-]+\s+){0,4}?(?:admissions|discharges|visits|encounters|patients|procedures|surgeries|treatments|prescriptions|births"
    r"|passengers|departures|guests|attendance|visitors|viewers|shoppers|traffic(?:\W+visits)?|students|enrol(?:l)?ments|subscribers|members|memberships?|buyers|consumers|net\s+additions|shipments|loads|deliveries|carloads|packages"
    r"|downloads|trips|rides|room\s+nights|nights\s+booked|drivers|physicians|clinicians|advis[oe]rs|employees|FTE['’]?s|net\s+new\s+orders)\W*$",
    re.IGNORECASE,
)
# What one of them brings or costs, which no scale of a table multiplies: "Revenue per equivalent admission"
OF_ONE = recalling_pattern(
    r"\bper\s+(?:[\w-]+\s+){0,3}?(?:admission|discharge|visit|patient|procedure|treatment|bed|passenger|guest|student|subscriber|member|user|trip"
    r"|ride|shipment|load|order|carload|package|stop|tractor|truck|trailer|mile|hour|night|room|seat|departure|policy|transaction|prescription|acre|lot)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"^\W*(?:[\w'’&-]+\s+){0,3}?(?:customers|clients|users|members|subscribers|merchants|accounts|patients|tenants)\s+"
    r"(?:with|having|over|above|generating|contributing|spending|paying)\b",
    re.IGNORECASE,
)
_DEGREES = late_pattern(r"\bdegree[\s-]days\b", re.IGNORECASE)
# "Revenue passengers", "Revenue ton miles" are those that pay
_PAYING = re.compile(rf"\brevenue\s+(?=(?:{_THINGS}|ton|seat)\b)", re.IGNORECASE)
_THING = late_pattern(rf"\b(?:{_THINGS}|haul|age|length)\b", re.IGNORECASE)
_OF_MONEY = late_pattern(
    r"\b(?:revenues?|sales|costs?|expenses?|incomes?|profits?|earnings|loss(?:es)?|gains?|payments?|purchases?|proceeds|investments?|depreciation"
    r"|amorti[sz]ation|impairments?|deposits?|advances?|prices?|rates?|value|wages|salaries|compensation|benefits|taxes|interest|debt|cash"
    r"|assets|liabilities|equity|receivables?|payables?|accrued|fees?|commissions?|premiums?|rent|royalt\w+|EBIT\w*|margin|net\s+of|at\s+cost"
    r"|bookings|billings|backlog|spend(?:ing)?|expenditures?|capital|loans|borrowings|securities|goodwill|inventor(?:y|ies)|notes|mortgages|reserves?|allowance|AUM|dollars?|volumes?|ARR|ARPU|RevPAR|ADR)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def heads_operation(text: str) -> bool:
    """Say whether a heading or title announces what a business counts.

    >>> heads_operation("Operating data:"), heads_operation("Operating expenses:")
    (True, False)
    """
    return _HEADING.search(text) is not None


@lru_cache(maxsize=16384)
def names_operation(label: str, *, is_below: bool, is_whole: bool = True) -> bool:
    """Say whether a label names what is counted.

    Args:
        label: The label of a row.
        is_below: It stands below a heading of operating data, where all is counted that is not said to be money.
        is_whole: Its figures have no decimal places; with some a label that names no thing may be a price.

    >>> names_operation("Total tractors (at quarter end)", is_below=False), names_operation("Tractors", is_below=False)
    (True, False)
    """
    if _WITH.match(label):  # "Customers with ARR over $100,000" are no money, whatever they have
        return True
    if names_money(label) and not _WEEKS.match(label):
        return False
    label = _PAYING.sub("", label)
    if any(pattern.search(label) for pattern in (_DEGREES, _WEEKS, _COUNTED, _NEVER_OWNED)):
        return True
    return is_below and (is_whole or _THING.search(label) is not None)


@lru_cache(maxsize=16384)
def names_money(label: str) -> bool:
    """Say whether a label has a word of money, or of what is measured in it.

    >>> names_money("Deferred revenue"), names_money("Equivalent admissions")
    (True, False)
    """
    return _OF_MONEY.search(_PAYING.sub("", label)) is not None


def names_thing(text: str) -> bool:
    """Say whether a text has a word of what a business counts or weighs, whatever else it says.

    >>> names_thing("Steel mills total shipments"), names_thing("Cost of sales")
    (True, False)
    """
    return _THING.search(text) is not None

"""What words and prints say by themselves: numbers, quantities, dates and folded labels, without any document."""

from gaapgraph.language.currency import currencies
from gaapgraph.language.date import MONTH, MONTHS, parse_dates
from gaapgraph.language.fold import clean_label, fold
from gaapgraph.language.numeral import Printed, is_continental, parse_printed, parse_range, significant_decimals
from gaapgraph.language.quantity import Quantity, read_quantity, strip_quantity

__all__ = [
    "MONTH",
    "MONTHS",
    "Printed",
    "Quantity",
    "clean_label",
    "currencies",
    "fold",
    "is_continental",
    "parse_dates",
    "parse_printed",
    "parse_range",
    "read_quantity",
    "significant_decimals",
    "strip_quantity",
]

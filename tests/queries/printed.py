"""Figures typed from the statements of the release, in thousands of yen, and the arithmetic of people.

Each figure is one that the document prints; `test_printed_figures_stand_in_the_document` looks each of them up.
Signs are those of the statement that prints them. Nothing here reads the graph.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

FY08, FY07 = "2008-04-01/2009-03-31", "2007-04-01/2008-03-31"
Q08, Q07 = "2009-01-01/2009-03-31", "2008-01-01/2008-03-31"
MAR09, MAR08, MAR07 = "2009-03-31", "2008-03-31", "2007-03-31"

INCOME: dict[str, dict[str, int]] = {
    "revenue": {FY08: 69_730_730, FY07: 66_835_299, Q08: 18_941_727, Q07: 18_485_893},
    "cost": {FY08: 56_145_719, FY07: 52_882_621, Q08: 14_890_725, Q07: 14_221_019},
    "marketing": {FY08: 4_630_579, FY07: 4_328_598, Q08: 1_124_574, Q07: 1_177_093},
    "administration": {FY08: 5_621_870, FY07: 4_624_293, Q08: 1_654_402, Q07: 1_219_673},
    "research": {FY08: 415_180, FY07: 240_423, Q08: 198_986, Q07: 60_935},
    "operating": {FY08: 2_917_382, FY07: 4_759_364, Q08: 1_073_040, Q07: 1_807_173},
    "other": {FY08: -882_894, FY07: -397_695, Q08: -280_712, Q07: -160_310},
    "interest": {FY08: 408_152, FY07: 438_163, Q08: 98_006, Q07: 109_116},
    "pretax": {FY08: 2_034_488, FY07: 4_361_669, Q08: 792_328, Q07: 1_646_863},
    "tax": {FY08: 1_002_711, FY07: -861_414, Q08: -189_718, Q07: 551_688},
    "minority": {FY08: 352_428, FY07: 96_706, Q08: 92_944, Q07: 45_100},
    "affiliates": {FY08: 35_099, FY07: -143_200, Q08: -10_008, Q07: -51_677},
    "net": {FY08: 1_419_304, FY07: 5_176_589, Q08: 1_064_982, Q07: 1_088_598},
}
CASH: dict[str, dict[str, int]] = {
    "depreciation": {FY08: 5_430_501, FY07: 4_774_804, Q08: 1_476_858, Q07: 1_293_410},
    "deferred": {FY08: 636_818, FY07: -1_653_275, Q08: -335_379, Q07: 137_116},
    "operations": {FY08: 8_630_869, FY07: 4_537_746, Q08: 3_280_002, Q07: 4_083_239},
    "property": {FY08: 2_991_378, FY07: 1_856_249, Q08: 328_364, Q07: 241_255},
    "leases": {FY08: 3_953_834, FY07: 3_506_842, Q08: 1_106_108, Q07: 942_700},
    "investing": {FY08: -3_328_072, FY07: -5_443_766, Q08: -401_954, Q07: -380_424},
    "financing": {FY08: -6_573_337, FY07: -1_152_151, Q08: -1_662_100, Q07: -1_436_700},
    "exchange": {FY08: -12_716, FY07: -25_393, Q08: 16_329, Q07: -9_582},
    "opening": {FY08: 11_470_980, FY07: 13_554_544, Q08: 8_955_447, Q07: 9_214_447},
    "closing": {FY08: 10_187_724, FY07: 11_470_980, Q08: 10_187_724, Q07: 11_470_980},
    "receivables": {FY08: 1_947_490, FY07: -2_584_327},
    "inventories": {FY08: 467_023, FY07: -995_434},
    "payables": {FY08: -2_005_074, FY07: -668_481},
    "taxes": {FY08: -188_517, FY07: -274_475},
    "accrued": {FY08: 163_768, FY07: 372_023},
    "taxPaid": {FY08: 774_409, FY07: 1_083_341},
    "leased": {FY08: 4_014_537, FY07: 4_221_807},
    "dividends": {FY08: 412_956, FY07: 461_309},
}
BALANCE: dict[str, dict[str, int]] = {
    "cash": {MAR09: 10_187_724, MAR08: 11_470_980},
    "receivables": {MAR09: 10_256_527, MAR08: 12_255_163},
    "inventory": {MAR09: 529_756, MAR08: 1_184_160},
    "currentAssets": {MAR09: 24_356_769, MAR08: 28_485_627},
    "assets": {MAR09: 52_301_199, MAR08: 55_702_546},
    "borrowings": {MAR09: 7_350_000, MAR08: 9_150_000},
    "leaseCurrent": {MAR09: 3_272_257, MAR08: 3_455_948},
    "leaseNoncurrent": {MAR09: 4_866_120, MAR08: 4_738_359},
    "payables": {MAR09: 6_064_829, MAR08: 7_895_238},
    "currentLiabilities": {MAR09: 19_787_648, MAR08: 23_924_022},
    "liabilities": {MAR09: 27_058_280, MAR08: 30_427_731},
    "equity": {MAR09: 25_169_184, MAR08: 24_980_713},
    "goodwill": {MAR09: 2_639_319, MAR08: 2_507_258},
}
LINES: dict[str, dict[str, int]] = {
    "Connectivity and Outsourcing Services": {FY08: 35_075_596, FY07: 31_302_663, Q08: 9_134_734, Q07: 8_447_057},
    "Systems Integration": {FY08: 33_647_097, FY07: 34_018_093, Q08: 9_542_022, Q07: 9_804_596},
    "Equipment Sales": {FY08: 984_585, FY07: 1_514_543, Q08: 258_784, Q07: 234_240},
    "ATM Operation Business": {FY08: 23_452, Q08: 6_187},
    "Systems Operation and Maintenance": {FY08: 18_988_595, FY07: 15_992_843, Q08: 4_897_539, Q07: 4_420_481},
    "Systems Construction": {FY08: 14_658_502, FY07: 18_025_250, Q08: 4_644_483, Q07: 5_384_115},
}
COSTS: dict[str, dict[str, int]] = {
    "Connectivity and Outsourcing Services": {FY08: 29_317_645, FY07: 26_039_660, Q08: 7_466_183, Q07: 7_034_489},
    "Systems Integration": {FY08: 25_542_758, FY07: 25_543_168, Q08: 7_038_866, Q07: 6_985_004},
    "Equipment Sales": {FY08: 863_031, FY07: 1_299_793, Q08: 223_978, Q07: 201_526},
    "ATM Operation Business": {FY08: 422_285, Q08: 161_698},
}
HALF = Decimal(500)


def yen(thousands: int) -> Decimal:
    """Return an amount printed in thousands in yen."""
    return Decimal(thousands) * 1000


def million(millions: int) -> Decimal:
    """Return an amount printed in millions in yen."""
    return Decimal(millions) * 1_000_000


def near(value: Decimal, places: int = 6) -> Decimal:
    """Return a value rounded to some places, a half upwards."""
    shift = Decimal(10) ** places
    return (value * shift + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / shift


def down(value: Decimal, places: int = 6) -> Decimal:
    """Return a value cut downwards."""
    shift = Decimal(10) ** places
    return (value * shift).to_integral_value(ROUND_FLOOR) / shift


def up(value: Decimal, places: int = 6) -> Decimal:
    """Return a value cut upwards."""
    shift = Decimal(10) ** places
    return (value * shift).to_integral_value(ROUND_CEILING) / shift


def ratio(above: Decimal, below: Decimal, half: Decimal = HALF, half_below: Decimal = HALF) -> tuple[Decimal, ...]:
    """Return a ratio to six places with the least and the greatest that rounding of both allows."""
    ends = [(above + a * half) / (below + b * half_below) for a in (-1, 1) for b in (-1, 1)]
    return near(above / below), down(min(ends)), up(max(ends))

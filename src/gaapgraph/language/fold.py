"""Labels as they are compared: without footnote marks, in one case, dashes and quotes alike."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["clean_label", "fold"]

_NOTE = re.compile(
    r"\s*+(?:[⁽(]?[¹²³⁴⁵⁶⁷⁸⁹⁰]++[⁾)]?|(?:\\?[*†‡§])++|\((?:\d{1,2}|[a-z]|\*+)\)|\[(?:\d{1,2}|[a-z])\]|\^(?:\d{1,2}|[a-z]|\(\d\))\^)++\s*+(?=[:;,.]?\s*$)"
)
_MOST_NOTES = 400  # characters
_TAG = re.compile(r"</?[a-z]+>")
_DASH = re.compile(r"\s*[-–—―−‐]+\s*(?=\D)")
_LEADING_NOTE = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+\s*")


@lru_cache(maxsize=8192)
def clean_label(text: str) -> str:
    """Return a label without footnote marks and trailing punctuation.

    >>> clean_label("IP Service⁴"), clean_label("Total Revenues:"), clean_label("Adjusted EBITDA (1)")
    ('IP Service', 'Total Revenues', 'Adjusted EBITDA')
    """
    text = _TAG.sub("", text) if "<" in text else text
    notes = _NOTE.search(text, max(0, len(text) - _MOST_NOTES))
    text = _LEADING_NOTE.sub("", text if notes is None else text[: notes.start()] + text[notes.end() :])
    return text.strip(" \t:;,.…·").strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a label as it is compared: lower case, dashes, quotes and spaces alike.

    >>> fold("OTHER INTANGIBLE ASSETS —Net")
    'other intangible assets - net'
    """
    text = clean_label(text).lower().replace("’", "'").replace("“", '"').replace("”", '"').replace("&", " and ")
    return " ".join(_DASH.sub(" - ", text).split()).strip(" -")

"""Text of JSON, in which halves of surrogate pairs can be escaped that no text can hold."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["decode_json", "mend_halves"]

_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def decode_json(data: bytes) -> str:
    """Return the text of a JSON file in whichever of its encodings (RFC 8259 §8.1).

    Raises:
        ValueError: The bytes are in none of them.
    """
    return data.decode(json.detect_encoding(data))


def mend_halves(value: Any, text: str) -> Any:
    r"""Return what a text of JSON holds with U+FFFD for each half of a surrogate pair (RFC 8259 §8.2).

    Args:
        value: What was parsed of the text.
        text: The text itself: where it escapes no half, the value is returned as it is.

    >>> mend_halves(["a\ud800"], r'["a\ud800"]')
    ['a�']
    """
    return _mend(value) if _ESCAPED_HALF.search(text) else value


def _mend(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mend(one) for one in value]
    return {_mend(key): _mend(one) for key, one in value.items()} if isinstance(value, dict) else value

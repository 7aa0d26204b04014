"""Fields of a form or of an address: names and values, decoded without a step for each character."""

from __future__ import annotations

from binascii import a2b_qp
from urllib.parse import unquote_to_bytes

from gaapgraph.server.refusal import Refusal

__all__ = ["read_form"]

_MOST = 1_000  # fields


def read_form(data: bytes) -> list[tuple[str, str]]:
    """Return the fields of `application/x-www-form-urlencoded` in their order.

    Raises:
        Refusal: There are too many, or what they say is not UTF-8.

    >>> read_form(b"query=ASK+%7B%7D&format")
    [('query', 'ASK {}'), ('format', '')]
    """
    if data.count(b"&") >= _MOST:
        raise Refusal(400, f"there are more than {_MOST:,} fields")
    pairs = (each.partition(b"=") for each in data.split(b"&") if each)
    try:
        return [(_decode(name), _decode(value)) for name, _, value in pairs]
    except UnicodeDecodeError as exc:
        raise Refusal(400, "what is asked is not UTF-8") from exc


def _decode(data: bytes) -> str:
    """Return the text of a name or value.

    Percent signs are decoded as those of quoted-printable, which is done in C and differs by the sign alone: a query
    has some for every word. Each well-formed escape makes the data two bytes shorter; where they are not so much
    shorter, one is malformed, and stays as it is written.
    """
    quoted = data.replace(b"+", b" ").replace(b"=", b"%3D").replace(b"%", b"=")
    signs = quoted.count(b"=")
    if b"=\n" not in quoted and b"=\r" not in quoted:  # which quoted-printable leaves out
        plain = a2b_qp(quoted)
        if len(plain) == len(quoted) - 2 * signs:
            return plain.decode()
    return unquote_to_bytes(data.replace(b"+", b" ")).decode()

"""Fields of forms and addresses are those that the standard library reads."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaapgraph.server.form import read_form
from gaapgraph.server.refusal import Refusal

PARTS = [
    b"%", b"%4", b"%41", b"%3D", b"=", b"==", b"&", b"+", b"\n", b"\r", b"%\n", b"%\r\n", b" \n", b"\t", b"_",
    b"%e2%82%ac", b"%zz", b"%%", b"a", b"%2B", b"%25", b"%0A",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(b"".join))
@example(b"%aa")
@example(b"%%aa=%e2%82%ac")
def test_what_is_well_or_badly_escaped_is_read_as_by_the_library(data: bytes):
    try:
        expected = parse_qsl(data.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:  # "%" before "a" and "a" is a byte that begins no character
        with pytest.raises(Refusal, match="not UTF-8"):
            read_form(data)
    else:
        assert read_form(data) == expected


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=6))
def test_what_a_client_writes_comes_back(fields: list[tuple[str, str]]):
    fields = [(name, value.replace("\ud800", "")) for name, value in fields]
    assert read_form(urlencode(fields).encode()) == fields


@pytest.mark.parametrize("data", [b"query=%ff", b"query=\xff", b"query=%e2%82", b"&".join([b"a"] * 1_001)])
def test_what_is_no_text_or_too_much_is_refused(data: bytes):
    with pytest.raises(Refusal) as told:
        read_form(data)
    assert told.value.status == 400

"""Bytes to text: encodings, sizes and media types, refused in one plain line where they cannot be used."""

from __future__ import annotations

import codecs
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.errors import ReadError, SourceError
from gaapgraph.input_file import require_file
from gaapgraph.model import Document

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "MAX_LINE", "decode", "decode_in_doubt", "describe", "is_html", "load"]

MAX_BYTES = 128 * 1024 * 1024
MAX_LINE = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
_HTML = re.compile(r"<(?:!doctype\s+html|html|table|body|div|p|font|document|td)\b", re.IGNORECASE)
_ROWS = re.compile(r"<tr\b[^>]*>\s*<t[dh]\b", re.IGNORECASE)
_FIXED = re.compile(r"^\s*<S>\s+<C>", re.IGNORECASE | re.MULTILINE)
_CHARSETS = late_pattern(
    r"utf|ascii|iso8859|latin|cp\d|koi8|mac-|shift_?jis|sjis|euc|iso2022|gb|big5|johab|hz|tis",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def load(path: Path, *, most_in_line: int | None = MAX_LINE) -> bytes:
    """Return the bytes of a file, never holding more than the limits allow.

    Args:
        path: The file.
        most_in_line: Of bytes; None where lines may be of any length, as in markup that a program wrote.

    Raises:
        SourceError: The file is absent or cannot be read.
        ReadError: It is larger than `MAX_BYTES`, or one line is longer than that.
    """
    require_file(path)
    chunks: list[bytes] = []
    total = run = 0
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                last = chunk.rfind(b"\n")
                run = run + len(chunk) if last < 0 else len(chunk) - last - 1
                if most_in_line is not None and run > most_in_line:
                    line = sum(part.count(b"\n") for part in chunks) + chunk.count(b"\n") + 1
                    raise ReadError(
                        f"line {line} is longer than {most_in_line:,} bytes",
                        where=str(path),
                        mend="give a document with line breaks",
                    )
                if total > MAX_BYTES:
                    raise ReadError(
                        f"the file is larger than {MAX_BYTES:,} bytes",
                        where=str(path),
                        mend="split it into its exhibits",
                    )
                chunks.append(chunk)
    except OSError as exc:
        raise SourceError(
            f"cannot be read ({exc.strerror or exc})", where=str(path), mend="check the path and its permissions"
        ) from exc
    return b"".join(chunks)


def decode(data: bytes, where: str) -> str:
    """Return the text of a document, with every line end as LF.

    Raises:
        ReadError: It is empty, binary, in an encoding that is not declared, or ends inside a table.
    """
    return decode_in_doubt(data, where)[0]


def decode_in_doubt(data: bytes, where: str) -> tuple[str, str]:
    """Return the text of a document as `decode` does, and in words what is doubtful about its encoding, or nothing.

    Raises:
        ReadError: As `decode`.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"the document is larger than {MAX_BYTES:,} bytes", where=where, mend="split it into its exhibits"
        )
    if not data[:_CHUNK].strip() and not data.strip():
        raise ReadError("the file is empty", where=where, mend="give an earnings release as text or HTML")
    text, doubt = _decode(data, where)
    if "\x00" in text[:100_000]:
        raise ReadError("the file is binary, not text", where=where, mend="give the release as text or HTML")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_lines(text, where)
    _check_end(text, where)
    return text, doubt


def _check_end(text: str, where: str) -> None:
    """Refuse a document that was cut off inside a table: what it lacks could not be told from what it never had."""
    if is_html(text, where):
        lower = text.lower()
        if lower.rfind("<table") > lower.rfind("</table"):
            raise ReadError("the document ends inside a table", where=where, mend="give the whole file")
        return
    before, last = ["", "", *text[-MAX_LINE:].split("\n")][-2:]
    if any(len(last.split(mark)) < len(before.split(mark)) for mark in "\t|" if mark in last.strip()):
        raise ReadError(
            "the last row of a table is cut short",
            where=f"{where}:{text.count(chr(10)) + 1}",
            mend="give the whole file, or end its last line if it is whole",
        )


def _check_lines(text: str, where: str) -> None:
    start = 0
    while len(text) - start > MAX_LINE:
        stop = text.rfind("\n", start, start + MAX_LINE)
        if stop < 0:
            line = text.count("\n", 0, start) + 1
            raise ReadError(
                f"line {line} is longer than {MAX_LINE:,} characters",
                where=where,
                mend="give a document with line breaks",
            )
        start = stop + 1


def _decode(data: bytes, where: str) -> tuple[str, str]:
    """Return the text in the encoding that fits, and what is doubtful about it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _in_encoding(data, "utf-16", where), ""
    if data[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0") or b"\x00" in data[:4096]:
        raise ReadError("the file is binary, not text", where=where, mend="give the release as text or HTML")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as exc:
        declared = _CHARSET.search(data[:4096])
        name = declared[1].decode("ascii") if declared is not None else ""
        is_page = bool(_HTML.search(data[:20_000].decode("latin-1")))
        if name and (_is_text_encoding(name) or not is_page):
            return _in_encoding(data, name, where), ""
        if is_page:
            # What browsers do with a page that declares nothing, or nothing that exists.
            doubt = (
                f"The charset “{name}” that the page declares is unknown; it is read as windows-1252." if name else ""
            )
            return data.decode("cp1252", "replace"), doubt
        raise ReadError(
            f"line {data[: exc.start].count(10) + 1} is not UTF-8 (byte 0x{data[exc.start]:02x})",
            where=where,
            mend="convert it first, for example with iconv -t UTF-8",
        ) from exc


def _is_text_encoding(name: str) -> bool:
    """Say whether a charset is one of documents: Python also knows codecs that transform or refuse any text."""
    try:
        return bool(_CHARSETS.match(codecs.lookup(name).name))
    except (LookupError, UnicodeError, ValueError):
        return False


def _in_encoding(data: bytes, encoding: str, where: str) -> str:
    if encoding.lower() in ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1"):
        return data.decode("cp1252", "replace")
    try:
        if _is_text_encoding(encoding):
            return data.decode(encoding)
    except UnicodeError:
        pass
    raise ReadError(
        f"the file is not in the encoding it declares ({encoding})", where=where, mend="convert it to UTF-8 first"
    )


def is_html(text: str, file_name: str) -> bool:
    """Say whether a document is HTML rather than text or Markdown.

    The tags of old filings in plain text (`<TABLE> <S> <C>`) are not HTML.
    """
    if _FIXED.search(text):
        return False
    if file_name.lower().endswith((".txt", ".md", ".markdown", ".tsv")):
        return bool(_ROWS.search(text)) and text.lstrip()[:1] == "<"
    return bool(_HTML.search(text[:20_000])) or bool(_ROWS.search(text))


def describe(data: bytes, file_name: str, media_type: str) -> Document:
    """Return the description of the document that was read."""
    return Document(file_name, sha256(data).hexdigest(), media_type)

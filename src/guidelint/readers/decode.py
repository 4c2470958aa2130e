"""Bytes to text by a strict ladder: byte order mark, UTF-8, UTF-16 without a mark, GB18030. No guessing."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096


class Decoded(NamedTuple):
    """A source's text without its byte order mark.

    `encoding` is the Python codec; `mark` tells whether a byte order mark stood in front. When the bytes
    break off inside a character, `text` holds what came before and `cut` is true. `text` is None when the
    bytes are no text in any accepted encoding.
    """

    text: str | None
    encoding: str
    mark: bool = False
    cut: bool = False


def decode(data: bytes) -> Decoded:
    """Decode by the ladder."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, mark=True) or Decoded(None, encoding, mark=True)
    wide = _wide(data)
    if wide:
        return _strict(data, wide) or Decoded(None, wide)
    if b"\0" in data:
        return Decoded(None, "binary")
    return _strict(data, "utf-8") or _strict(data, "gb18030") or Decoded(None, "binary")


def _strict(data: bytes, encoding: str, mark: bool = False) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        unfinished = error.end >= len(data) and len(data) - error.start < 4 and error.start > 0
        if not unfinished:
            return None
        return Decoded(data[: error.start].decode(encoding), encoding, mark, cut=True)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by NUL bytes in every other place of its ASCII."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * even and odd * 10 > len(sample):
        return "utf-16-le"
    if even > 8 * odd and even * 10 > len(sample):
        return "utf-16-be"
    return None

"""Bytes become text by a strict ladder, and nothing is guessed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.readers.decode import Decoded, decode

TEXT = "name: 取水许可\nauthority: 水利局\n"
WIDE = "name: value\n" * 5 + "许可"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), Decoded(TEXT, "utf-8")),
        (codecs.BOM_UTF8 + TEXT.encode(), Decoded(TEXT, "utf-8", mark=True)),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), Decoded(TEXT, "utf-16-le", mark=True)),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), Decoded(TEXT, "utf-16-be", mark=True)),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), Decoded(TEXT, "utf-32-le", mark=True)),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), Decoded(TEXT, "utf-32-be", mark=True)),
        (WIDE.encode("utf-16-le"), Decoded(WIDE, "utf-16-le")),
        (WIDE.encode("utf-16-be"), Decoded(WIDE, "utf-16-be")),
        (TEXT.encode("gb18030"), Decoded(TEXT, "gb18030")),
        ("𠮷野家㐂".encode("gb18030"), Decoded("𠮷野家㐂", "gb18030")),
        (codecs.BOM_UTF8 + TEXT.encode("gbk"), Decoded(TEXT, "gb18030", mark=True)),
        (codecs.BOM_UTF8 + TEXT.encode() + b"\xd0\xed" + TEXT.encode(), Decoded(None, "utf-8", mark=True)),
        (b"", Decoded("", "utf-8")),
        (b"plain ascii", Decoded("plain ascii", "utf-8")),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Decoded(None, "binary")),
        (b"\xff\x01\xff\xff", Decoded(None, "utf-8/gb18030")),
        (b"text\0with nul", Decoded(None, "binary")),
        (
            b"a field filled with nul\0" + 100 * b".",
            Decoded("a field filled with nul\0" + 100 * ".", "utf-8"),
        ),
        (b"\xff\xff\0" + 200 * b".", Decoded(None, "binary")),
    ],
)
def test_the_first_encoding_that_fits_is_taken(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize("cut", [1, 2])
def test_a_character_broken_off_at_the_end_is_told_and_the_rest_kept(cut: int) -> None:
    whole = "name: 取水许可"
    assert decode(whole.encode()[:-cut]) == Decoded("name: 取水许", "utf-8", cut=True)


def test_a_broken_character_in_the_middle_is_no_utf8() -> None:
    assert decode("取水".encode()[:-1] + b"\xff\xff" + "许可".encode()) == Decoded(None, "utf-8/gb18030")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_told_apart(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text is None or not any("\ud800" <= character <= "\udfff" for character in decoded.text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=50))
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8")
    assert decode(codecs.BOM_UTF8 + text.encode()) == Decoded(text, "utf-8", mark=True)

"""The texts of a record: the path of each, and all of them as one."""

from __future__ import annotations

import unicodedata

import pytest

from guidelint.rule.texts import JoinedTexts, all_texts
from guidelint.values.text.term_index import pairs_of


def test_every_text_is_told_with_its_dotted_field_and_path() -> None:
    material = {"name": "申请表", "blank_form": ["a.docx"]}
    record = {
        "name": "取水许可",
        "promised_limit_note": "自受理起",
        "applicants": ["自然人"],
        "materials": [material],
    }
    assert all_texts(record) == [
        ("name", "取水许可", record, ("name",)),
        ("promised_limit.note", "自受理起", record, ("promised_limit", "note")),
        ("applicants", "自然人", record, ("applicants", 0)),
        ("materials.name", "申请表", material, ("materials", 0, "name")),
        ("materials.blank_form", "a.docx", material, ("materials", 0, "blank_form", 0)),
    ]


def test_what_could_not_be_mapped_is_no_text_even_where_a_form_holds_it_as_one() -> None:
    record = {"name": "取水许可", "extra": '{"备注": "<b>甲</b>"}'}
    assert all_texts(record) == [("name", "取水许可", record, ("name",))]


def test_the_whole_holds_each_text_once() -> None:
    assert JoinedTexts(["甲", "乙", "甲"]).text == "\n甲\n乙\n"


def test_pairs_of_signs_are_not_taken_across_texts_nor_from_web_addresses() -> None:
    whole = JoinedTexts(["甲乙", "丙丁", "https://ab.cn", "073O"])
    inside = frozenset(pairs_of("甲乙") | pairs_of("丙丁") | pairs_of("073O"))
    across = frozenset(pairs_of("乙丙") | pairs_of("ab"))
    assert whole.pairs_among(inside | across) == inside


@pytest.mark.parametrize(("text", "plain"), [("户口簿，１份", True), ("⼾口簿", False), ("見㈠", False)])
def test_a_whole_tells_whether_plain_signs_are_hidden_in_it(text: str, plain: bool) -> None:
    assert JoinedTexts(["甲", text]).plain is plain


def test_no_sign_that_hides_a_plain_one_is_overlooked() -> None:
    signs = [chr(code) for code in range(0x110000) if unicodedata.decomposition(chr(code))]
    hiding = [sign for sign in signs if any("CJK UNIFIED" in name for name in _names(sign))]
    assert len(hiding) > 1000
    assert not [sign for sign in hiding if JoinedTexts([sign]).plain]


def _names(sign: str) -> list[str]:
    """The Unicode names of the characters that a character becomes in its plain form."""
    return [unicodedata.name(plain, "") for plain in unicodedata.normalize("NFKC", sign)]

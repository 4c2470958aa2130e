"""The texts of a record: where each stands, and all of them taken as one."""

from __future__ import annotations

from guidelint.texts import Texts
from guidelint.values.term_index import pairs_of

NONE: frozenset[str] = frozenset()


def test_every_text_is_told_with_its_dotted_field_and_path() -> None:
    material = {"name": "申请表", "blank_form": ["a.docx"]}
    record = {
        "name": "取水许可",
        "promised_limit_note": "自受理起",
        "applicants": ["自然人"],
        "materials": [material],
    }
    assert Texts().of(record) == [
        ("name", "取水许可", record, ("name",)),
        ("promised_limit.note", "自受理起", record, ("promised_limit", "note")),
        ("applicants", "自然人", record, ("applicants", 0)),
        ("materials.name", "申请表", material, ("materials", 0, "name")),
        ("materials.blank_form", "a.docx", material, ("materials", 0, "blank_form", 0)),
    ]


def test_the_whole_holds_each_text_once_without_the_fields_left_out() -> None:
    record = {"name": "甲", "conditions": "乙", "location": "甲", "extra": ["丙"], "guidelint_ignore": ["丁"]}
    texts = Texts()
    assert texts.whole(record, NONE).text == "\n甲\n乙\n"
    assert texts.whole(record, frozenset(["conditions"])).text == "\n甲\n"
    assert texts.whole(record, NONE) is texts.whole(record, NONE)
    assert texts.whole({"name": "戊"}, NONE).text == "\n戊\n"


def test_pairs_of_signs_are_not_taken_across_texts_nor_from_web_addresses() -> None:
    record = {"name": "甲乙", "location": "丙丁", "online_url": "https://ab.cn", "consultation": "073O"}
    pairs = Texts().whole(record, NONE).pairs
    assert pairs >= pairs_of("甲乙") | pairs_of("丙丁") | pairs_of("073O")
    assert pairs.isdisjoint(pairs_of("乙丙") | pairs_of("ab"))

"""The index of words: what it finds, what it skips, and that a long list costs no more than a short one."""

from __future__ import annotations

import itertools
import time

import pytest

from guidelint.values.text.term_index import PairedText, TermIndex, pairs_of

WORDS = {
    "户口薄": "户口簿",
    "帐户": "账户",
    "银行帐户": "银行账户",
    "其它": "其他",
    "戶": "户",
    "𠮷祥": "吉祥",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("户", []),
        ("户口簿、账户、其他", []),
        ("户口薄", [(0, "户口薄")]),
        ("其它其它", [(0, "其它"), (2, "其它")]),
        ("户口、薄", []),
        ("户薄口", []),
        ("开立银行帐户和帐户", [(2, "银行帐户"), (7, "帐户")]),
        ("戶口薄", [(0, "戶")]),
        ("台戶口薄其它", [(1, "戶"), (4, "其它")]),
        ("见𠮷祥街", [(1, "𠮷祥")]),
        ("\ud83d其它", [(1, "其它")]),
    ],
)
def test_every_word_is_found_at_its_offset(text: str, expected: list[tuple[int, str]]) -> None:
    index = TermIndex(WORDS)
    assert index.find(PairedText(text)) == expected
    marked = PairedText(text)
    assert (
        index.characters_occur(marked) or index.occurs_at(marked, marked.pairs_among(index.index_pairs))
    ) == bool(expected)


def test_of_two_words_that_overlap_the_longer_is_told() -> None:
    index = TermIndex({"国土局": "", "县国土局长": "", "局长室": ""})
    assert index.find(PairedText("到县国土局长室")) == [(1, "县国土局长")]
    assert index.find(PairedText("国土局长室")) == [(0, "国土局")]


def test_a_word_is_filed_though_its_right_form_holds_all_of_it() -> None:
    assert TermIndex({"证件": "身份证件"}).find(PairedText("证件")) == [(0, "证件")]


def test_an_empty_list_finds_nothing() -> None:
    assert TermIndex({}).find(PairedText("户口薄")) == []


def test_pairs_are_those_of_neighbours_only() -> None:
    assert pairs_of("甲") == set()
    assert pairs_of("甲乙丙") == pairs_of("甲乙") | pairs_of("乙丙")
    assert pairs_of("甲乙丙丁") > pairs_of("甲乙丙")


def test_five_thousand_words_cost_about_as_much_as_fifty() -> None:
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 120)]
    words = ["".join(pair) + "错" for pair in itertools.islice(itertools.permutations(signs, 2), 5000)]
    text = "受理申请人提交的材料并当场出具凭证，材料不齐的一次性告知需要补正的全部内容。" * 20
    few, many = TermIndex(dict.fromkeys(words[:50], "")), TermIndex(dict.fromkeys(words, ""))
    assert _quickest(many, text) < 4 * _quickest(few, text)


def _quickest(index: TermIndex, text: str) -> float:
    def once() -> float:
        start = time.process_time()
        for _ in range(20):
            index.find(PairedText(text))
        return time.process_time() - start

    return min(once() for _ in range(5))

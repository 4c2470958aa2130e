"""Quick tests that exclude problems must never exclude a text in which the check finds one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.checks.base import Settings
from guidelint.checks.compound import leaves
from guidelint.checks.dataset.base import DatasetCheck
from guidelint.checks.generic import Pattern, _is_anchored
from guidelint.checks.process.proxy import _in_person
from guidelint.checks.text.other_item import _application
from guidelint.record import is_missing, means_empty
from guidelint.rule.evaluator import CompiledRule
from guidelint.rule.texts import JoinedTexts
from guidelint.ruleset import builtin_rules, load_rules, rule_files
from guidelint.values.materials import situations
from guidelint.values.numerals import half_width
from guidelint.values.text import slips
from guidelint.values.text.list_numbers import broken_order, may_break_order, may_mix_styles, mixed_style
from guidelint.values.text.necessary import first_characters
from guidelint.values.text.quotations import unquoted
from guidelint.vocabulary import EMPTY_WORDS, PLACEHOLDERS

RULES = load_rules(rule_files([builtin_rules()]))
OF_ONE_GUIDE = [rule for rule in RULES if not isinstance(rule.check, DatasetCheck)]
SCREENED = [asked for rule in OF_ONE_GUIDE if (asked := CompiledRule(rule, Settings("2026-11-23"))).screens]
PAIRS = frozenset[int]().union(*(screen.needed_pairs or () for asked in SCREENED for screen in asked.screens))
PATTERNS = sorted(
    {
        leaf.match or leaf.not_match
        for rule in RULES
        for test in (rule.check, rule.when)
        if test is not None
        for leaf in leaves(test)
        if isinstance(leaf, Pattern)
    }
)
SIGNS = "，。；：、（）()《》“”〔〕 \n\t甲乙的了1239一二三①②③.-/年月日件份AaBbSsxX?？！"
WORDS = (
    "1.", "2.", "3.", "1、", "2、", "（一）", "（二）", "(1)", "(2)", "一、", "二、", "①", "②", "：1.", "\n1.", "；2.",
    "申请材料", "办理", "取水许可的，", "备案，", "本人亲自", "应由本人到场", "提交", "其他材料", "有关部门出具", "等",
    "认为需要", "的其他材料", "原件1份", "一式三份", "若干", "加盖公章",
    "，具有民事行为能力，具有民事行为能力", "ssss", "asdf", "啊啊啊",
    "材料名称", "待定", "TBD", "详见窗口", "测试", "例：", "（待补）", "99年3月", "2026.1.2", "13月", "&nbsp;", "<p>",
    "\ufffd", "\u200b", "国土局", "户口薄", "證", "一次性告知", "10个工作日内", "《行政许可法》第一条规定：", "https://a.cn/",
)  # fmt: skip
TEXT = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=12).map("".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=5)
ENTRIES = (
    "；1.",
    "；2.",
    "；3.",
    "；1、",
    "；2、",
    "\n1.",
    "\n2.",
    "：1.",
    "①",
    "；②",
    "。（一）",
    "。（二）",
    "。（一）、",
    "甲",
    "\n",
)
LISTS = st.lists(st.lists(st.sampled_from(ENTRIES), max_size=6).map("".join), min_size=1, max_size=4)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_rule_that_is_told_to_be_silent_has_nothing_to_say(texts: list[str]) -> None:
    together = JoinedTexts(texts)
    if not together.plain:
        return
    for asked in SCREENED:
        if asked.finds_nothing(together, together.pairs_among(PAIRS)):
            said = [text for text in texts if asked.check(text, {}, {})]
            assert not said, asked.rule.id


def test_the_rules_on_every_text_are_told_to_be_silent_of_a_usual_guide() -> None:
    together = JoinedTexts(
        ["1.甲；2.乙。", "从事取水的：1.有设备；2.有人员", "身份证（原件）", "9:00-12:00", "自备"]
    )
    silent = {
        asked.rule.id for asked in SCREENED if asked.finds_nothing(together, together.pairs_among(PAIRS))
    }
    everywhere = {rule.id for rule in RULES if any(selector.everything for selector in rule.given)}
    assert everywhere - silent == set()


@settings(max_examples=400, deadline=None)
@given(LISTS)
def test_numbers_of_many_texts_are_out_of_order_where_those_of_one_are(texts: list[str]) -> None:
    together = JoinedTexts(texts).text
    assert may_break_order(together) or not any(map(broken_order, texts))
    assert may_mix_styles(together) or not any(map(mixed_style, texts))


def test_lists_in_order_are_told_without_a_look_at_each() -> None:
    assert not may_break_order(
        "\n1.甲；2.乙\n从事取水的：1.丙；2.丁；3.戊\n一、己：（一）庚；（二）辛\n二、壬\n"
    )
    assert may_break_order("\n1.甲；2.乙；1.丙\n")


@given(TEXT)
def test_an_anchored_expression_matches_at_the_beginning_or_nowhere(text: str) -> None:
    for expression in filter(_is_anchored, PATTERNS):
        assert bool(re.search(expression, text)) == bool(re.match(expression, text))


@pytest.mark.parametrize(
    ("expression", "anchored"),
    [
        ("^a", True),
        ("^(?:a|b)c", True),
        ("^[|]a", True),
        (r"^a\|b", True),
        (r"^[^]|]\(|b", False),
        ("^a|b", False),
        ("^(?:a|b)|c", False),
        ("a", False),
        ("(?:^a)", False),
        ("", False),
    ],
)
def test_a_choice_is_not_anchored(expression: str, anchored: bool) -> None:
    assert _is_anchored(expression) is anchored


@given(st.text())
def test_signs_in_plain_form_are_as_the_standard_has_each(text: str) -> None:
    assert half_width(text) in (text, "".join(unicodedata.normalize("NFKC", sign) for sign in text))
    assert half_width(text) == text or not unicodedata.is_normalized("NFKC", text)


@given(st.text("，（）：；？！甲１①\u0301e㈠"))
def test_wide_signs_in_plain_form(text: str) -> None:
    by_sign = "".join(unicodedata.normalize("NFKC", sign) for sign in text)
    assert half_width(text) == by_sign


@given(
    st.sampled_from(sorted(EMPTY_WORDS | PLACEHOLDERS)),
    st.sampled_from(["", " ", "\u3000", "甲"]),
    st.booleans(),
)
def test_what_says_nothing_is_known_by_its_first_sign(word: str, around: str, upper: bool) -> None:
    text = around + (word.upper() if upper else word) + around
    assert means_empty(text) == (is_missing(text) or text.strip().casefold() in PLACEHOLDERS)


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("办理地点：无", "", True),
        ("网址: /", "", True),
        ("特别程序：无", "special_procedures", False),
        ("办理地点：无线电管理局", "", False),
        ("a:-", "", False),
        ("：", "", False),
        ("承诺时限：1", "", False),
    ],
)
def test_a_label_with_an_empty_word_says_nothing(text: str, field: str, expected: bool) -> None:
    assert is_missing(text, field) is expected
    assert field or means_empty(text) is expected


@given(TEXT)
def test_quick_looks_miss_nothing(text: str) -> None:
    assert _application.search("\n" + text) or not _application.search("\n" + unquoted(text))
    assert "本人" in text or not _in_person.search(text)
    assert slips.may_mix(text) or slips.mixed_punctuation(unquoted(text)) is None
    assert slips.may_hold_loose_date(text) or slips.loose_date(unquoted(text)) is None


def test_the_first_signs_of_a_situation_are_those_of_its_expression() -> None:
    assert first_characters(situations._head.pattern) == f"[{''.join(sorted(situations._FIRST_OF_HEAD))}]"

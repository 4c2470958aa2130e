from __future__ import annotations

import pytest

from guidelint.reporters.terminal.lines import Line, rows


def folded(text, width, indent=0, hang=0):
    return ["".join(part for part, _ in row) for row in rows(Line(((text, ""),), indent, hang), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("ten cells!", 10, ["ten cells!"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("甲乙丙丁", 5, ["甲乙", "丙丁"]),
        ("甲乙丙，丁", 6, ["甲乙", "丙，丁"]),
        ("甲乙（丙", 6, ["甲乙", "（丙"]),
        ("填写GB/T 1号", 8, ["填写GB/T", "1号"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("go ::error::", 8, ["go ::err", "or::"]),
    ],
)
def test_rows_fit_and_break_where_chinese_and_english_may(text, width, expected):
    assert folded(text, width) == expected


def test_rows_after_the_first_hang():
    assert folded("甲乙丙丁戊", 8, 2, 4) == ["  甲乙丙", "    丁戊"]


def test_styles_go_on_over_a_break():
    line = Line((("ab ", "bold"), ("cd ef", "dim")), 0, 0)
    assert list(rows(line, 6)) == [(("", ""), ("ab ", "bold"), ("cd", "dim")), (("", ""), ("ef", "dim"))]


def test_a_line_not_to_be_folded_overflows():
    assert len(list(rows(Line((("甲" * 50, ""),), fold=False), 10))) == 1

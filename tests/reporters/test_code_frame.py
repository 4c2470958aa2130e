from __future__ import annotations

import pytest
from report_factory import a_finding
from rich.cells import cell_len

from guidelint.reporters.terminal.frame import frame
from guidelint.reporters.terminal.view import View
from guidelint.reporters.words import WORDS


def drawn(snippet, region, width=80, unicode=True):
    view = View(WORDS["zh"], width, unicode, False)
    lines = frame(a_finding(snippet=snippet, region=region), view, 0)
    return ["".join(text for text, _ in line.parts) for line in lines]


@pytest.mark.parametrize(
    ("snippet", "columns", "expected"),
    [
        ("name: abc", (7, 10), ["7 │ name: abc", "  │       ^^^"]),
        ("名称: 户口簿", (5, 8), ["7 │ 名称: 户口簿", "  │       ^^^^^^"]),
        ("电话：０７３", (4, 6), ["7 │ 电话：０７３", "  │       ^^^^"]),
        ("😀好: x", (5, 6), ["7 │ 😀好: x", "  │       ^"]),
        ("a😀b", (2, 3), ["7 │ a😀b", "  │  ^^"]),
        ("\tx: y", (2, 3), ["7 │     x: y", "  │     ^"]),
        ("好\tx", (3, 4), ["7 │ 好  x", "  │     ^"]),
        ("a\tb", (2, 3), ["7 │ a   b", "  │  ^^^"]),
        ("e\u0301x", (3, 4), ["7 │ e\u0301x", "  │  ^"]),
        ("a\x1bb", (3, 4), ["7 │ a␛b", "  │   ^"]),
        ("a\u202eb", (3, 4), ["7 │ a\\u202eb", "  │        ^"]),
        ("abc", (2, 2), ["7 │ abc", "  │  ^"]),
        ("abc", (4, 4), ["7 │ abc", "  │    ^"]),
        ("abc", (9, 12), ["7 │ abc", "  │    ^"]),
        ("abc", (2, 99), ["7 │ abc", "  │  ^^"]),
    ],
)
def test_carets_stand_under_the_region(snippet, columns, expected):
    assert drawn(snippet, (7, columns[0], 7, columns[1])) == expected


def test_a_region_of_several_lines_is_underlined_to_the_end_of_its_first():
    assert drawn("a: 甲乙  ", (7, 4, 9, 2)) == ["7 │ a: 甲乙  ", "  │    ^^^^"]


def test_the_gutter_is_as_wide_as_the_line_number():
    assert drawn("ab", (1234, 1, 1234, 2)) == ["1234 │ ab", "     │ ^"]


def test_a_cell_has_its_address_and_no_carets():
    assert drawn("0730-1", (12, 7, 12, 8, "事项!G12")) == ["G12 │ 0730-1"]


@pytest.mark.parametrize("snippet", ["", "   "])
def test_without_text_there_is_no_frame(snippet):
    assert drawn(snippet, (1, 1, 1, 2)) == []


def test_signs_are_ascii_without_unicode():
    assert drawn("a😀\x1b: x" + "长" * 60, (7, 6, 7, 7), 30, unicode=False) == [
        "7 | a?\\x1b: x" + "长" * 5 + "...",
        "  |         ^",
    ]


@pytest.mark.parametrize(
    ("snippet", "columns", "expected"),
    [
        ("字" * 60, (1, 3), ["7 │ 字字字字字字字字字字字字…", "  │ ^^^^"]),
        ("字" * 60, (59, 61), ["7 │ …字字字字字字字字字字字字", "  │                      ^^^^"]),
        (
            "字" * 30 + "错误" + "字" * 30,
            (31, 33),
            ["7 │ …字字字字字错误字字字字字…", "  │            ^^^^"],
        ),
        ("字" * 60, (1, 61), ["7 │ 字字字字字字字字字字字字…", "  │ ^^^^^^^^^^^^^^^^^^^^^^^^"]),
        ("a" * 30, (30, 31), ["7 │ …" + "a" * 24, "  │  " + " " * 23 + "^"]),
        ("a" * 26, (26, 27), ["7 │ " + "a" * 26, "  │ " + " " * 25 + "^"]),
    ],
)
def test_a_long_line_is_cut_around_the_region(snippet, columns, expected):
    lines = drawn(snippet, (7, columns[0], 7, columns[1]), 30)
    assert lines == expected
    assert max(map(cell_len, lines)) <= 30


def test_a_line_of_megabytes_is_cut_without_reading_it_all():
    lines = drawn("甲" * 2_000_000, (1, 1_000_001, 1, 1_000_003), 40)
    assert lines == ["1 │ …" + "甲" * 17 + "…", "  │ " + " " * 15 + "^^^^"]

"""Regular expressions in rules: those that can take exponential time are refused."""

from __future__ import annotations

import re
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.checks.expressions import AMBIGUOUS, fault_of

EXPONENTIAL = [
    "(a+)+$", "(a|a)+$", r"(\w\w|\w)+$", "(a|aa)+$", "(a*)*$", "([a-zA-Z]+)*$", "(a|a?)+$", "(.*a){25}$", "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$", r"(\d+\s*)*$", r"(?:.|\n|\s)*$", "(?:a|b|ab)*c", "(?:[^,]*,?)*x", "((a+))*b",
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$", '("[^"]*"|[^,]*)*x', r"^(?:\s*\w+\s*,?)+$",
    r'(?:[^"\\]|\\.|[^\\])*"', r"(?:\.?\w+)+x", "(?i:(?:k|Kk)+)-", r"(?s:(?:.|\n.)+)z", "(a{1,5})+b", "(a+|b)+c",
    "(?:a{2}|a{3})+b", r"(?:\d{1,3}\.?)+,", "(?:(a?)*b)+c", "(?:b(?:|))*c", "(?:a?a?)*c", "(?:[一-龥]+、?)+$",
    "(?:第?[一二三]+条?)+。$", "(?:一|[^、]+)+：", "(?:a|ab|b)+$", "(?:(?:ab)?(?:abab)?)+c", r"(?:a|\w+)+,",
    "((?:a|b)*(?:b|c)*)*d", "(?:aa|aaa)*$", "(?:x|(?:xx|y))+z", r"(?:(?:\w+\.)*\w+\.?)+@", "(?:(?:abc|ab|c))+d",
    r"(\w*\d*)+-", r"^(?:(?:25[0-5]|2[0-4]\d|\d{1,3})\.?)+$", "x(?!(?:a*)*c)", "(?=(a+)+b)", "((a+)+b)*",
    r"^(?:\w+\s*)+$", "(?:a+b?)+?c", "(?i)(?:(?:a|b)+)+c", r"(?:\d+(?:\.\d+)?)+元", "(a)?(?(1)(b+)+c|d)",
]  # fmt: skip


@pytest.mark.parametrize("expression", EXPONENTIAL)
def test_a_repeated_part_that_matches_a_text_in_two_ways_is_refused(expression):
    assert fault_of(expression) == AMBIGUOUS


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+", "(?:ab*c)+$", "(?:[^,]+,)*$", "(?:a++)+b", "(?:(?>a+))+b", r"(?:\b\w+)+x", "(a+){1,5}b", "((a+)+)*",
        "(?:一、?)+$", "(?:[一-龥]+、)+[一-龥]+$", "(?>(a+)+)b", "(?:a{2})*b", r"(.)(?:\1a*)+c", "(a+)+b?", "(?:a|b)*c",
        r'(?:[^"\\]|\\.)*"', "(?:(?!</td>).)*</td>", r"\d+(?:\.\d+)*元", r"(?:\w+\s)+x", r"(?:\d{3})+(?!\d)",
        "(?:a?)*c", r"(?:,?\d)+$", r"(?:[a-z]|[A-Z]|\d)+$", "(?:a{3}b|a{2}b)+c", "(?i)(?:a|b)+c", "(?:(?:aa)?b)+c",
        "(?:ab|ac)*d", "(?:第[一二三]+条)+$", "([^<]|<(?!/))*</", r"(?:a|(?!a)\w)+;", "(?:[一-龥]{1,300}、)+$",
        "([0-9a-f]|[a-z])+;", "(?:a{999}b?|c)*d", "(?:" + "|".join(map(str, range(1000, 1200))) + ")*年"
    ],
)  # fmt: skip
def test_others_are_not_nor_those_after_which_nothing_can_fail(expression):
    assert fault_of(expression) == ""


@pytest.mark.parametrize("expression", ["a{99999999999}", "(" * 2000 + ")" * 2000, "(?<=a+)b"])
def test_what_cannot_be_compiled_is_no_expression(expression):
    assert fault_of(expression).startswith("not a regular expression: ")


_simple = st.sampled_from(["a", "b", "ab", "[ab]", "ba", "[bc]"])
_repeated = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?"])
_expressions = st.recursive(
    _simple,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda both: f"(?:{both[0]}|{both[1]})"),
        st.tuples(inner, _repeated).map(lambda both: f"(?:{both[0]}){both[1]}"),
    ),
    max_leaves=6,
)


def _stop(*_: object) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer")
@given(_expressions, st.text("abc", min_size=1, max_size=4))
def test_no_text_keeps_an_expression_busy_that_is_not_refused(expression, piece):
    looping = f"(?:{expression})*x"
    if fault_of(looping):
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        re.search(looping, piece * 20)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

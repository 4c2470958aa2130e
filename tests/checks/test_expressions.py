"""Regular expressions in rules: those that can take exponential time are refused."""

from __future__ import annotations

import pytest

from guidelint.checks.expressions import NESTED, fault_of


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+$", r"^(?:\w+\s*)+$", "(?:[^,]*,?)*x", "((a+))*b", "(a+|b)+c", "(?:a+b?)+?c", "(?=(a+)+b)",
        "x(?!(?:a*)*c)", "((a+)+b)*", "(?i)(?:(?:a|b)+)+c", r"(?:\d+(?:\.\d+)?)+元", "(?:a*b*)*c", "(a)?(?(1)(b+)+c|d)",
    ],
)  # fmt: skip
def test_repeats_within_repeats_that_divide_a_text_in_many_ways_are_refused(expression):
    assert fault_of(expression) == NESTED


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+", "(?:ab*c)+$", "(?:[^,]+,)*$", "(?:a++)+b", "(?:(?>a+))+b", r"(?:\b\w+)+x", "(a{1,5})+b", "(a+){1,5}b",
        "((a+)+)*", "(?:一、?)+$", "(?:[一-龥]+、)+[一-龥]+$", "(?>(a+)+)b", "(?:a{2})*b", r"(.)(?:\1a*)+c", "(a+)+b?",
    ],
)  # fmt: skip
def test_repeats_that_do_not_or_after_which_nothing_can_fail_are_not(expression):
    assert fault_of(expression) == ""

"""Codes of bodies and matters, by the standards' own arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.identity.credit_code import (
    catalog_code_problem,
    handle_item_code_problem,
    split_task_code,
    task_code_problem,
    uscc_problem,
)

BODY = "12441500196720244T"
TASK = BODY + "3442199806003"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("91350100M000100Y43", None),
        ("11511301008778183N", None),
        ("115113010833722043", None),
        ("11330800MB0R57773W", None),
        ("11341702730007167P", None),
        ("115113010010000103", None),
        (BODY, None),
        (f" {BODY}\n", None),
        ("11511301008778183A", "check"),
        ("11511301008778138N", "check"),
        ("11511301008778170C", "organisation"),
        ("1151130100877818", "length"),
        ("11511301008778183NN", "length"),
        ("", "length"),
        ("11511301008778183n", "alphabet"),
        ("1151130100877818ON", "alphabet"),
        ("11511301008778183Ｎ", "alphabet"),
        ("1151130100877818-N", "alphabet"),
        ("008778183", "organisation9"),
        ("00877818-3", "organisation9"),
        ("MA4L1234X", "organisation9"),
        ("00877818_3", "length"),
    ],
)
def test_a_credit_code_passes_both_sums(code, expected):
    assert uscc_problem(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("000114001000", None),
        ("442199806003", None),
        ("4301140A1000", None),
        ("430114A01000", None),
        ("0001140010", "length"),
        ("0001140010000", "length"),
        ("", "length"),
        ("000114O01000", "alphabet"),
        ("000114a01000", "alphabet"),
        ("00011400100０", "alphabet"),
        ("0A0114001000", "digits"),
        ("00011400100A", "digits"),
    ],
)
def test_a_catalogue_code_has_twelve_signs(code, expected):
    assert catalog_code_problem(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (TASK, None),
        (f"{TASK} ", None),
        (TASK[:-1], "length"),
        (TASK + "0", "length"),
        ("", "length"),
        ("O" + TASK[1:], "alphabet"),
        (BODY + "8442199806003", "level"),
        (BODY + "X442199806003", "level"),
        (BODY + "3442199A0600X", "catalog"),
        ("11511301008778183A3442199806003", None),
    ],
)
def test_a_task_code_is_body_level_and_catalogue_code(code, expected):
    assert task_code_problem(code) == expected
    assert (split_task_code(code) is None) is (expected is not None)


def test_a_task_code_is_cut_into_its_parts():
    assert split_task_code(TASK) == (BODY, "3", "442199806003")


@pytest.mark.parametrize(
    ("code", "task", "expected"),
    [
        (TASK + "01", TASK, None),
        (TASK + "01", f"{TASK} ", None),
        (TASK + "01", "", None),
        (TASK + "0A", TASK, "sequence"),
        (TASK + "０１", TASK, "sequence"),
        (TASK + "²1", TASK, "sequence"),
        (TASK + "1", TASK, "length"),
        (TASK, TASK, "length"),
        (TASK[:-1] + "401", TASK, "task"),
        ("x" * 31 + "01", "", "task"),
    ],
)
def test_a_handling_item_code_is_the_task_code_and_two_digits(code, task, expected):
    assert handle_item_code_problem(code, task) == expected


@settings(database=None, deadline=None)
@given(st.text(max_size=40), st.text(alphabet="0123456789ABCXYZ", min_size=12, max_size=33))
def test_no_text_makes_a_reader_of_codes_raise(text, code):
    for value in (text, code, code[:18], code[:12], code + text):
        assert uscc_problem(value) in (None, "length", "alphabet", "check", "organisation", "organisation9")
        assert catalog_code_problem(value) in (None, "length", "alphabet", "digits")
        assert task_code_problem(value) in (None, "length", "alphabet", "level", "catalog")
        assert handle_item_code_problem(value, text) in (None, "length", "task", "sequence")


@pytest.mark.parametrize("piece", ["(", "第", "0730-", "1", "\u3000"])
def test_a_very_long_text_is_no_code(piece):
    text = (piece * 200_000)[:200_000]
    problems = (
        uscc_problem(text),
        catalog_code_problem(text),
        task_code_problem(text),
        split_task_code(text),
    )
    assert problems == ("length", "length", "length", None)

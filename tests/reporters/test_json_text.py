from __future__ import annotations

import json

import pytest

from guidelint.reporters.json_text import array, compact, escape_unsafe, spread


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], "[]"),
        (["甲"], '[\n  "甲"\n]'),
        ([{"a": [1, 2]}, None], '[\n  {"a": [1, 2]},\n  null\n]'),
    ],
)
def test_a_list_has_an_element_a_line(values, text):
    assert array(values) == text


def test_an_object_has_a_member_a_line_and_its_lists_an_element_a_line():
    value = {"a": {"b": [1]}, "c": [{"d": []}, 2], "引\n号": []}
    assert spread(value, "  ") == (
        '{\n    "a": {"b": [1]},\n    "c": [\n      {"d": []},\n      2\n    ],\n    "引\\n号": []\n  }'
    )
    assert json.loads(spread(value)) == value


def test_what_could_drive_a_terminal_or_split_a_line_is_escaped():
    text = "\x7f\x9b\u2028\u202e\ud800“😀”\u200d"
    escaped = escape_unsafe(compact(text))
    assert escaped == '"\\u007f\\u009b\\u2028\\u202e\\ud800“😀”\u200d"'
    assert json.loads(escaped) == text

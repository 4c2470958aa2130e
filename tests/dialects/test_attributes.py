"""Guides in XML that write their fields as attributes."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from guidelint.readers.xml.reader import XmlTree
from linting import DIALECTS

BEGIN = '<records><record code="1" name="取水许可">'


@pytest.mark.parametrize(
    ("inside", "name", "expected"),
    [
        ("", "name", "取水许可"),
        (
            "<materials><material name='申请书' copies='1'/></materials>",
            "materials",
            [{"name": "申请书", "copies": "1"}],
        ),
        ("<name>采矿许可</name>", "name", "采矿许可"),
        ("<promised_limit value='5' unit='工作日'/>", "promised_limit", "5工作日"),
    ],
)
def test_an_attribute_is_the_field_of_its_name(inside: str, name: str, expected: Any) -> None:
    rows = find_rows(DIALECTS, XmlTree(f"{BEGIN}{inside}</record></records>").root)
    record = read_record(rows[0], 0)
    assert record
    assert (record.data[name], record.problems) == (expected, ())


def test_a_file_of_another_kind_with_a_name_is_no_guide() -> None:
    assert find_rows(DIALECTS, XmlTree("<project name='app' default='jar'/>").root)[0].dialect is None


def test_an_unknown_attribute_is_told() -> None:
    record = read_record(find_rows(DIALECTS, XmlTree("<record name='甲' x='乙'/>").root)[0], 0)
    assert record
    assert [(problem.rule, problem.path) for problem in record.problems] == [("source.unknown-key", ("@x",))]
    assert record.origin(("name",)) == ("@name",)

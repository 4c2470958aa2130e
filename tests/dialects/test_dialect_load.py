"""Mistakes in dialect files are reported with their location; dialects that extend another state only
differences.
"""

from __future__ import annotations

import pytest

from guidelint.definitions.definition import DefinitionFile
from guidelint.dialects.load import load_dialect
from guidelint.dialects.model import FieldSource
from linting import DIALECTS

KNOWN = {dialect.name: dialect for dialect in DIALECTS}
HEAD = "name: test\ntitle: 测试\nsource: 测试\n"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("fields: {nmae: a}", 4, "unknown key 'nmae'"),
        ("fields: {name: }", 4, "a column, a list of columns or a mapping"),
        ("fields: {name: {colums: a}}", 4, "unknown key 'colums'; did you mean 'columns'"),
        ("fields: {materials: {fields: {nam: a}}}", 4, "unknown key 'nam'"),
        ("fields: {materials: {table: T}}", 4, "unknown table 'T'"),
        ("extends: chinese", 4, "unknown dialect 'chinese'"),
        ("codes_of: canonicl", 4, "unknown dialect 'canonicl'; did you mean 'canonical'"),
        ("detectkeys: [a]", 4, "unknown key 'detectkeys'"),
        (
            "codes: {matter_types: {'01': 行政许可}}",
            4,
            "unknown key 'matter_types'; did you mean 'matter_type'",
        ),
        ("empty: {materials.nam: [无]}", 4, "unknown key 'materials.nam'; did you mean 'materials.name'"),
        ("detect_keys: [a, b]\ndetect_least: 3", 5, "detect_least is 3, but detect_keys are only 2"),
        ("embedded: {a: yaml}", 4, "json"),
        ("spellings: [kebab]", 4, "lower"),
    ],
)
def test_a_mistake_has_its_line_and_a_sentence(text: str, line: int, part: str) -> None:
    file = DefinitionFile("test.yaml", (HEAD + text).encode())
    assert load_dialect(file, KNOWN) is None
    assert [(m.line, part in m.message) for m in file.mistakes] == [(line, True)], file.mistakes


def test_own_columns_come_before_those_of_the_base() -> None:
    base = KNOWN["national"].fields["online_url"].columns
    own = KNOWN["ml-matter"].fields["online_url"].columns
    assert own[:3] == ("gov_net_url", "GOV_NET_URL", "govNetUrl")
    assert own[-len(base) :] == base


def test_a_list_of_its_own_asks_the_base_next() -> None:
    own = KNOWN["ml-matter"].fields["steps"]
    assert (own.table, own.otherwise) == ("ml_matter_process_link", None)
    materials = KNOWN["ml-matter"].fields["materials"]
    assert materials.otherwise is not None
    assert materials.otherwise.table == "up_task_general_material"


def test_codes_of_another_dialect_lie_under_the_own_ones() -> None:
    codes = KNOWN["guangdong"].codes["materials.form"]
    assert (codes["纸质版"], codes["1"]) == ("纸质", "纸质")
    assert "1" not in KNOWN["canonical"].codes["materials.form"]


def test_a_platform_made_of_labels_reports_no_unknown_keys() -> None:
    zhejiang = KNOWN["zhejiang"]
    assert (zhejiang.labels, KNOWN["zh"].labels) == (False, True)
    assert zhejiang.fields["hours"] == FieldSource(
        columns=("办理时间", "办公地址_时间", *KNOWN["zh"].fields["hours"].columns[1:])
    )

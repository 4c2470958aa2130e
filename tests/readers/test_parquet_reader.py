"""Parquet exports: rows as mappings, nested columns, types as text, locations, damaged files."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from guidelint.location import Path
from guidelint.readers.parquet.reader import ParquetTree
from linting import lint, short, source


def file_of(table: Any, **options: Any) -> bytes:
    buffer = BytesIO()
    parquet.write_table(table, buffer, **options)
    return buffer.getvalue()


def column(values: list[Any], kind: Any = None) -> list[Any]:
    """What a column of values is read as."""
    read = ParquetTree(file_of(pa.table({"name": pa.array(values, kind)})))
    assert read.problems == []
    return [row["name"] for row in read.root]


MATTERS = pa.table(
    {
        "name": ["取水许可", None],
        "materials": [
            [
                {"name": "申请书", "copies": 1, "source": None},
                {"name": "身份证", "copies": 2, "source": "自备"},
            ],
            None,
        ],
        "statutory_limit": [{"value": 20.0, "unit": "工作日"}, None],
    }
)
ROOT = [
    {
        "name": "取水许可",
        "materials": [
            {"copies": "1", "name": "申请书", "source": None},
            {"copies": "2", "name": "身份证", "source": "自备"},
        ],
        "statutory_limit": {"value": "20", "unit": "工作日"},
    },
    {"name": None, "materials": None, "statutory_limit": None},
]


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ([10**7, 19000, None], pa.date32(), ["29349-01-26", "2022-01-08", None]),
        ([1, 10**9], pa.timestamp("ns"), ["1970-01-01 00:00:00.000000001", "1970-01-01 00:00:01"]),
        ([10**18, 0], pa.timestamp("us"), ["<value out of range: 1000000000000000000>", "1970-01-01"]),
        ([10**6], pa.timestamp("us", "Mars/X"), ["1000000"]),
        ([[10**7, 0], None], pa.list_(pa.date32()), [["29349-01-26", "1970-01-01"], None]),
        ([{"day": 10**7}], pa.struct({"day": pa.date32()}), [{"day": "29349-01-26"}]),
        ([[("day", 10**7)]], pa.map_(pa.string(), pa.date32()), [{"day": "29349-01-26"}]),
    ],
)
def test_a_date_that_python_cannot_hold_is_a_text_and_the_rest_is_read(
    values: list[Any], kind: Any, shown: list[Any]
) -> None:
    assert column(values, kind) == shown


def test_texts_in_a_binary_column_are_decoded_as_a_file_would_be() -> None:
    assert column(["县水利局".encode("gbk"), "县水利局".encode(), b"a\xff"], pa.binary()) == [
        "县水利局",
        "县水利局",
        "a\ufffd",
    ]


@pytest.mark.parametrize("size", [1, 1000])
def test_lists_and_structs_stay_and_values_are_texts(size: int) -> None:
    read = ParquetTree(file_of(MATTERS, row_group_size=size))
    assert (read.root, read.problems) == (ROOT, [])


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        (["甲", "", None], None, ["甲", "", None]),
        (["甲", "甲"], pa.dictionary(pa.int8(), pa.string()), ["甲", "甲"]),
        (["甲"], pa.large_string(), ["甲"]),
        (["甲".encode(), b"\xff"], None, ["甲", "\ufffd"]),
        ([1, None], None, ["1", None]),
        ([12345678901.0, 0.5, float("nan")], None, ["12345678901", "0.5", None]),
        ([True], None, ["true"]),
        ([Decimal("1.50")], None, ["1.50"]),
        ([date(2026, 1, 2)], None, ["2026-01-02"]),
        ([datetime(2026, 1, 2), datetime(2026, 1, 2, 3, 4)], None, ["2026-01-02", "2026-01-02 03:04:00"]),
        ([[("甲", 1)], None], pa.map_(pa.string(), pa.int8()), [{"甲": "1"}, None]),
        ([["甲", None]], None, [["甲", None]]),
        ([None], pa.null(), [None]),
    ],
)
def test_a_value_of_any_type_is_the_text_that_a_clerk_would_see(
    values: list[Any], kind: Any, texts: list[Any]
) -> None:
    assert column(values, kind) == texts


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, None)),
        ((1,), (2, 1, "行2")),
        ((0, "name"), (1, 1, "行1!name")),
        ((0, "materials", 1, "source"), (1, 2, "行1!materials[1].source")),
        ((0, "materials", 1, "form"), (1, 2, "行1!materials[1]")),
        ((0, "materials", 2), (1, 2, "行1!materials")),
        ((1, "materials", 0, "name"), (2, 2, "行2!materials")),
        ((0, "hours"), (1, 1, "行1")),
    ],
)
def test_a_place_is_a_row_and_a_column(path: Path, place: tuple[int, int, str | None]) -> None:
    region = ParquetTree(file_of(MATTERS)).region(path)
    assert (region.line, region.column, region.cell) == place


def test_a_finding_stands_at_the_row_and_column() -> None:
    report = lint(source("a.parquet", file_of(MATTERS)))
    found = [f for f in report.findings if f.rule == "materials.source-missing"]
    assert (report.records, [(f.path, f.location.region.cell) for f in found]) == (
        2,
        [("$.materials[0].source", "行1!materials[0].source")],
    )


def test_a_table_without_rows_says_so() -> None:
    report = lint(source("a.parquet", file_of(MATTERS.slice(0, 0))))
    assert [finding.rule for finding in report.findings] == ["source.no-rows"]


def test_a_column_that_stands_twice_is_told() -> None:
    twice = pa.table([pa.array(["甲"]), pa.array(["乙"])], ["name", "name"])
    read = ParquetTree(file_of(twice))
    assert [(problem.rule, problem.args, problem.region.cell) for problem in read.problems] == [
        ("source.duplicate-key", {"key": "name"}, "列2")
    ]


def test_a_column_of_one_value_cannot_be_a_bomb() -> None:
    long = pa.table({"name": pa.nulls(30_000_000, pa.string())})
    assert [problem.rule for problem in ParquetTree(file_of(long)).problems] == ["source.unreadable"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"PAR1", "source.unreadable"),
        (b"PAR1" + bytes(20) + b"PAR1", "source.unreadable"),
        (file_of(MATTERS)[:-30], "source.unreadable"),
        (file_of(MATTERS)[:60] + bytes(60) + file_of(MATTERS)[120:], "source.unreadable"),
        (b"PARE" + bytes(20) + b"PARE", "source.unreadable"),
        (b"name,code\n", "source.unsupported"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, rule: str) -> None:
    read = ParquetTree(data)
    assert (read.root, [problem.rule for problem in read.problems]) == (None, [rule])


def test_without_the_extra_the_finding_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = file_of(MATTERS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    report = lint(source("a.parquet", data))
    assert short(report) == [("source.unsupported", 1, 1)]
    assert "pip install 'guidelint[parquet]'" in report.findings[0].message

"""Valid files of every format, corrupted in a fixed number of ways: findings or records, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz_seeds import KINDS, Change, named, seed, spoiled, spoiled_inside
from guidelint.dialects import known_columns
from guidelint.readers import READERS, read
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.decode import decode
from guidelint.readers.parquet.reader import ParquetTree
from guidelint.readers.xml.reader import XmlTree
from guidelint.report import Report
from guidelint.run.engine import run
from guidelint.sources.inputs import Input
from linting import DIALECTS, RULES, ruleset

EXAMPLES = 60
BAD = frozenset(
    f"source.{name}"
    for name in ("unreadable", "unsupported", "syntax", "truncated", "unrecognised", "encoding")
)
FILLINGS = st.sampled_from(
    [b"\0", b"\r", b"\n", b'"', b"'", b"<", b">", b"&#0;", b"]]>", b"{", b"[", b",", b"\t", b":", b"&", b"*",
     b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"1e999", b"99999999999", b"<!--", b"<table>", b"=1",
     b"\x00\r"]
) | st.binary(max_size=4)  # fmt: skip
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(KINDS),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 2) | st.integers(1, 400),
        FILLINGS,
    ),
    min_size=1,
    max_size=6,
)


def check(extension: str, data: bytes) -> Report:
    return run(ruleset(RULES), [Input(*named(extension, data), named=True)])


def problems(report: Report) -> Iterable[str]:
    return (finding.rule for finding in report.findings if finding.rule.startswith("source."))


@pytest.mark.parametrize("extension", READERS)
def test_a_file_that_is_not_spoiled_is_read(extension: str) -> None:
    report = check(extension, seed(extension))
    assert BAD.isdisjoint(problems(report))
    assert report.records or "source.no-rows" in problems(report)


@pytest.mark.parametrize("extension", READERS)
def test_a_spoiled_file_gives_findings_or_records(extension: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=20_000,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(changes=CHANGES, entry=st.none() | st.floats(0, 1, exclude_max=True))
    def spoil(changes: list[Change], entry: float | None) -> None:
        whole = seed(extension)
        packed = entry is not None and whole.startswith(b"PK")
        report = check(
            extension, spoiled_inside(whole, entry or 0, changes) if packed else spoiled(whole, changes)
        )
        assert report.records or list(problems(report))
        for finding in report.findings:
            assert min(finding.location.region[:4]) >= 1

    spoil()


@pytest.mark.parametrize("reader", [CsvTree, XmlTree, ParquetTree])
def test_a_spoiled_file_in_parts_gives_what_the_whole_gives(reader: Any) -> None:
    extension = {CsvTree: ".csv", XmlTree: ".xml", ParquetTree: ".parquet"}[reader]
    names = known_columns(DIALECTS)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(CHANGES, st.integers(1, 200))
    def parts_are_the_whole(changes: list[Change], size: int) -> None:
        data = spoiled(seed(extension), changes)
        text = decode(data).text
        content = data if reader is ParquetTree else text
        parts = list(reader.parts(BytesIO(data), names, size))
        if content is None:
            assert parts == []
            return
        whole = read(reader, content, names)
        if whole.root is not None:
            assert [row for part in parts for row in rows_of(part)] == rows_of(whole)
        assert [problem for part in parts for problem in part.problems] == whole.problems

    parts_are_the_whole()


def rows_of(tree: Any) -> list[Any]:
    root = tree.root
    if isinstance(root, dict) and list(root) == ["records"]:
        root = root["records"]
    return root if isinstance(root, list) else [root]

"""Files read in parts: together the parts have the rows, problems, locations and comments of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from guidelint.dialects import known_columns
from guidelint.finding import Edit
from guidelint.location import Path
from guidelint.readers import long_list as stretch
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.decode import decode, encoding_of
from guidelint.readers.parquet.reader import ParquetTree
from guidelint.readers.xml.parts import XmlPart
from guidelint.readers.xml.reader import XmlTree
from linting import DIALECTS

NAMES = known_columns(DIALECTS)
NONE: frozenset[str] = frozenset()


def inner(value: Any, at: Path) -> Iterator[Path]:
    yield at
    yield (*at, "missing")
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in pairs:
        yield from inner(below, (*at, step))


@pytest.mark.parametrize(
    "data",
    [
        "甲乙".encode(), "\ufeff甲".encode(), "甲".encode("utf-16"), "<a>甲</a>".encode("utf-16-le"),
        "甲".encode("gb18030"), "甲".encode()[:2],
        b"a\0b", b"\xff\xff\xff\xff", "甲乙".encode()[:5], "甲乙".encode("gb18030")[:3], b"plain",
    ],
)  # fmt: skip
def test_an_encoding_is_told_without_the_text(data: bytes) -> None:
    told, known = encoding_of(BytesIO(data)), decode(data)
    assert (told.text is None, told[1:]) == (known.text is None, known[1:])


def record(number: int) -> str:
    return f"<record><name>事项{number}</name><materials><material><name>表</name></material></materials></record>"


def xml_of(count: int, between: str = "\n", before: str = "<records>\n") -> str:
    return before + between.join(map(record, range(count))) + "</records>"


@pytest.mark.parametrize(
    "text",
    [
        xml_of(50),
        xml_of(50, ""),
        xml_of(50, "\r\n  "),
        xml_of(50, "\r"),
        xml_of(50, "\n<!-- guidelint: ignore[a] x -->\n"),
        xml_of(50).replace("\n<record>", " <!-- guidelint: ignore[a] x -->\n<record>", 20),
        xml_of(9, "\n", "<?x?>\n<!-- guidelint: ignore[b] -->\n<records>\n") + "\n<!-- guidelint: </ -->\n",
        xml_of(9, "\n", "<!-- --><!-- guidelint: ignore[b] --><records>\n"),
        xml_of(20).replace("<record>", "<record k='/>'>", 3),
    ],
)  # fmt: skip
def test_parts_of_a_list_are_its_members(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretch, "_READ", 64)
    parts = list(XmlTree.parts(BytesIO(text.encode()), NONE, 300))
    whole = XmlTree(text)
    assert len(parts) > 1
    assert [row for part in parts for row in part.root["records"]] == whole.root["records"]
    assert [comment for part in parts for comment in part.comments()] == whole.comments()
    for part in parts:
        assert isinstance(part, XmlPart)
        assert part.problems == []
        for number, row in enumerate(part.root["records"]):
            for path in inner(row, ()):
                there = whole.region(("records", part.number + number, *path))
                assert part.region(("records", number, *path)) == there
        assert part.region(()) == part.region(("records", 999)) == whole.region(())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_list_comes_in_parts_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretch, "_READ", 61)
    text = "<?xml version='1.0' encoding='GBK'?>\n" + xml_of(200, "\r\n")
    parts = list(XmlTree.parts(BytesIO(text.encode(encoding)), NONE, 300))
    whole = XmlTree(text)
    assert len(parts) > 10
    assert [row for part in parts for row in part.root["records"]] == whole.root["records"]
    last = parts[-1].number + len(parts[-1].root["records"]) - 1
    here = ("records", last - parts[-1].number, "name")
    assert parts[-1].region(here) == whole.region(("records", last, "name"))


@pytest.mark.parametrize(
    "text",
    [
        "<r/>", "", "不是", xml_of(50) + "<", xml_of(50).replace("</records>", "<total>5</total></records>"),
        xml_of(50).replace("</records>", ""), "<!DOCTYPE r>" + xml_of(50), xml_of(50, "字"), xml_of(1),
        xml_of(50).replace("事项30", "<record/>").replace("</name>", "", 1),
    ],
)  # fmt: skip
def test_what_is_no_plain_list_is_one_tree(text: str) -> None:
    (tree,) = XmlTree.parts(BytesIO(text.encode()), NONE, 300)
    whole = XmlTree(text)
    assert (tree.root, tree.problems, tree.region(())) == (whole.root, whole.problems, whole.region(()))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["一", "<m>二</m>", "<!-- <m> -->", "<![CDATA[</m>]]>", "\n", "<b/>"]), min_size=8
    )
)
def test_members_of_any_kind_come_in_parts(found: list[str]) -> None:
    text = "<r>" + "\n".join(f"<m>{inside}</m>" for inside in found) + "</r>"
    rows = [row for tree in XmlTree.parts(BytesIO(text.encode()), NONE, 20) for row in tree.root["records"]]
    assert rows == XmlTree(text).root["records"]


def parquet_of(count: int) -> bytes:
    buffer = BytesIO()
    columns = [[f"事项{n}" for n in range(count)], [[{"name": "表"}]] * count, ["重"] * count]
    parquet.write_table(
        pa.Table.from_arrays(list(map(pa.array, columns)), ["name", "materials", "name"]), buffer
    )
    return buffer.getvalue()


def test_parts_of_a_parquet_file_are_its_rows() -> None:
    data = parquet_of(1000)
    parts, whole = list(ParquetTree.parts(BytesIO(data), NONE, 300)), ParquetTree(data)
    assert [len(part.root) for part in parts] == [512, 488]
    assert [row for part in parts for row in part.root] == whole.root
    assert [problem for part in parts for problem in part.problems] == whole.problems != []
    for part in parts:
        for number, row in enumerate(part.root[::50]):
            for path in inner(row, ()):
                assert part.region((number, *path)) == whole.region((part.number + number, *path))


@pytest.mark.parametrize(
    "data", [parquet_of(1000)[:-40] + b"PAR1", b"PAR1", b"x", b"PARE", b"", parquet_of(0)]
)
def test_a_parquet_file_without_rows_is_one_tree(data: bytes) -> None:
    (tree,) = ParquetTree.parts(BytesIO(data), NONE, 300)
    whole = ParquetTree(data)
    assert (tree.root or None, tree.problems) == (whole.root or None, whole.problems)


def test_a_parquet_file_that_is_damaged_inside_ends_in_that_problem() -> None:
    buffer = BytesIO()
    table = pa.table({"name": [f"事项{n * n}" for n in range(3000)]})
    parquet.write_table(table, buffer, row_group_size=1000, use_dictionary=False)
    data = bytearray(buffer.getvalue())
    at = parquet.ParquetFile(BytesIO(data)).metadata.row_group(2).column(0).data_page_offset
    data[at : at + 200] = b"\xff" * 200
    *parts, last = ParquetTree.parts(BytesIO(data), NONE, 300)
    assert 1500 < sum(len(part.root) for part in parts) <= 2000
    assert (last.root, [problem.rule for problem in last.problems]) == (None, ["source.unreadable"])


HEAD = "某县事项清单,,\r\n事项名称,实施编码,办理地点\r\n"
ROWS = "".join(f'"事项{n}\n（续）",C{n}, 大厅{n % 7}号 \r\n' + "\r\n" * (n % 5 == 0) for n in range(150))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROWS,
        HEAD + ROWS + "末,C,",
        (HEAD + ROWS).replace("\r\n", "\n"),
        (HEAD + ROWS).replace("\r\n", "\r").replace("\n", "\r"),
        (HEAD + ROWS).replace(",", "\t"),
        HEAD + ROWS + HEAD.partition("\n")[2] + "合计,,\r\n" + ROWS,
        HEAD + ROWS + "\r\n" * 500 + ROWS + ",,,,,\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_parts_of_a_csv_are_its_rows(text: str, encoding: str) -> None:
    parts, whole = list(CsvTree.parts(BytesIO(text.encode(encoding)), NAMES, 40)), CsvTree(text, NAMES)
    assert len(parts) > 2
    assert [row for part in parts for row in part.root] == whole.root
    assert [problem for part in parts for problem in part.problems] == whole.problems == []
    for part in parts:
        assert part.region(()) == whole.region(())
        assert part.headings == whole.headings
        for number, row in enumerate(part.root):
            for path in inner(row, ()):
                assert part.region((number, *path)) == whole.region((part.number + number, *path))
        here, there = (0, "事项名称"), (part.number, "事项名称")
        changes = [Edit(0, 2, "改")]
        assert part.edits(here, part.root[0]["事项名称"], changes) == whole.edits(
            there, part.root[0]["事项名称"], changes
        )


@pytest.mark.parametrize(
    "text",
    [
        "", "不是表格", HEAD, HEAD + "\n" * 300, HEAD + ROWS + '"未闭合,C,D\n', HEAD + ROWS + "甲,C,D,多出\n",
        HEAD.replace("办理地点", "事项名称") + ROWS, HEAD.replace("办理地点", "") + ROWS,
        HEAD.replace("办理地点", "材料名称,材料份数") + ROWS, "事项名称\n" + "甲\n" * 300, "\n" * 300 + HEAD + ROWS,
        HEAD + ROWS + "长" * 140_000 + ",C,D\n",
    ],
)  # fmt: skip
def test_a_csv_that_is_not_one_row_a_matter_is_one_tree(text: str) -> None:
    (tree,) = CsvTree.parts(BytesIO(text.encode()), NAMES, 40)
    whole = CsvTree(text, NAMES)
    assert (tree.root, tree.problems, tree.region(())) == (whole.root, whole.problems, whole.region(()))


@pytest.mark.parametrize("reader", [CsvTree, XmlTree])
def test_of_what_is_no_text_there_is_no_part(reader: type[CsvTree] | type[XmlTree]) -> None:
    assert list(reader.parts(BytesIO(b"\xff\xff\xff\xff"), NAMES, 40)) == []

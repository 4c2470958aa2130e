"""A CSV with list files, read in parts: together the parts equal the whole."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.dialects import find_rows, known_columns
from guidelint.dialects.present import fields_present
from guidelint.finding import Edit
from guidelint.location import Path
from guidelint.readers.csv import head as csv_head
from guidelint.readers.csv import list_index as csv_beside
from guidelint.readers.csv.part import CsvPart
from guidelint.readers.csv.reader import CsvTree
from guidelint.readers.decode import decode
from guidelint.readers.tree import UNREAD
from linting import DIALECTS

NAMES = known_columns(DIALECTS)
OWN = ["实施编码", "事项名称", "办理地点"]
MATERIALS = ["实施编码", "材料名称", "来源渠道"]
STEPS = ["实施编码", "环节名称", "办理时限（工作日）"]
SIZE = 8


def table(rows: Sequence[Sequence[str]], end: str = "\r\n") -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def matters(count: int) -> list[list[str]]:
    return [OWN, *([f"C{n}", f"事项{n}\n（续）", f"大厅{n % 5}号"] for n in range(count))]


def materials(count: int, each: int = 3) -> list[list[str]]:
    rows = (
        [f"C{n}", f"材料{n}-{m}", f"渠道\n{m}"] for n in range(count) for m in range((n * 7 + 1) % (each + 1))
    )
    return [MATERIALS, *rows]


def shuffled(rows: list[list[str]], seed: int = 1) -> list[list[str]]:
    below = rows[1:]
    random.Random(seed).shuffle(below)
    return [rows[0], *below]


def paths(value: Any, at: Path) -> Iterator[Path]:
    yield at
    yield (*at, "missing")
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in pairs:
        yield from paths(below, (*at, step))


def in_parts(main: bytes, beside: Mapping[str, bytes], size: int = SIZE) -> list[CsvTree]:
    return list(
        CsvTree.parts(BytesIO(main), NAMES, size, {name: BytesIO(data) for name, data in beside.items()})
    )


def read_whole(main: bytes, beside: Mapping[str, bytes]) -> CsvTree:
    text = decode(main).text
    assert text is not None
    return CsvTree(text, NAMES, beside)


def compare(main: bytes, beside: Mapping[str, bytes], size: int = SIZE) -> list[CsvTree]:
    """See that the parts are the whole; the parts."""
    parts, whole = in_parts(main, beside, size), read_whole(main, beside)
    assert [row for part in parts for row in part.root or ()] == (whole.root or [])
    assert [list(row) for part in parts for row in part.root or ()] == [list(row) for row in whole.root or ()]
    assert [problem for part in parts for problem in part.problems] == whole.problems
    for part in parts:
        assert part.region(()) == whole.region(())
        assert part.headings == whole.headings
        for number, row in enumerate(part.root or ()):
            for path in paths(row, ()):
                here, there = (number, *path), (part.number + number, *path)
                assert part.region(here) == whole.region(there)
                assert part.file(here) == whole.file(there)
    if parts[0].kinds:
        kinds, rows = (find_rows(DIALECTS, list(root)) for root in (parts[0].kinds, whole.root))
        assert fields_present(kinds) == fields_present(rows)
    return parts


def compare_parts(main: bytes, beside: Mapping[str, bytes], size: int = SIZE) -> list[CsvTree]:
    parts = compare(main, beside, size)
    assert len(parts) > 2
    assert all(isinstance(part, CsvPart) for part in parts)
    return parts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mixed", [False, True])
def test_parts_have_their_rows_in_every_spelling(
    encoding: str, end: str, mixed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_head, "_READ", 97)
    monkeypatch.setattr(csv_beside, "_ROWS", 7)
    rows = shuffled(materials(40)) if mixed else materials(40)
    other = "utf-8" if encoding == "gb18030" else "gb18030"
    beside = {
        "a.materials.csv": table(rows, end).encode(encoding),
        "a.环节.csv": table([STEPS]).encode(other),
    }
    compare_parts(table(matters(40), end).encode(other), beside)


def test_blank_keys_are_those_of_the_row_above() -> None:
    rows = materials(40)
    for above, row in zip(materials(40)[1:], rows[2:], strict=False):
        row[0] = "" if row[0] == above[0] else row[0]
    assert sum(not row[0] for row in rows) > 20
    compare_parts(table(matters(40)).encode(), {"a.materials.csv": table(rows).encode()})
    rows = shuffled(rows)
    compare_parts(table(matters(40)).encode(), {"a.materials.csv": table(rows).encode()})


def test_a_key_that_names_several_matters_is_that_of_each() -> None:
    main = matters(40)
    for n in range(1, 41):
        main[n][0] = f" C{n % 13}"
    beside = {"a.materials.csv": table(shuffled(materials(15))).encode()}
    parts = compare_parts(table(main).encode(), beside)
    assert len(parts[0].problems) == len({row[0] for row in materials(15)[1:]} - {f"C{n}" for n in range(13)})


def test_a_name_that_two_matters_share_must_be_seen_whole() -> None:
    main = [row[1:] for row in matters(40)]
    main[3][0] = main[30][0]
    rows = [["事项名称", *MATERIALS[1:]], *([f"事项{n}\n（续）", "表", "x"] for n in range(40))]
    parts = compare(table(main).encode(), {"a.materials.csv": table(rows).encode()}, SIZE)
    assert (len(parts), len(parts[0].problems)) == (1, 2)
    assert [row["申请材料"] is UNREAD for row in parts[0].root].count(True) == 2


def test_rows_that_name_no_matter_are_told_once() -> None:
    rows = shuffled([*materials(40), *([f"X{n % 120}", "多余\n", ""] for n in range(300)), ["", "无", ""]])
    beside = {
        "a.materials.csv": table(rows).encode("gb18030"),
        "a.steps.csv": table([STEPS, ["Y", "a", ""]]).encode(),
    }
    parts = compare_parts(table(matters(40)).encode(), beside)
    rules = [problem.rule for problem in parts[0].problems]
    assert (rules.count("source.unrecognised"), rules.count("source.encoding")) == (101, 1)


def test_a_quote_that_is_never_closed_is_told_once() -> None:
    main, text = table(matters(40)).encode(), table(materials(40)) + 'C39,"未闭合,渠道\r\n'
    *rows, _ = text.split("\r\n")
    stray = "\r\n".join([*rows[:9], 'C1,a"b,渠道', *rows[9:-1]])
    for content in (text, stray):
        compare_parts(main, {"a.materials.csv": content.encode()})
    (problem,) = compare_parts(main, {"a.steps.csv": text.encode()})[0].problems
    assert (problem.rule, problem.file) == ("source.truncated", "a.steps.csv")


def test_notes_blank_rows_and_repeated_headers_belong_to_nobody() -> None:
    rows: list[list[str]] = materials(40)
    for at in (3, 9, 30):
        rows[at:at] = [[], ["合计", "", ""], MATERIALS, ["", "", ""]]
    main = matters(40)
    main[5:5] = [[], OWN, ["备注", "", ""]] * 4
    titled = [["某县材料清单", "", ""], *rows]
    for each in (rows, titled):
        compare_parts(table(main).encode(), {"a.materials.csv": table(each).encode()})


def test_several_files_may_hold_one_list() -> None:
    beside = {
        "a.materials.csv": table(materials(40)),
        "a.申请材料清单.csv": table(shuffled(materials(40, 2))),
    }
    compare_parts(table(matters(40)).encode(), {name: text.encode() for name, text in beside.items()})


@pytest.mark.parametrize("least", [0, 1])
def test_a_list_that_is_a_column_too(least: int) -> None:
    main = [
        [*row, *extra]
        for row, extra in zip(matters(40), [["申请材料", "结果"], *[["", ""]] * 40], strict=True)
    ]
    for n in range(1, 41):
        main[n][3:] = ["身份证" if n % 3 else "", "证" if n % 2 and least else ""]
    beside = {
        "a.materials.csv": table(
            [MATERIALS, *([f"C{n}", "表", "x"] for n in range(0, 40, 2 - least))]
        ).encode()
    }
    compare_parts(table(main).encode(), beside)


def test_the_first_key_that_is_filled_counts() -> None:
    rows = [["业务办理项编码", *MATERIALS], *(["", *row] for row in materials(40)[1:])]
    main = [["业务办理项编码", *OWN], *([f"B{n}", *row] for n, row in enumerate(matters(40)[1:]))]
    compare_parts(table(main).encode(), {"a.materials.csv": table(rows).encode()})


def test_a_file_without_anything_is_passed_over() -> None:
    for content in (b"", b"\r\n\r\n", b"\xff\xff\xff"):
        beside = {"a.steps.csv": content, "a.materials.csv": table(materials(40)).encode()}
        compare_parts(table(matters(40)).encode(), beside)


def test_the_text_of_the_main_file_can_be_edited_in_every_part() -> None:
    main, beside = table(matters(40)).encode(), {"a.materials.csv": table(materials(40)).encode()}
    whole = read_whole(main, beside)
    for part in compare_parts(main, beside):
        value, changes = part.root[0]["事项名称"], [Edit(0, 2, "改")]
        made = part.edits((0, "事项名称"), value, changes)
        assert made == whole.edits((part.number, "事项名称"), value, changes)
        assert made


@pytest.mark.parametrize(
    "content",
    [
        table([["材料名称", "来源渠道"], *(["表", "x"] for _ in range(50))]),
        table([["事项编码", *MATERIALS[1:]], *materials(40)[1:]]),
        table([["实施编码", "材料名称", "材料名称"], *materials(40)[1:]]),
        table([["实施编码", "材料名称", ""], *materials(40)[1:]]),
        table([*materials(40), ["C1", "表", "x", "多出"]]),
        table([[MATERIALS[0]], *(["C1"] for _ in range(50))]),
        "不是表格\r\n" * 70,
        "\r\n" * 300 + table(materials(40)),
        table(materials(40)) + "C1," + "长" * 140_000 + ",x\r\n",
        table(materials(40)) + "," * 600_000 + "\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_must_be_seen_whole_is_one_tree(
    content: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_head, "_LONGEST", 200_000)
    (tree,) = compare(table(matters(40)).encode(), {"a.materials.csv": content.encode(encoding)})
    assert not isinstance(tree, CsvPart)


def test_bytes_that_are_not_those_of_their_text_are_seen_whole() -> None:
    odd = (
        table(materials(40)).encode("gb18030")
        + b"C1,\xa2\xe3\x80\x80,x\r\n"
        + "C2,表,€\r\n".encode("gb18030")
    )
    for data in (odd, odd[:-3], table(materials(40)).encode("gb18030")[:-3]):
        compare(table(matters(40)).encode(), {"a.materials.csv": data})


def test_a_file_that_is_titled_after_no_list_is_seen_whole() -> None:
    (tree,) = compare(table(matters(40)).encode(), {"a.其他.csv": table(materials(40)).encode()})
    assert not isinstance(tree, CsvPart)


KEY = st.sampled_from(["C1", "C2", "C30", " C7 ", "", "", "X", "合计", "C\n1", "'=C1", "实施编码"])
CELL = st.sampled_from(["", "甲", "乙\n丙", '"', "a,b", "备注", "材料名称", "3"])


@settings(max_examples=150, deadline=None)
@given(
    main=st.lists(st.tuples(KEY, CELL, CELL), min_size=1, max_size=40),
    first=st.lists(st.tuples(KEY, CELL, CELL), max_size=40),
    second=st.lists(st.tuples(KEY, CELL, CELL), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    size=st.integers(1, 9),
)
def test_parts_are_the_whole(
    main: list[tuple[str, ...]],
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
    encoding: str,
    size: int,
) -> None:
    beside = {"a.materials.csv": [MATERIALS, *first], "a.steps.csv": [STEPS, *second]}
    files = {name: table(rows).encode(encoding) for name, rows in beside.items()}
    compare(table([OWN, *main]).encode(encoding), files, size)

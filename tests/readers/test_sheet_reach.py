"""How far the cells of a sheet reach, compared with where the parser puts them."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from workbook_factory import NAMES, xlsx

from guidelint.readers.table.sheet import letters
from guidelint.readers.workbook.reach import Reach
from guidelint.readers.workbook.reader import WorkbookTree

EMPTY = xlsx(lambda book: book.add_worksheet("表").write(0, 0, 1))


def book_with(rows: str) -> bytes:
    """A workbook whose sheet has these rows."""
    buffer = BytesIO()
    with ZipFile(BytesIO(EMPTY)) as given_book, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for entry in given_book.infolist():
            data = given_book.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = re.sub(rb"<dimension[^>]*>", b"", data)
                data = re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), data)
            made.writestr(entry.filename, data)
    return buffer.getvalue()


def reach_of(pieces: list[str], exactly: bool) -> Reach:
    reach = Reach(exactly)
    for piece in pieces:
        reach.add(piece.encode())
    return reach


ADDRESSES = st.builds(
    lambda column, row: f"{letters(column)}{row}",
    st.one_of(st.integers(1, 30), st.sampled_from((52, 53, 78, 79, 702, 703))),
    st.one_of(st.integers(1, 30), st.sampled_from((99, 100, 199, 200, 1099))),
)
USUAL = st.builds(lambda at: f'<c r="{at}" s="1"><v>1</v></c>', ADDRESSES)
CELLS = st.one_of(
    USUAL,
    USUAL,
    USUAL,
    st.just("<c><v>1</v></c>"),
    st.builds(lambda at: f'<c r="{at}" s="1"/>', ADDRESSES),
    st.builds(lambda at: f"<c s='>'\n\tr = '{at.lower()}'><v>1</v></c>", ADDRESSES),
    st.builds(lambda at: f'<x:c r="{at}"><x:v>1</x:v></x:c>', ADDRESSES),
)
ROWS = st.builds(
    lambda head, cells: head + "".join(cells) + ("</x:row>" if head.startswith("<x") else "</row>"),
    st.one_of(
        st.builds('<row r="{}" spans="1:19">'.format, st.integers(1, 1200)),
        st.sampled_from(("<row>", "<row r='7' spans=\"1:2\">", '<x:row r="30">', '<row\nr = "9">')),
    ),
    st.lists(CELLS, max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, max_size=6), st.lists(st.integers(0, 6), max_size=3))
def test_the_parser_lays_out_no_cell_beyond_the_reach(rows, breaks):
    cuts = [0, *sorted(min(at, len(rows)) for at in breaks), len(rows)]
    pieces = ["".join(rows[first:last]) for first, last in pairwise(cuts)]
    end = CalamineWorkbook.from_filelike(BytesIO(book_with("".join(rows)))).get_sheet_by_index(0).end
    height, width = (1, 1) if end is None else (end[0] + 1, end[1] + 1)
    exact, bound = reach_of(pieces, True), reach_of(pieces, False)
    assert (exact.height, exact.width) == (height, width)
    assert bound.height >= height
    assert bound.width >= width


def test_the_bound_of_plain_cells_is_near():
    rows = [
        f'<row r="{n}" spans="1:53"><c r="A{n}"><v>1</v></c><c r="BA{n}"><v>1</v></c></row>'
        for n in range(1, 1500)
    ]
    reach = reach_of(["".join(rows[:700]), "".join(rows[700:])], False)
    assert (reach.height, reach.width) == (1999, 78)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r="xfd1048576"><v>1</v></c>',
        '<c\tr="XFD1048576"><v>1</v></c>',
        '<c s=">" r="XFD1048576"><v>1</v></c>',
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c>',
        '<c r="XFC1"><v>1</v></c></row><row r="1048000"/><row><c><v>1</v></c>',
    ],
)
def test_a_far_cell_is_refused_however_it_is_written(cell):
    tree = WorkbookTree(book_with(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'), NAMES)
    assert [problem.rule for problem in tree.problems] == ["source.unreadable"]
    assert "范围过大" in tree.problems[0].args["reason"]


def test_a_far_cell_that_holds_nothing_is_no_hindrance():
    content = book_with(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert [problem.rule for problem in WorkbookTree(content, NAMES).problems] == ["source.unrecognised"]

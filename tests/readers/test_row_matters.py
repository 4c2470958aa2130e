"""Which rows of a table hold data, by the quick test and by the full one."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.readers.table.headers import Column, Header
from guidelint.readers.table.part import part, picker
from guidelint.readers.table.row_matters import Table, _holds_data, data_rows
from guidelint.readers.table.sheet import Sheet, covered

HEAD = ("序号", "事项名称", "办理地点", "材料名称", "办理时限")
WORDS = st.sampled_from((None, None, "a", "b", "12", '["x", "y"]', "注：以上", "合计", "填表人：甲", *HEAD))
ROWS = st.lists(st.tuples(*[WORDS] * 5) | st.just(HEAD), max_size=12)
SPANS = st.lists(st.tuples(*[st.integers(0, 6)] * 4), max_size=3)
SHAPES = st.sets(st.integers(0, 4), min_size=1)


def table_of(rows: list[tuple[str | None, ...]], shape: set[int], spans: list[tuple[int, ...]]) -> Table:
    """A table in which some columns are known."""
    cells = [list(HEAD), *map(list, rows)]
    merged = covered([(a, b, max(a, c), max(b, d)) for a, b, c, d in spans], len(cells), len(HEAD))
    columns = [Column(at, "", HEAD[at], at > 0, "日" if at == 4 else "") for at in sorted(shape)]
    return Table(0, Sheet("表", cells, (1, 1), merged), Header(0, 0, columns, [], 0))


@settings(max_examples=400, deadline=None)
@given(ROWS, SHAPES, SPANS)
@example([("1", "a", "b", None, None), HEAD, (None, "合计", None, None, None)], {0, 1, 2, 3}, [])
def test_the_rows_of_data_are_those_that_a_careful_look_at_each_finds(rows, shape, spans):
    table = table_of(rows, shape, spans)
    columns = [column.at for column in table.header.columns if column.known]
    pick = picker(columns)
    careful = [
        row
        for row in range(1, len(table.sheet.rows))
        if _holds_data(table.sheet, row, columns, pick(table.sheet.rows[row]), pick(HEAD))
    ]
    assert list(data_rows(table)) == careful


@settings(max_examples=200, deadline=None)
@given(ROWS, SHAPES)
def test_elements_are_what_is_read_anew_and_one_object_where_rows_say_the_same(rows, shape):
    table = table_of(rows, shape, [])
    made = part("申请材料", table.header.columns, 0)
    found = [(made.pick(cells), made.elements[made.pick(cells)]) for cells in table.sheet.rows]
    for said, element in found:
        assert element == made.read(said)
        assert [each is element for other, each in found if other == said].count(False) == 0

"""Records for tests of writers: generated ones with every field, and the result of reading a written file."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from guidelint.dialects import find_rows, known_columns, read_record
from guidelint.dialects.candidates import is_struck_out
from guidelint.readers import read, reader_for
from guidelint.readers.decode import decode
from guidelint.record import Data
from guidelint.ruleset import dialect_files, load_dialects
from guidelint.vocabulary import RECORD, Field
from guidelint.writers.canonical import canonical
from guidelint.writers.written import Written

DIALECTS = tuple(load_dialects(dialect_files([])))
NAMES = known_columns(DIALECTS)

_AWKWARD = (
    "=1+1", "'=A1", "+86", "-", "@x", "＝一", "'", '="007"', "007", "1e5", "2024-01-01", "yes", "null", "~",
    "#N/A", "- a", "a: b", "a #b", "：", "|", ">", "&a", "*a", "!x", "%", "`", "a,b;c", "一、二", "一；二",
    "'1143062", "''1143062", "无", "[", '["a"]', "{}", "{", "<b>&amp;</b>", "《关于<办法>的通知》", "\u4e00\n\u4e8c",
    "\u4e00\n\n\u3000\u4e8c", "  一  二 ", "\u4e00\r\n\u4e8c", "\ttab\t", "a\xa0b", "\u2028", "\x85a\x85",
    "\ufeffx", "\x00\x1b", "𠮷野家", "😀", "办理地点：一楼", "一、办理地点", "合计", "注：无", "事项名称",
    "申请材料", "]]>", "<!--x-->", "\\n", '"', "a\\'b", "..", "/", "12", "\u4e00 \n \u4e8c", "1.", "0x1F",
    "1_000", "12:30:45", "=", "<<", "?", "? a", "a:", "é", "--- a", "...", "#",
)  # fmt: skip
_TEXT = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(max_size=12),
    st.text(alphabet="一二、，；： \n\t'\"=-<>&#|[]{}\\/x1\u3000\u00a0", max_size=12),
)


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "texts":
        return st.lists(_TEXT, max_size=3)
    if field.kind == "limit":
        parts = st.fixed_dictionaries({}, optional={"value": _TEXT, "note": _TEXT})
        return st.one_of(_TEXT, parts)
    if field.kind == "items":
        return st.lists(_level(field.fields), max_size=3)
    if field.kind == "any":
        leaves = st.one_of(st.none(), _TEXT)
        nested = st.recursive(
            leaves, lambda v: st.lists(v, max_size=2) | st.dictionaries(_TEXT, v, max_size=2)
        )
        return st.dictionaries(_TEXT, nested, max_size=2)
    return st.sampled_from(field.values) if field.values else _TEXT


def _level(fields: tuple[Field, ...]) -> st.SearchStrategy[Data]:
    return st.lists(st.sampled_from(fields), max_size=6, unique_by=lambda field: field.name).flatmap(
        lambda chosen: st.fixed_dictionaries({field.name: _value(field) for field in chosen})
    )


def _as_read(data: Data) -> Data:
    """As a reader gives it: known by its name, code or materials, and without elements that say / in all fields."""
    form = {"name": "取水许可", **canonical(data).data}
    for field in RECORD:
        if field.kind == "items" and field.name in form:
            form[field.name] = [element for element in form[field.name] if not is_struck_out(element)]
    return canonical(form).data


RECORDS = _level(RECORD).map(_as_read)


def read_back(written: list[Written]) -> list[Data]:
    """The canonical records that readers make of written files, the first with the others beside it."""
    main, *others = written
    reader = reader_for(main.suffix)
    assert reader is not None
    content = main.content if reader.takes == "bytes" else decode(main.content).text
    assert content is not None
    tree = read(reader, content, NAMES, {"x" + other.suffix: other.content for other in others})
    assert [problem.rule for problem in tree.problems] == []
    made = [read_record(row, number) for number, row in enumerate(find_rows(DIALECTS, tree.root))]
    told = [problem.rule for record in made if record for problem in record.problems]
    assert [rule for rule in told if rule != "source.unknown-code"] == []
    return [canonical(record.data).data if record else {} for record in made]

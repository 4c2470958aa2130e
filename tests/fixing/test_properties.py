"""For any source: no byte outside the edits changes, other values stay equal, a second run does nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
import yaml
from fixes_applied import fixed_source
from hypothesis import given, settings
from hypothesis import strategies as st

WRONG, RIGHT = "户口薄", "户口簿"
SIGNS = "甲乙 :#-'\"\\,&<>[]{}|\n\t。《》0ab😀　"
TEXTS = st.lists(st.one_of(st.text(SIGNS, max_size=6), st.just(WRONG)), min_size=1, max_size=4).map("".join)
RECORDS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "location": TEXTS,
        "hours": TEXTS,
        "materials": st.lists(st.fixed_dictionaries({"name": TEXTS})),
    }
)
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


def as_yaml(record: dict[str, object], style: str | None, width: int, flow: bool) -> str:
    body = yaml.safe_dump(
        record, allow_unicode=True, default_style=style, width=width, default_flow_style=flow or None
    )
    return f"# 抬头 {WRONG}\n{body}# 结尾\n"


@settings(max_examples=150, deadline=None)
@given(
    RECORDS,
    STYLES,
    st.sampled_from([8, 20, 1000]),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_yaml(record: dict[str, object], style: str | None, width: int, flow: bool, encoding: str) -> None:
    data = as_yaml(record, style, width, flow).encode(encoding)
    check(data, "a.yaml", lambda text: yaml.safe_load(text), encoding)


@settings(max_examples=100, deadline=None)
@given(RECORDS, st.booleans(), st.sampled_from([None, 2]), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_json(record: dict[str, object], escaped: bool, indent: int | None, encoding: str) -> None:
    data = json.dumps(record, ensure_ascii=escaped, indent=indent).encode(encoding)
    check(data, "a.json", json.loads, encoding)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_csv(rows: list[tuple[str, str]], quoting: int) -> None:
    target = io.StringIO()
    writer = csv.writer(target, quoting=quoting)
    writer.writerows([("事项名称", "办理地点"), *rows])
    check(
        target.getvalue().encode(),
        "a.csv",
        lambda text: list(csv.reader(io.StringIO(text, newline=""))),
        "utf-8",
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.booleans())
def test_xml(rows: list[tuple[str, str]], numeric: bool) -> None:
    def spelt(text: str) -> str:
        body = escape(text)
        return body.replace("口", "&#21475;") if numeric else body

    body = "".join(
        f"<record><name>{spelt(a)}</name><location>{spelt(b)}</location></record>" for a, b in rows
    )
    check(f"<records><!-- {WRONG} -->\n{body}</records>".encode(), "a.xml", lambda text: text, "utf-8")


def check(data: bytes, name: str, parse: Callable[[str], object], encoding: str) -> None:
    outcome = fixed_source(data, name, ignore=("source.encoding",))
    before, after = data.decode(encoding), outcome.after.decode(encoding)
    edits = sorted({edit for finding in outcome.made for edit in (finding.fix.edits if finding.fix else ())})
    assert after == spliced(before, [(edit.start, edit.end, edit.text) for edit in edits])
    assert outcome.refused == ()
    assert fixed_source(outcome.after, name, ignore=("source.encoding",)).after == outcome.after
    if name != "a.xml":
        assert parse(after) == swapped(parse(before))


def spliced(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def swapped(value: object) -> object:
    """The value with every wrong word right, keys apart."""
    if isinstance(value, str):
        return value.replace(WRONG, RIGHT)
    if isinstance(value, list):
        return [swapped(item) for item in value]
    return {key: swapped(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
def test_every_style_of_yaml_can_be_mended(style: str | None) -> None:
    data = as_yaml({"name": f"甲 {WRONG}", "location": f"{WRONG}\n乙\n"}, style, 1000, False).encode()
    assert len(fixed_source(data).made) == 2

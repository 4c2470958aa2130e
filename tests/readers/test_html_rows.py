"""Rows of bare cells are taken as they stand; the elements are those that the tokens alone would give."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.location import Lines
from guidelint.readers import html_builder
from guidelint.readers.html_builder import parse
from guidelint.readers.html_tree import Node

PIECES = [
    "<table>", "</table>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<td>", "</td>", "<p>", "<div>", "</div>", "<br>",
    "<tr><th>甲</th><td>乙</td></tr>", "<tr hidden><th>空</th><td></td></tr>", "<tr>\n <td> x </td>\n</tr>\n",
    '<tr class="a"><td class="b">文</td></tr>', '<tr><td colspan="2">宽</td></tr>', "<tr><td>&nbsp;</td></tr>",
    "<tr><td>a > b</td></tr>", "<tr><td>\n</td></tr>", "<tr><td> </td></tr>", "<tr><td>a\r\nb</td></tr>",
    "<TR><TD>大</TD></TR>",
    "<!--", "-->", "<!-- guidelint: ignore[a] -->", "<script>", "</script>", "<title>", "</title>", "<textarea>",
    "</textarea>", "<style>", "</style>", "<xmp>", "<plaintext>", '<a href="', '">', "<![CDATA[", "]]>", "文字", " ",
    "\n", "\t\n ", "<", "&", "<办法>",
]  # fmt: skip


def shown(node: Node) -> Any:
    children = [shown(child) if isinstance(child, Node) else tuple(child) for child in node.children]
    place = node.start, node.inside, node.stop
    return node.tag, place, node.blocks, node.colspan, node.rowspan, children


def elements(text: str) -> Any:
    top, notes = parse(Lines(text))
    return shown(top), [(note.start, note.text, note.node and note.node.start) for note in notes]


def by_tokens(text: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_builder, "_ROW", re.compile("(?!)"))
        return elements(text)


@settings(max_examples=600, deadline=None)
@example(["<table>", PIECES[12], "<!--", PIECES[12], "-->", PIECES[12]])
@example(["<table>", PIECES[12], "<script>", PIECES[12], "</script>", PIECES[12], "</table>"])
@example(["<td>", PIECES[12], PIECES[12]])
@example(["<table>", PIECES[12], " ", PIECES[12], "\n", PIECES[12]])
@example(["<table>", "<tr><td>a > b</td></tr>"])
@example(["<table>"] * 110 + [PIECES[12]])
@example(["<table>", *["<!--", PIECES[12]] * 12])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(lambda found: ["<table>", *found]))
def test_rows_taken_as_they_stand_are_those_of_the_tokens(pieces: list[str]) -> None:
    assert elements("".join(pieces)) == by_tokens("".join(pieces))


def test_rows_of_bare_cells_are_not_read_token_by_token(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[int] = []
    tokens = html_builder._tokens
    monkeypatch.setattr(
        html_builder, "_tokens", lambda lines, base: met.append(len(lines.text)) or tokens(lines, base)
    )
    row = "<tr><th>事项名称</th><td>取水许可</td></tr>\n"
    parse(Lines(f"<table>\n{row * 100}</table>"))
    assert sum(met) < 100

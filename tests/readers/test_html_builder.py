"""HTML cut at its angle brackets gives the same elements as its tokens."""

from __future__ import annotations

from typing import Any

import pytest
import turbohtml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.location import Lines
from guidelint.readers.html import builder as html_builder
from guidelint.readers.html import tags as html_tags
from guidelint.readers.html.builder import parse
from guidelint.readers.html.tree import Node

PIECES = [
    "<table>", "</table>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<td>", "</td>", "<p>", "<div>", "</div>", "<br>",
    "<tr><th>甲</th><td>乙</td></tr>", "<tr hidden><th>空</th><td></td></tr>", "<tr>\n <td> x </td>\n</tr>\n",
    '<tr class="a"><td class="b">文</td></tr>', '<tr><td colspan="2">宽</td></tr>', "<tr><td>&nbsp;</td></tr>",
    "<tr><td>a > b</td></tr>", "<tr><td>\n</td></tr>", "<tr><td> </td></tr>", "<tr><td>a\r\nb</td></tr>",
    "<TR><TD>大</TD></TR>",
    "<!--", "-->", "<!-- guidelint: ignore[a] -->", "<script>", "</script>", "<title>", "</title>", "<textarea>",
    "<textarea>\0</textarea>",
    "</textarea>", "<style>", "</style>", "<xmp>", "<plaintext>", '<a href="', '">', "<![CDATA[", "]]>", "文字", " ",
    "\n", "\t\n ", "<", "&", "<办法>", "<a办>", "</办>", "</>", "<?xml?>", "<!x>", "<p", "</td", "\r", "\r\n ", "\0",
    '<a title="a > b <i>">', "<a title='", "<a b=c/>", "</p x='>'>", "<!doctype html>", "<!-->", "<!-- <b> --!>",
    "<!-- guidelint: <b> -->",
    "&#10;", "&#13;", "&lt;b&gt;", "&notit;", "<br/>", "<li>", "<ul>", "</ul>", "<dl><dt>", "<dd>",
    '<div class="x"><span>', "</span></div>", "<td rowspan='3' colspan=x>", "<o:p></o:p>", "<iframe src='x'></iframe>",
    "<script>if (a<b && c>d) '<p>'</script>", "<SCRIPT>x</Script >", "<title>a &amp; <b></title>", "<noscript><p>",
    "<article>", "<pre>\n x</pre>", "\x0c", "\u3000",
]  # fmt: skip


def shown(node: Node) -> Any:
    children = [shown(child) if isinstance(child, Node) else tuple(child) for child in node.children]
    place = node.start, node.inside, node.stop
    return node.tag, place, node.blocks, node.colspan, node.rowspan, children


def elements(text: str) -> Any:
    top, notes = parse(Lines(text))
    return shown(top), [(note.start, note.text, note.before and note.before.start) for note in notes]


def by_tokens(text: str) -> Any:
    def never(builder: object) -> None:
        raise html_builder._EndlessError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_builder._Builder, "take_tags", never)
        return elements(text)


@settings(max_examples=800, deadline=None)
@example(["<table>", PIECES[12], "<!--", PIECES[12], "-->", PIECES[12]])
@example(["<script>", PIECES[12], "</script>", PIECES[12], "</table>"])
@example(["<table>", "<tr><td>a > b</td></tr>"])
@example(["<table>"] * 110 + [PIECES[12]])
@example(["<p>转发<", "办法>的<", "通知>", "</p>"])
@example(["<a b", "'c>d", "'>e</a>"])
@example(["<p>", "</>", "<b>"])
@example(["<div>", "<a", " b"])
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_elements_are_those_of_the_tokens(pieces: list[str]) -> None:
    assert elements("".join(pieces)) == by_tokens("".join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.text("<>/!-?=\"'&;ab \r\n\0办", max_size=30))
def test_so_they_are_in_garbage(text: str) -> None:
    assert elements(text) == by_tokens(text)


PAGE = """<!doctype html><html><head><title>甲 &amp; 乙</title><script>if (a<b) document.write("<p>")</script></head>
<body class="a"><!-- 头 --><div data-v-1="" class="row"><span>事项名称：</span><a href=x>取水 &lt;许可&gt;</a></div>
<p title="a > b">一<办法>二</p>{}</body></html>"""


def test_only_what_is_spelt_oddly_is_read_by_its_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []
    tokens = html_tags.tokens
    monkeypatch.setattr(html_tags, "tokens", lambda lines: met.append(lines.text) or tokens(lines))
    row = '<tr class="odd">\n<th width="20%">事项名称</th><td><div class="cell">取水许可</div></td></tr>\n'
    page = PAGE.format(f"<table>{row * 100}</table>")
    parse(Lines(page))
    del met[:]
    parse(Lines(page))
    assert len(met) == len({*met}) < 10
    assert sum(map(len, met)) < 300
    assert not any("<script" in text for text in met)  # the same on every page


@pytest.mark.parametrize(
    "piece", ["<!--", "<a '", "<script>", "<", "</", '<a b=">', "<td", "<?", "<p>a < b", "&"]
)
def test_no_page_takes_more_than_twice_its_length(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[int] = []
    tokens = html_tags.tokens
    monkeypatch.setattr(html_tags, "tokens", lambda lines: met.append(len(lines.text)) or tokens(lines))
    page = piece * 2000
    parse(Lines(page))
    assert sum(met) <= 4 * len(page) + 100


def paths_of(document: Any) -> dict[tuple[int, int], str]:
    """The XPath of every element, found by walking the tree."""
    found: dict[tuple[int, int], str] = {}
    waiting = [(document.root, "/html")] if document.root else []
    while waiting:
        node, path = waiting.pop()
        if node.position:
            found.setdefault(node.position, path)
        children = [child for child in node.children if isinstance(child, turbohtml.Element)]
        for number, child in enumerate(children):
            alike = [other for other in children if other.tag == child.tag]
            rank = len([other for other in children[: number + 1] if other.tag == child.tag])
            waiting.append((child, f"{path}/{child.tag}" + (f"[{rank}]" if len(alike) > 1 else "")))
    return found


@settings(max_examples=300, deadline=None)
@example(["<div>", "<p>", "<b>", "<i>", "</b>", "x", "</i>"])
@example(["<template>", "<p>", "</template>", "<p>"])
@given(st.lists(st.sampled_from([*PIECES, "<b>", "<i>", "</b>", "</i>", "<svg>", "<template>"]), max_size=14))
def test_the_xpath_of_an_element_is_that_of_the_tree(pieces: list[str]) -> None:
    page = "".join(pieces)
    found = {place: html_tags.xpath_of(element) for place, element in html_tags.elements_of(page).items()}
    assert {place: path for place, path in found.items() if path} == paths_of(turbohtml.parse(page))


def test_spellings_are_remembered_within_bounds() -> None:
    known = html_tags.Tags()
    for number in range(html_tags._REMEMBERED + 50):
        assert known.learn(f'td class="{number}"')
    assert known.learn("td " + "a" * html_tags._LONGEST)
    assert len(known.known_tags) <= 50


def test_so_are_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_builder, "_REMEMBERED", 100)
    parse(Lines("".join(f"<p>{number}</p>" for number in range(250))))
    assert len(html_builder._KNOWN_TAGS) <= 100
    parse(Lines("<p>" + "甲" * html_builder._LONGEST))
    assert max(map(len, html_builder._KNOWN_TAGS)) <= html_builder._LONGEST


@pytest.mark.parametrize(
    "said",
    [
        "甲&nbsp;乙",
        "&amp;nbsp;",
        "&&nbsp;",
        "&notit&nbsp;",
        "&#38&nbsp;\r\n",
        "&nbsp",
        "\0&nbsp;",
        "&NBSP;&nbsp;",
    ],
)
def test_what_a_text_says_is_what_its_tokens_say(said: str) -> None:
    assert html_tags.data_of(said) == "".join(token.data or "" for token in turbohtml.tokenize(said))

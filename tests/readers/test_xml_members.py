"""Long XML lists read member by member have the same values, problems, locations and comments as read at
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.location import Lines, Path
from guidelint.readers.xml import members as xml_members
from guidelint.readers.xml import reader as xml_reader
from guidelint.readers.xml.places import ListPlaces
from guidelint.readers.xml.reader import XmlTree

LISTS = [
    "<records><record><name>甲</name></record><record><name>乙</name><name>丙</name></record></records>",
    "<?xml version='1.0' encoding='GBK'?>\r\n<r>\r\n <m><n>甲</n></m>\r\n <m a='1'><n>乙</n></m>\r\n <m/>\r\n</r>",
    "<r><m><m><n>一</n></m></m><m><n>二</n></m></r>",
    "<r><m><n><![CDATA[<m>]]></n></m><!-- <m> guidelint: ignore[a] x --><m k='/>'/><?m <m>?><m>三</m></r>",
    "<x:r xmlns:x='urn:x' xmlns:y='urn:x'><x:m><x:n>一</x:n></x:m><y:m><x:n>二</x:n></y:m></x:r>",
    "<x:r xmlns:x='urn:x'><x:m><x:n>一</x:n></x:m><x:m><x:n>二</x:n></x:m><x:m/></x:r>",
    "<r><m>一</m><mm>二</mm></r>",
    "<r><m>一</m><m>二</m><n>三</n></r>",
    "<r><m>一</m><m>二</m>尾</r>",
    "<r>头<m>一</m><m>二</m></r>",
    "<r><m>一</m>中<m>二</m></r>",
    "<r><m>一</m><m>二</m><m>",
    "<r><m>一</m><m>二</n></r>",
    "<r><m><a>一<b>二</b></a><c>\n</c></m><m><a>一</a></m></r>",
    "<r><m/><m/></r><!-- </r> -->",
]


@pytest.fixture(autouse=True)
def _any_list_is_long() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_reader, "_LONG", 1)
        patch.setattr(xml_members, "_CHUNK", 7)
        yield


def read_whole(text: str) -> XmlTree:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_reader, "_LONG", 1 << 60)
        return XmlTree(text)


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    yield at
    yield (*at, "missing")
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from paths(inner, (*at, step))
    if isinstance(value, list):
        yield (*at, len(value))


def shown(tree: XmlTree) -> Any:
    places = [(path, tree.region(path), tree.spans(path)) for path in paths(tree.root)]
    return tree.root, tree.problems, tree.comments(), places


@pytest.mark.parametrize("xml", LISTS)
def test_member_by_member_is_what_the_whole_is(xml: str) -> None:
    assert shown(XmlTree(xml)) == shown(read_whole(xml))


def test_a_list_is_looked_into_where_a_place_is_asked_for() -> None:
    tree = XmlTree(LISTS[0])
    assert isinstance(tree._places, ListPlaces)
    tree.region(("records", 1, "name", 1))
    assert list(tree._places._seen) == [1]


ELEMENTS = st.recursive(
    st.sampled_from(["", "甲", " ", "&lt;", "<!--<m>-->", "<![CDATA[</m>]]>"]),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(["m", "n", "mm", "item"]), st.sampled_from(["", " a='>'"]), inner),
        max_size=4,
    ).map(lambda found: "".join(f"<{name}{more}>{text}</{name}>" for name, more, text in found)),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ELEMENTS, min_size=2, max_size=4), st.sampled_from(["", "\n ", "<!-- <m> -->", "<n/>", "字"]))
def test_whatever_the_members_hold(found: list[str], between: str) -> None:
    xml = "<r>" + between.join(f"<m>{text}</m>" for text in found) + "</r>"
    assert shown(XmlTree(xml)) == shown(read_whole(xml))


@given(st.lists(st.sampled_from(["a", "中", "\n", "\r\n", "\r", "\u2028"])))
def test_lines_begin_after_every_kind_of_break(pieces: list[str]) -> None:
    text = "".join(pieces)
    breaks = text.replace("\r\n", "\n\n").replace("\r", "\n")  # of the same length
    ends = [n + 1 for n, sign in enumerate(breaks) if sign == "\n" and text[n : n + 2] != "\r\n"]
    assert Lines(text).starts == [0, *ends]


@pytest.mark.parametrize("cut", ["<m " + "a" * 60, "<m a='" + "x" * 60, '<m a="x" b' + "='y' c" * 30])
def test_a_tag_that_is_cut_off_is_given_up_at_once(cut: str) -> None:
    """As the last one of a piece is; whoever tried all ways to divide its attributes would never end."""
    assert list(xml_members.spans(f"<m/>{cut}", "m")) == [(0, 4)]

"""The hash of a line equals the one that GitHub computes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.evaluation.line_hash import LineHashes
from guidelint.location import Lines


def line_hashes(text: str, lines: set[int]) -> dict[int, str]:
    """The hashes of the lines that the source has."""
    hashes = LineHashes(text)
    return {line: hashes.of(line) for line in lines if hashes.of(line)}


GREETING = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]

# Values published with the tests of GitHub's own upload action (github/codeql-action).
PUBLISHED = [
    ("", ["c129715d7a2bc9a3:1"]),
    (
        " a\nb\n  \t\tc\n d",
        ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    ),
    (
        " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
        [
            "8b7cf3e952e7aeb2:1",
            "b1ae1287ec4718d9:1",
            "bff680108adb0fcc:1",
            "c6805c5e1288b612:1",
            "b86d3392aea1be30:1",
            "e6ceba753e1a442:1",
        ],
    ),
    (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETING),
    (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETING),
    (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETING),
    (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETING),
    (
        "Lorem ipsum dolor sit amet.\n" * 10,
        [
            *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1",
        ],
    ),
]


def rolled(text: str) -> dict[int, str]:
    """Every line's hash by definition: a hash rolled unit by unit, counted over all lines."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    answer: dict[int, str] = {}
    counts: dict[str, int] = {}
    rows = raw.split("\n")
    for number in range(1, len(rows) + 1):
        data = ("\n".join(rows[number - 1 :])).encode("utf-16-le", "surrogatepass") + b"\xff\xff"
        units = [int.from_bytes(data[k : k + 2], "little") for k in range(0, len(data), 2)]
        value = 0
        for unit in (units + [0] * 100)[:100]:
            value = (value * 37 + unit) % 2**64
        counts[f"{value:x}"] = counts.get(f"{value:x}", 0) + 1
        answer[number] = f"{value:x}:{counts[f'{value:x}']}"
    return answer


@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_every_line_has_the_hash_that_github_published(text, expected):
    assert line_hashes(text, set(range(1, len(expected) + 1))) == dict(enumerate(expected, 1))


def test_one_line_alone_has_the_same_count_as_among_all():
    assert line_hashes("Lorem ipsum dolor sit amet.\n" * 10, {4}) == {4: "a7f2ff13bc495cf2:4"}


def test_lines_that_are_not_there_are_left_out():
    assert line_hashes("a\nb", {0, 3, 99}) == {}


def test_no_line_asked_is_no_answer():
    assert line_hashes("a\nb", set()) == {}


def test_an_ideographic_space_counts_but_a_blank_does_not():
    plain, blank, wide = (line_hashes(text, {1}) for text in ("材料", "材 \t料", "材\u3000料"))
    assert (plain == blank, plain == wide) == (True, False)


def test_a_character_beyond_the_first_plane_counts_as_two_units():
    long, short = "𠮷" * 60, "𠮷" * 50 + "甲"
    assert line_hashes(long, {1}) == line_hashes(short, {1}) == rolled(long)


def test_a_text_of_an_end_mark_and_zeros_is_told_from_the_end():
    text = "a\uffff\0\na"
    assert line_hashes(text, {1, 2}) == rolled(text)


@given(st.text(alphabet="ab \t\r\n材料\uffff𠮷", max_size=400))
def test_the_short_way_agrees_with_the_definition(text):
    expected = rolled(text)
    assert line_hashes(text, set(expected)) == expected
    assert len(expected) == len(Lines(text).starts)

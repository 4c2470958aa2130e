"""The output of `fix --diff` can be applied, and equals that of `diff -u`."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.cli.diff import diff_of
from guidelint.run.fixing import FixedSource, Rewritten
from guidelint.sources.inputs import Input


def difference(before: str, after: str) -> str:
    data = before.encode(), after.encode()
    source = Input("a.yaml", ".yaml", lambda: data[0], True)
    return diff_of(FixedSource(source, (Rewritten("a.yaml", *data),), (), ()))


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts with equal numbers of lines: each line of the second is that of the first, or occurs nowhere
    else.
    """
    lines = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=40))
    after = [f"{line}{n}" if draw(st.integers(0, 6)) == 0 else line for n, line in enumerate(lines)]
    end = draw(st.sampled_from(["", "\n"]))
    return "\n".join(lines) + end, "\n".join(after) + end


@given(texts())
def test_hunks_turn_the_one_text_into_the_other(pair: tuple[str, str]) -> None:
    before, after = pair
    told = difference(before, after)
    old, new = before.split("\n"), after.split("\n")
    if before == after:
        assert told == ""
        return
    lines = told.replace("\n\\ No newline at end of file\n", "\n").split("\n")[2:-1]
    at = 0
    for line in lines:
        if line.startswith("@@"):
            start = int(line[4:].split(",")[0].split(" ")[0]) - 1
            assert new[at:start] == old[at:start]
            at = start
            removed = 0
        elif line[0] == "-":
            assert old[at + removed] == line[1:]
            removed += 1
        elif line[0] == "+":
            assert new[at] == line[1:]
            at, removed = at + 1, removed - 1
        else:
            assert old[at] == new[at] == line[1:]
            at += 1
    assert new[at:] == old[at:]


@pytest.mark.parametrize("at", [(0,), (5,), (5, 6), (5, 12), (5, 13), (19,), (0, 19)])
@pytest.mark.parametrize("end", ["", "\n"])
def test_hunks_are_those_of_the_library(at: tuple[int, ...], end: str) -> None:
    lines = [f"line {n}\n" for n in range(20)]
    after = [f"{line[:-1]} changed\n" if n in at else line for n, line in enumerate(lines)]
    if not end:
        lines[-1], after[-1] = lines[-1][:-1], after[-1][:-1]
    made = unified_diff(lines, after, "a/a.yaml", "b/a.yaml")
    whole = [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in made]
    assert difference("".join(lines), "".join(after)) == "".join(whole)

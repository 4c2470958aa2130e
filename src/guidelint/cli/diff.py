"""What fixes would change, as `diff -u` shows it; in a workbook cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby, islice

from guidelint.readers.decode import decode
from guidelint.run.fixing import FixedSource, Rewritten

_CONTEXT = 3
_MARK = "\ufeff"
_ODD = re.compile('["\\\\\x00-\x1f\x7f\udc80-\udcff]')
_NO_BREAK = "\n\\ No newline at end of file\n"


def diff_of(fixed_source: FixedSource) -> str:
    """The difference between a source, with the files beside it, and its fixed form; empty where there is none."""
    return "".join(_of_file(file, fixed_source) for file in fixed_source.changed())


def _of_file(file: Rewritten, fixed_source: FixedSource) -> str:
    name, old, new = file.name, decode(file.before), decode(file.after)
    if old.text is None or new.text is None:
        return "".join(_cells(fixed_source))
    if old.text == new.text:
        return f"{_head(name)}# {old.encoding} -> {new.encoding}\n"
    before, after = (_lines(_MARK * each.mark + text) for each, text in ((old, old.text), (new, new.text)))
    if len(before) == len(after):
        lines: Iterable[str] = _hunks(before, after)
    else:
        lines = islice(unified_diff(before, after), 2, None)
    return _head(name) + "".join(line if line.endswith("\n") else line + _NO_BREAK for line in lines)


def _head(name: str) -> str:
    """The two lines that name a file; a name that would not be one word on a line is quoted as git does."""
    return f"--- {_quoted(f'a/{name}')}\n+++ {_quoted(f'b/{name}')}\n"


def _quoted(name: str) -> str:
    if not _ODD.search(name):
        return name
    escaped = _ODD.sub(
        lambda odd: "".join(f"\\{byte:03o}" for byte in odd[0].encode("utf-8", "surrogateescape")), name
    )
    return f'"{escaped}"'


def _hunks(before: list[str], after: list[str]) -> Iterator[str]:
    """The hunks of texts with as many lines, compared line by line: a general diff is quadratic."""
    changed = [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    first = 0
    for at, number in enumerate(changed, 1):
        if at < len(changed) and changed[at] - number - 1 <= 2 * _CONTEXT:
            continue
        start, end = max(changed[first] - _CONTEXT, 0), min(number + _CONTEXT + 1, len(before))
        size = f",{end - start}" if end - start > 1 else ""
        yield f"@@ -{start + 1}{size} +{start + 1}{size} @@\n"
        for same, run in groupby(range(start, end), lambda line: before[line] == after[line]):
            lines = list(run)
            yield from (f"{' ' if same else '-'}{before[line]}" for line in lines)
            yield from (f"+{after[line]}" for line in lines if not same)
        first = at


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + list(filter(None, [text.split("\n")[-1]]))


def _cells(fixed_source: FixedSource) -> Iterator[str]:
    yield _head(fixed_source.source.name)
    for finding in fixed_source.made:
        cell = finding.location.region.cell
        if finding.fix and cell:
            yield f"@@ {cell} @@ {finding.fix.description}\n"

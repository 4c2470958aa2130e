"""What fixes would change, as `diff -u` shows it; in a workbook cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from guidelint.fixing import Mended
from guidelint.readers.decode import decode

_NO_BREAK = "\n\\ No newline at end of file\n"


def diff_of(mended: Mended) -> str:
    """The difference between a source and its fixed form; empty where there is none."""
    if mended.before == mended.after:
        return ""
    old, new = decode(mended.before), decode(mended.after)
    name = mended.source.name
    if old.text is None or new.text is None:
        return "".join(_cells(mended))
    if old.text == new.text:
        return f"--- a/{name}\n+++ b/{name}\n# {old.encoding} -> {new.encoding}\n"
    lines = unified_diff(_lines(old.text), _lines(new.text), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else line + _NO_BREAK for line in lines)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + list(filter(None, [text.split("\n")[-1]]))


def _cells(mended: Mended) -> Iterator[str]:
    yield f"--- a/{mended.source.name}\n+++ b/{mended.source.name}\n"
    for finding in mended.made:
        cell = finding.location.region.cell
        if finding.fix and cell:
            yield f"@@ {cell} @@ {finding.fix.description}\n"

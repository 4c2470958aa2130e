"""The facts of one file that checks use."""

from __future__ import annotations

from typing import Literal

from guidelint.lean.regex import regex
from guidelint.lean.structs import Struct

Kind = Literal[
    "docx", "xlsx", "zip", "ole", "rtf", "pdf", "image", "markup", "text", "archive", "program", "binary"
]
"""By content, not by name. ole: Word, Excel, WPS before 2007; archive: RAR, 7z; markup: HTML, XML, MHTML."""
Problem = Literal["missing", "empty", "blocked", "magic", "damaged", "locked"]
"""magic: the content is not what the extension says; locked: it opens with a password only."""

_HEAD_LINES = 5
_MAKER_LINES = 40


class FileFacts(Struct):
    """The known facts of a file.

    `text` is None if unavailable: an image, an old Word document, a PDF without the extra `pdf`. Table rows
    are lines with cells separated by tabs, empty cells included. `heading`: the first lines and the line that
    names the form's author (… 制).
    """

    name: str
    size: int = 0
    kind: Kind = "binary"
    sha256: str = ""
    text: str | None = None
    heading: str | None = None
    problem: Problem | None = None


def heading_of(text: str) -> str | None:
    """The lines that give the title and author of a form; None if there are none."""
    lines = [line for line in text.splitlines() if line.strip()]
    titles = [line for line in lines[: _HEAD_LINES * 2] if not _no_title.fullmatch(line.strip())]
    head = [line.strip() for line in titles[:1]]
    for line in titles[1:_HEAD_LINES]:
        if "\t" in line or _label.search(line):
            break
        head.append(line.strip())
    makers = (line.strip() for line in lines[:_MAKER_LINES] if _maker.search(line.strip()))
    head += [line for line in makers if line not in head]
    return "\n".join(head) or None


_no_title = regex(
    r"附[件表录]?\s*[0-9一二三四五六七八九十]*\s*[:：]?|编\s*号.{0,24}|[\W_]*|[（(]?(?:样表|示例|样本|空表)[）)]?"
)
_label = regex(r"[:：]\s*(?:$|_|＿)")
_maker = regex(r"[局厅部委会所办院]\s*(?:统一)?[印监编]?制$")

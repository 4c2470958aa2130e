"""Tells of guides in a searched folder that are in a format that cannot be read, once a run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from guidelint.cli.settings import supports_unicode
from guidelint.lean.regex import regex
from guidelint.reporters.visible import visible
from guidelint.sources.inputs import Input

_NOT_CHECKED = {
    "zh": "有 {count} 个文件可能是办事指南，格式不能读取，没有检查：{names}；请另存为 .docx 或 .xlsx",
    "en": "possible guides in unreadable formats were not checked: {count} ({names}); save them as .docx or .xlsx",
}
_BETWEEN = {"zh": "、", "en": ", "}
_MOST = 3
"""How many of the files are named."""
_guide = regex("(?:办事|服务|办理|申办|申领|办证)指南|办证须知|办理规程")
"""What the name of a guide says; other files beside guides are their attachments, save for workbooks (.et)."""


def report_unread(unread: Iterable[str], sources: Sequence[Input], language: str) -> None:
    """Name on standard error the unread files that may be guides, unless a copy of them is read."""
    guides = [
        path for path in map(PurePath, unread) if path.suffix.lower() == ".et" or _guide.search(path.stem)
    ]
    read = {PurePath(source.name).with_suffix("") for source in sources} if guides else frozenset()
    names = [path.as_posix() for path in guides if path.with_suffix("") not in read]
    if names:
        more = "…" if len(names) > _MOST else ""
        sentence = _NOT_CHECKED[language].format(
            count=len(names), names=_BETWEEN[language].join(names[:_MOST]) + more
        )
        print("guidelint:", visible(sentence, supports_unicode()), file=sys.stderr)

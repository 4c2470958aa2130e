"""Gives the rules of a source the files that its guides name, and reports which rules had no file to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from posixpath import dirname, join, normpath

from guidelint.attachments import FILES, Files, facts, names_one_twice, stated_paths
from guidelint.attachments.file_facts import FileFacts
from guidelint.finding import NotChecked
from guidelint.record import Data, Record

Attached = Callable[[str], bytes | None]
"""From a path as a guide states it to the bytes of that file, None where there is none to be had."""
_ALONE = "文件不在指南旁边，无从打开 (no files stand beside this source)"
_EXPORT = "平台导出的数据只有附件的名称，没有附件本身 (an export names its files without holding them)"
_NO_PDF = "未安装 guidelint[pdf]，没有读取 PDF 里的文字 (the extra pdf is not installed)"


class AttachmentAccess:
    """The files of one source. `left_out` holds the rules that were not evaluated for want of them."""

    def __init__(self, source: str, attached: Attached | None) -> None:
        self.source = source
        self.left_out: set[str] = set()
        self._files = Files(partial(_facts, attached)) if attached else None
        self._reported: dict[NotChecked, None] = {}
        self._readers: set[str] = set()
        self._paths: set[str] = set()

    def data_with_files(self, record: Record, of_files: Mapping[str, str], own: bool) -> Data:
        """The record's data as rules see it: with its files where it names some that can be opened.

        `of_files` leads from the rules on files to what they look at; `own`: the record is written in the
        guide's own words, and no export of a platform.
        """
        data = record.data
        paths = stated_paths(data)
        if not paths:
            return _unopened(data)
        self._paths.update(paths)
        if not of_files:
            return data
        if not own or self._files is None:
            self._report(of_files, _ALONE if own else _EXPORT)
            self.left_out |= of_files.keys()
            return _unopened(data)
        self._readers |= {rule for rule, what in of_files.items() if what == "texts"}
        return {**data, FILES: self._files}

    def named(self) -> frozenset[str]:
        """The files that the guides name, as a search would name them."""
        folder = dirname(self.source)
        return frozenset(normpath(join(folder, path.replace("\\", "/"))) for path in self._paths)

    def not_checked(self) -> list[NotChecked]:
        """What could not be looked at, each reason once."""
        if self._files is not None and self._files.unread("pdf"):
            from guidelint.attachments.pdf import has_reader

            if not has_reader():
                self._report(dict.fromkeys(sorted(self._readers), ""), _NO_PDF)
        return list(self._reported)

    def _report(self, rules: Mapping[str, str], reason: str) -> None:
        self._reported.update(dict.fromkeys(NotChecked(rule, self.source, reason) for rule in rules))


def _unopened(data: Data) -> Data:
    """The data of a guide of which no file is opened; rules on files see it where addresses alone tell them enough."""
    return {**data, FILES: None} if names_one_twice(data) else data


def _facts(attached: Attached, path: str) -> FileFacts:
    return facts(path, attached(path))

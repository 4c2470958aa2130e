"""Decodes and parses one source into trees, and reports what is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from guidelint.config.file import NAMES as CONFIGS
from guidelint.errors import in_one_language, reason_in_both
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.locator import Locator
from guidelint.finding import EVERY_RULE, UNREAD, Finding, NotChecked
from guidelint.location import START, Region
from guidelint.readers import READERS, read, reader_for
from guidelint.readers.decode import Decoded, decode
from guidelint.readers.tree import ARCHIVE, SourceProblem, Tree, of_encoding
from guidelint.sources.inputs import NOWHERE, Input

if TYPE_CHECKING:
    from guidelint.sources.large import Large


class Reading:
    """The state of one source, or of one part of it, while it is read.

    `only`: of a part in which every line is a guide, no others than these lines are read. `one_a_line`: it is a
    part in which every line is a value. `size`: how many bytes of it are held.
    """

    def __init__(self, linter: Linter, source: Input, only: Container[int] | None = None) -> None:
        self.linter = linter
        self.source = source
        self.only = only
        self.one_a_line = False
        self.size = 0
        self.findings: list[Finding] = []
        self.not_checked: dict[NotChecked, None] = {}
        self.first = self.records = source.part.number if source.part else 0
        self.locator = self._locator(None, "")
        self.companions: Mapping[str, bytes] = {}
        self._found: Mapping[str, str] | None = None

    def tree(self) -> Tree | None:
        """The source as a tree, None where that cannot be; what is wrong with it is reported."""
        try:
            data, self.companions = self.source.bytes(), self._beside()
            self.size = len(data)
        except OSError as error:
            self._source_problem("source.unreadable", reason_in_both(error))
            return None
        reader = reader_for(self.source.extension)
        if reader is None:
            self._source_problem("source.unsupported", _unsupported(self.source.extension))
            return None
        if not data.strip():
            if self.source.part is None:
                self._empty()
            return None
        if reader.takes == "bytes":
            return self._parsed(reader, data, "") if self.source.part is None else self._rows(data)
        if self.source.part is not None:
            return self._part(data.decode(self.source.part.encoding), self.source.part.line)
        return self._decoded(reader, decode(data))

    def trees(self) -> Iterator[Tree]:
        """The source as one tree or, of a large one that can be read so, as many, one in memory at a time."""
        with ExitStack() as files:
            large = self._large(files)
            if large is None:
                tree = self.tree()
                yield from () if tree is None else (tree,)
                return
            decoded = large.decoded
            part = None if large.held else 0
            self.locator = self._locator(None, decoded.text or "", decoded.mark, part)
            if not self._is_text(decoded):
                return
            for tree in large.trees(self.linter.names):
                self.locator.turn(tree)
                if self._report_tree(tree):
                    yield tree

    def missed(self) -> frozenset[str]:
        """The rules that reported, so far, that the source or something in it could not be read."""
        return UNREAD.intersection([finding.rule for finding in self.findings])

    def _large(self, files: ExitStack) -> Large | None:
        """The source as one to be read in parts, None for one that is not, or that cannot be read."""
        reader = reader_for(self.source.extension)
        if self.source.path is None or not hasattr(reader, "parts"):
            return None
        from guidelint.sources.large import opened

        try:
            return opened(self.source, reader, self._places(), files)
        except OSError:
            return None

    def _places(self) -> Mapping[str, str]:
        """The paths of the files beside the source, looked for once."""
        if self._found is None:
            self._found = self.source.places()
        return self._found

    def _beside(self) -> Mapping[str, bytes]:
        """What stands beside the source; OSError where that cannot be read."""
        if self.source.places is NOWHERE:
            return self.source.companions()
        return {name: FilePath(path).read_bytes() for name, path in self._places().items()}

    def _is_text(self, decoded: Decoded) -> bool:
        """Whether a source is a text; what is wrong with its encoding is reported."""
        for problem in of_encoding(decoded):
            self._report(problem)
        return decoded.text is not None

    def _part(self, text: str, before: int) -> Tree:
        from guidelint.readers.json.reader import JsonLinesTree

        tree = JsonLinesTree(text, before, self.only)
        self.one_a_line = tree.is_one_a_line()
        self.locator = self._locator(tree, text, part=before)
        for problem in tree.problems:
            self._report(problem)
        return tree

    def _rows(self, data: bytes) -> Tree:
        """Consecutive rows of a table, as a Parquet file of their own."""
        from guidelint.readers.parquet.reader import ParquetTree

        tree = ParquetTree(data)
        tree.number = self.source.part.line if self.source.part else 0
        self.locator = self._locator(tree, "", part=0)
        for problem in tree.problems:
            self._report(problem)
        return tree

    def _decoded(self, reader: type[Tree], decoded: Decoded) -> Tree | None:
        text = decoded.text
        tree = self._parsed(reader, text, text, decoded.mark) if text is not None else None
        self._is_text(decoded)
        if decoded.cut:
            reason = "最后一个字符不完整 (a broken character)"
            self._report(SourceProblem("source.truncated", self.locator.end(), {"reason": reason}))
        return tree

    def _parsed(self, reader: type[Tree], content: str | bytes, text: str, mark: bool = False) -> Tree | None:
        tree = read(reader, content, self.linter.names, self.companions)
        self.locator = self._locator(tree, text, mark)
        return tree if self._report_tree(tree) else None

    def _locator(self, tree: Tree | None, text: str, mark: bool = False, part: int | None = None) -> Locator:
        name = self.source.name
        return Locator(name, self.linter.config.lang, tree, text, mark, part, self.linter.ruleset.place(name))

    def _report_tree(self, tree: Tree) -> bool:
        """Tell what is wrong with a tree; whether there is anything in it."""
        for problem in tree.problems:
            if problem.rule == "source.unrecognised" and tree.root is None:
                self._report_no_guide(problem.args["reason"], problem.region)
            else:
                self._report(problem)
        for left in tree.left_out:
            sheet = f"“{left.sheet}”：" if left.sheet else ""
            reason = in_one_language(left.reason, self.linter.config.lang)
            self.not_checked[NotChecked(EVERY_RULE, self.source.name, f"{sheet}{reason}")] = None
        return tree.root is not None or not tree.problems

    def _source_problem(self, rule: str, reason: str) -> None:
        self._report(SourceProblem(rule, START, {"reason": reason}))

    def _report(self, problem: SourceProblem) -> None:
        self.findings.append(self.locator.source(problem))

    def _empty(self) -> None:
        """An empty file is no guide that was lost where it is the linter's own config."""
        if FilePath(self.source.name).name in CONFIGS:
            self._report_no_guide("配置文件，是空的 (an empty config)", START)
        else:
            self._source_problem("source.unreadable", "文件是空的 (empty)")

    def _report_no_guide(self, reason: str, region: Region) -> None:
        """What is no guide: a finding where the caller named the source, else only listed."""
        if self.source.named or self.records:
            self._report(SourceProblem("source.unrecognised", region, {"reason": reason}))
        else:
            self.not_checked[NotChecked(EVERY_RULE, self.source.name, reason)] = None


_ANEW = {
    ".mht": ARCHIVE,
    ".mhtml": ARCHIVE,
    ".doc": "是旧版 Word 文档，请用 Word 或 WPS 另存为 docx (a Word 97 document)",
    ".wps": "是 WPS 文档，请用 WPS 另存为 docx (a WPS document)",
    ".txt": "是文本文件，从表格存成的（制表符分隔），把扩展名改为 tsv (a text; a table separated by tabs is .tsv)",
    ".et": "是 WPS 表格，请用 WPS 另存为 xlsx (a WPS workbook)",
}
"""How what is not read can be saved so that it is, by extension."""


def _unsupported(extension: str) -> str:
    known = " ".join(sorted(READERS))
    sentence = f"扩展名 {extension or '（无）'}；可读取 {known} (extension “{extension}”; read are {known})"
    return _ANEW.get(extension.lower(), sentence)

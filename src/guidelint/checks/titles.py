"""Checks the names of a guide's files: agreement with the material's name, and outdated authorities in them."""

from __future__ import annotations

from typing import ClassVar

from guidelint.attachments import FileFacts
from guidelint.checks.attached import judged_files
from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test, here
from guidelint.checks.terms import Terms
from guidelint.record import Data, is_missing
from guidelint.values.form_titles import says_nothing, shares_a_word


class FileOfMaterial(Check):
    """The name of a file, or the heading in it, must share a word with the name of the material.

    If the file name says nothing (a GUID, a number, 附件1, 空白表格), only the heading is judged. {file}: the
    path; {heading}: the first line of the form, if it has one.
    """

    says: ClassVar[tuple[str, ...]] = ("file", "heading")
    looks_at = "files"

    def compile(self, settings: Settings) -> Test:
        def judge(told: FileFacts, item: Data, record: Data) -> Seen:
            name = item.get("name") or ""
            titles = [told.heading] if told.heading else []
            if not says_nothing(told.name):
                titles.append(told.name)
            if told.problem or is_missing(name) or not titles:
                return ABSENT
            if any(shares_a_word(name, title) for title in titles):
                return None
            return here(file=told.name, heading=(told.heading or "").split("\n")[0])

        return judged_files(judge)


class HeadingTerms(Check):
    """No word of a table in `rules/data` may occur in the heading of a file; see the check `terms`.

    {file}: the path; {term}: the word; {right}: what to write.
    """

    says: ClassVar[tuple[str, ...]] = ("file", "term", "right")
    looks_at = "texts"
    table: str
    after: str = ""
    before: str = ""

    def mistakes(self) -> list[tuple[str, str]]:
        return self._terms().mistakes()

    def compile(self, settings: Settings) -> Test:
        terms = self._terms().compile(settings)

        def judge(told: FileFacts, item: Data, record: Data) -> Seen:
            if told.problem or not told.heading:
                return ABSENT
            seen = terms(told.heading, item, record)
            return [(path, {"file": told.name, **args}) for path, args in seen] if seen else None

        return judged_files(judge)

    def _terms(self) -> Terms:
        return Terms(table=self.table, after=self.after, before=self.before)

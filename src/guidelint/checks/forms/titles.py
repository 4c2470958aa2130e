"""Checks the names of a guide's files: agreement with the material's name, and outdated authorities in them."""

from __future__ import annotations

from guidelint.attachments import FileFacts
from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.checks.forms.attached import judged_files
from guidelint.checks.text.terms import Terms
from guidelint.record import Data, is_missing
from guidelint.values.materials.form_titles import is_uninformative, shares_a_word


class FileOfMaterial(Check):
    """The name of a file, or the heading in it, must share a word with the name of the material.

    If the file name says nothing (a GUID, a number, 附件1, 空白表格), only the heading is judged. {file}: the
    path; {heading}: the first line of the form, if it has one.
    """

    message_args = ("file", "heading")
    file_access = "files"

    def compile(self, settings: Settings) -> Test:
        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            name = item.get("name") or ""
            titles = [file_facts.heading] if file_facts.heading else []
            if not is_uninformative(file_facts.name):
                titles.append(file_facts.name)
            if file_facts.problem or is_missing(name) or not titles:
                return ABSENT
            if any(shares_a_word(name, title) for title in titles):
                return None
            return here(file=file_facts.name, heading=(file_facts.heading or "").split("\n")[0])

        return judged_files(judge)


class HeadingTerms(Check):
    """No word of a table in `rules/data` may occur in the heading of a file; see the check `terms`.

    {file}: the path; {term}: the word; {right}: what to write.
    """

    message_args = ("file", "term", "right")
    file_access = "texts"
    table: str
    after: str = ""
    before: str = ""

    def mistakes(self) -> list[tuple[str, str]]:
        return self._terms().mistakes()

    def compile(self, settings: Settings) -> Test:
        terms = self._terms().compile(settings)

        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            if file_facts.problem or not file_facts.heading:
                return ABSENT
            seen = terms(file_facts.heading, item, record)
            return [(path, {"file": file_facts.name, **args}) for path, args in seen] if seen else None

        return judged_files(judge)

    def _terms(self) -> Terms:
        return Terms(table=self.table, after=self.after, before=self.before)

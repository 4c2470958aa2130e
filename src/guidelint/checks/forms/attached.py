"""Checks of the files that a guide names: whether they open, and whether blank and sample are two files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidelint.attachments import FileFacts, shared_addresses, stated_files
from guidelint.attachments.kinds import extension_of
from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.record import Data

_WHY: dict[str, tuple[str, str]] = {
    "missing": ("找不到这个文件", "there is no such file"),
    "empty": ("是 0 字节的空文件", "it is empty"),
    "blocked": ("这类文件不能供人下载填写", "files of this type must not be offered"),
    "magic": ("内容与扩展名不符", "it is not what its extension says"),
    "damaged": ("文件已损坏或不完整", "it is damaged or cut off"),
    "locked": ("文件有密码保护", "it is password-protected"),
}


def judged_files(judge: Callable[[FileFacts, Data, Data], CheckResult]) -> Test:
    """A test that judges every file named in a field; not applicable if files are not available."""

    def test(value: Any, item: Data, record: Data) -> CheckResult:
        seen = [judge(file_facts, item, record) for file_facts in stated_files(value, record)]
        problems = [problem for answer in seen if answer for problem in answer]
        return problems or (None if None in seen else ABSENT)

    return test


def sound_texts(value: Any, record: Data) -> list[str]:
    """The texts of the files that a field names, of those that open and have one."""
    return [
        file_facts.text
        for file_facts in stated_files(value, record)
        if file_facts.text and not file_facts.problem
    ]


class FileOpens(Check):
    """A file named by the guide must exist, be non-empty, complete and readable, and match its extension.

    Programs, scripts, shortcuts and formats that need special software are rejected, except the extensions in
    `allowed`; so are those in `refused`. URLs and ids are never opened.

    {file}: the path; {why}, {why_en}: what is wrong.
    """

    message_args = ("file", "why", "why_en")
    file_access = "files"
    allowed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            extension = extension_of(file_facts.name)
            problem = file_facts.problem
            if problem == "blocked" and extension in self.allowed:
                problem = None
            elif problem is None and extension in self.refused:
                problem = "blocked"
            if problem is None:
                return None
            why, why_en = _WHY[problem]
            return here(file=file_facts.name, why=why, why_en=why_en)

        return judged_files(judge)


class OtherFile(Check):
    """A file must not be identical, in content or address, to one that another field of the material names.

    {file}, {other}: the two paths.
    """

    message_args = ("file", "other")
    file_access = "files"
    than: str

    def compile(self, settings: Settings) -> Test:
        def judge(file_facts: FileFacts, item: Data, record: Data) -> CheckResult:
            others = [other for other in stated_files(item.get(self.than), record) if other.sha256]
            if not others or not file_facts.sha256:
                return ABSENT
            same = next((other for other in others if other.sha256 == file_facts.sha256), None)
            return here(file=file_facts.name, other=same.name) if same else None

        of_files = judged_files(judge)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            same = shared_addresses(value, item.get(self.than))
            file_facts = [(None, {"file": address, "other": address}) for address in same]
            return file_facts or of_files(value, item, record)

        return test

"""What can go wrong on the caller's side: one tree, so that a face can turn it into one clear line.

GuidelintError
├── UsageError            a wrong option, a path that does not exist, no input        (exit 2)
│   └── OutputError       what was checked and cannot be written                      (exit 2)
└── DefinitionError       a mistake in a rule, dialect, config or table file          (exit 2)
    carries every mistake found, each with file, line and column

What is wrong with a *guide* is never an exception: it is a finding.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable

from guidelint.lean.regex import regex
from guidelint.lean.tuples import NamedTuple


class GuidelintError(Exception):
    """The caller's mistake: nothing was checked, unless it is reported only when something is to be written."""


class UsageError(GuidelintError):
    """A wrong option, a path that does not exist, or no input, in both languages; `str` is English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh


class OutputError(UsageError):
    """What cannot be written of what was checked; nothing is said of what was written before it."""


class Killed(KeyboardInterrupt):
    """The system ended a process of the run, as it does when memory runs out: the run is interrupted."""

    REASON = (
        "系统结束了一个进程（多半是内存不够，可以用 --jobs 1 再查），没有查完 "
        "(the system ended a process, perhaps for lack of memory, and not everything was checked; try --jobs 1)"
    )


class Mistake(NamedTuple):
    """One mistake in a definition file; line and column are 1-based code points."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class DefinitionError(GuidelintError):
    """Mistakes in rule, dialect, config or table files, all of them at once."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "超过了文件大小的上限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ETXTBSY: "文件正在使用",
    errno.EBUSY: "文件正在使用",
}


def reason_in_chinese(error: OSError | ValueError) -> str:
    """Why a file cannot be had; in the system's own words where they are rare."""
    return _REASONS.get(getattr(error, "errno", 0)) or reason(error)


def reason(error: OSError | ValueError) -> str:
    """The same in English."""
    return getattr(error, "strerror", "") or str(error)


def reason_in_both(error: OSError | ValueError) -> str:
    """The same as findings on sources give their reasons: in Chinese, the English behind it."""
    zh, en = reason_in_chinese(error), reason(error)
    return en if zh == en else f"{zh} ({en})"


def unreadable(what: str, error: OSError | ValueError) -> UsageError:
    """The caller's mistake of naming something that cannot be read."""
    return UsageError(f"读不了 {what}：{reason_in_chinese(error)}", f"cannot read {what}: {reason(error)}")


_english = regex(r" \(((?:[ -~]|“[^”]*”)+?)\)(?=；|$)")


def in_one_language(reason: str, language: str) -> str:
    """What such a reason says in one language; the whole where it says nothing in English."""
    if language == "zh":
        return _english.sub("", reason)
    return "; ".join(_english.findall(reason)) or reason


ALL_RULES = "guidelint rules"
"""The command that lists what rules and groups are called."""


def near(name: str, known: Iterable[str], all_of_them: str = "") -> str:
    """`; did you mean 'x'?` for the known name that comes closest; when none does, which command lists them all."""
    found = nearest(name, known)
    listed = f"; {all_of_them} lists them" if all_of_them else ""
    return f"; did you mean {found!r}?" if found else listed


def meant(name: str, known: Iterable[str], all_of_them: str = "") -> str:
    """`near` in Chinese."""
    found = nearest(name, known)
    listed = f"（有哪些，见 {all_of_them}）" if all_of_them else ""
    return f"（是不是 {found!r}？）" if found else listed


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known name that comes closest to one, nothing when none is so much alike (1: the same)."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), 1, alike)), "")

"""From arguments to an exit status: which command runs, and what an error looks like to the caller."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

from guidelint.cli import INTERRUPTED
from guidelint.cli.arguments import COMMANDS, parse
from guidelint.cli.files import discard_output
from guidelint.errors import (
    DefinitionError,
    Killed,
    Mistake,
    OutputError,
    UsageError,
    in_one_language,
    meant,
    near,
    reason_in_chinese,
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why a stream takes no more: not our mistake, nor the caller's."""
_NO_WAY = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ENOTDIR, errno.ELOOP, errno.EROFS)
"""Why nobody gets to a path."""
_RESERVED = ("lsp", "serve")
"""Commands to come: an editor server on stdio, a local web page."""
_OPTIONS_OF_ALL = ("-h", "--help", "--version")


def run_command(words: list[str]) -> int:
    """Parse and run: one line and status 2 for the caller's mistakes, status 3 for internal errors."""
    _never_fail_to_print()
    try:
        return _run(words)
    except KeyboardInterrupt as error:  # where no report tells of it
        reasons = ("被中断，没有做完", "interrupted before it was done")
        if isinstance(error, Killed):
            reasons = in_one_language(Killed.REASON, "zh"), in_one_language(Killed.REASON, "en")
        _print_reason(*reasons, words, checked=True)
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return 1
    except OSError as error:
        return _refused(error, words)
    except Exception as error:  # the last line of defence
        return _internal(error)


def _run(words: list[str]) -> int:
    try:
        status = _done(words)
        sys.stdout.flush()
        return status
    except DefinitionError as error:
        for mistake in error.mistakes:
            _show(mistake, words)
        count = len(error.mistakes)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        _print_reason(f"配置、规则或者方言文件里有 {count} 处错误", f"{mistakes} in definition files", words)
        return 2
    except UsageError as error:
        _print_reason(error.zh, str(error), words, checked=isinstance(error, OutputError))
        return 2


def _print_reason(zh: str, en: str, words: list[str], checked: bool = False) -> None:
    """One line on why nothing was checked, or the report is incomplete; without --lang in both languages."""
    from guidelint.cli.chinese_errors import in_quotes
    from guidelint.cli.language import requested_language

    zh = in_quotes(zh)
    message = {"zh": zh, "en": en}
    if not checked:
        message = {"zh": f"{zh}；没有检查任何内容", "en": f"{en}; nothing was checked"}
    print(
        "guidelint:", message.get(requested_language(words)) or " | ".join(message.values()), file=sys.stderr
    )


def _show(mistake: Mistake, words: list[str]) -> None:
    """One line on a mistake in a file, in the language asked for, else in both, as programs know it first."""
    from guidelint.cli.chinese_errors import in_chinese, in_quotes
    from guidelint.cli.language import requested_language

    en, zh = mistake.message, in_chinese(mistake.message)
    both, zh = (en, en) if zh == en else (f"{en} | {in_quotes(zh)}", in_quotes(zh))
    message = {"zh": zh, "en": en}.get(requested_language(words), both)
    print(mistake._replace(message=message), file=sys.stderr)


def _done(words: list[str]) -> int:
    """The status of a command, or of having shown what there is to choose from."""
    try:
        options = parse(_with_default_command(words))
    except SystemExit as end:  # --help and --version, which are still to be printed whole
        return int(end.code or 0)
    status: int = import_module(f"guidelint.cli.commands.{options.command}").run(options)
    return status


def _refused(error: OSError, words: list[str]) -> int:
    """What the system refuses: a path is the caller's, a stream that is full nobody's mistake, all else is ours."""
    if error.filename is None and error.errno in _FULL:
        discard_output()
        zh, en = f"输出没有写完：{reason_in_chinese(error)}", "the output could not be written whole"
        _print_reason(zh, f"{en}: {error.strerror}", words, checked=True)
        return 3
    if error.filename is not None and error.errno in _NO_WAY:
        _print_reason(
            f"{error.filename}：{reason_in_chinese(error)}", f"{error.filename}: {error.strerror}", words
        )
    elif error.filename is None and error.errno == errno.ENOENT:
        _print_reason(
            "当前文件夹已经不在了，请换一个", "the current folder is gone: change to another one", words
        )
    else:
        return _internal(error)
    return 2


def _internal(error: Exception) -> int:
    import traceback

    traceback.print_exc()
    reason = "程序内部错误，请把以上内容报告给维护者 | internal error, please report the above"
    print(f"guidelint: {reason}: {type(error).__name__}: {error}", file=sys.stderr)
    return 3


def _with_default_command(words: list[str]) -> list[str]:
    """`check` is meant where the first word is no command; UsageError where it could be one and is no path."""
    if not words or words[0] in (*COMMANDS, *_OPTIONS_OF_ALL):
        return words or ["check"]
    first = words[0]
    if first in _RESERVED and not os.path.lexists(first):
        raise UsageError(
            f"命令 {first!r} 留作以后用，现在还没有", f"command {first!r} is reserved, and does nothing yet"
        )
    if first.isalpha() and not os.path.lexists(first):
        zh, en = meant(first, COMMANDS), near(first, COMMANDS)
        raise UsageError(
            f"没有命令 {first!r}，也没有这个名字的文件或文件夹{zh or '（有哪些命令，见 guidelint --help）'}",
            f"no command {first!r}, nor a file or folder of this name{en or ' (see guidelint --help)'}",
        )
    return ["check", *words]


def _never_fail_to_print() -> None:
    """A console that lacks a character shows a question mark instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")

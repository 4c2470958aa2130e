"""Writing files, whole and only where the caller asked; a report may take several (NAME.2.sarif)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from guidelint.errors import OutputError, UsageError, reason, reason_in_chinese
from guidelint.files import write_all, write_whole

if TYPE_CHECKING:
    from guidelint.sources.inputs import Input

_OLDER = {".xls": ".xlsx", ".et": ".xlsx", ".doc": ".docx", ".wps": ".docx"}
"""Names under which office programs refuse what is written here, each with the ending that they expect."""
_STREAMS = {"-": "stdout", "/dev/stdout": "stdout", "/dev/stderr": "stderr"}


def is_stream(path: FilePath) -> bool:
    """Whether what is written there flows on, as into a device or a pipe, and cannot be beside another file."""
    return str(path) in _STREAMS or (path.exists() and not path.is_file() and not path.is_dir())


def must_be_writable(path: FilePath, option: str) -> None:
    """UsageError where the folder of a file that an option names is not there, or its name is of an older format."""
    ending = _OLDER.get(path.suffix.lower())
    if ending:
        raise UsageError(
            f"{option}：文件名请以 {ending} 结尾，现在是 {path.name!r}",
            f"{option}: name a file that ends in {ending}, not {path.name!r}",
        )
    if not path.absolute().parent.is_dir():
        folder = path.parent.as_posix()
        raise UsageError(f"{option}：没有文件夹 {folder!r}", f"{option}: no folder {folder!r}")


def check_outputs(outputs: Sequence[tuple[str, FilePath]], inputs: Sequence[str]) -> None:
    """UsageError unless each file that an option names can be written beside the others, and is not an input."""
    sources = {FilePath(name).resolve() for name in inputs}
    files: set[FilePath] = set()
    for option, path in outputs:
        if is_stream(path):
            continue
        name, whole = repr(path.as_posix()), path.resolve()
        must_be_writable(path, option)
        if path.is_dir():
            raise UsageError(
                f"{option}：{name} 是文件夹，请写明其中的文件名",
                f"{option}: {name} is a folder; name a file in it",
            )
        if whole in sources:
            raise UsageError(
                f"{option}：{name} 是要检查的文件，请写到另一个文件",
                f"{option}: {name} is a file to check; name another file",
            )
        if whole in files:
            raise UsageError(
                f"{option}：两份报告写进了同一个文件 {path.name!r}",
                f"{option}: two reports in one file {path.name!r}",
            )
        files.add(whole)


def sources_at(paths: Iterable[FilePath], sources: Iterable[Input]) -> list[Input]:
    """The sources that lie at some paths, by whatever name: to write there is to replace them."""
    places = {_identity(path) for path in paths if path.is_file()}
    return [source for source in sources if places and source.path and _identity(source.path) in places]


def _identity(path: FilePath | str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - of thousands
    except OSError:
        return None
    return status.st_dev, status.st_ino


def write_text(path: FilePath, text: str) -> None:
    """Write a text as UTF-8 with the line ends that it has."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: FilePath, data: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one; OutputError when that cannot be.

    A link stays one, and what it leads to is written. A device or a pipe is not replaced but written to; to the
    process's own streams is written behind what was printed already.
    """
    try:
        stream = getattr(sys, _STREAMS.get(str(path), ""), None)
        if stream is not None:
            stream.flush()
            stream.buffer.write(data)
        elif is_stream(path):
            with path.open("wb") as stream:
                stream.write(data)
        else:
            write_whole(path.resolve() if path.is_symlink() else path, data, 0o666)
    except OSError as error:
        raise _unwritten(path, error) from error


def write_together(files: Sequence[tuple[FilePath, bytes]]) -> None:
    """Write files that make sense only together, as a table and its lists: OutputError when one cannot be, and then
    none is written; devices and pipes come last.
    """
    try:
        streams = {path: data for path, data in files if is_stream(path)}
        whole = [(path, data) for path, data in files if path not in streams]
        write_all([(path.resolve() if path.is_symlink() else path, data) for path, data in whole], 0o666)
    except OSError as error:
        raise _unwritten(error.filename, error) from error
    for path, data in streams.items():
        write_bytes(path, data)


def _unwritten(path: FilePath | str, error: OSError) -> OutputError:
    return OutputError(f"写不了 {path}：{reason_in_chinese(error)}", f"cannot write {path}: {reason(error)}")


def discard_output() -> None:
    """What is still to be printed, at the latest when the interpreter ends, goes where nothing can fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def part_path(path: FilePath, number: int) -> FilePath:
    """The path of a part of a report; the first part has the given path."""
    return path if number == 1 else path.with_name(f"{path.stem}.{number}{path.suffix}")


def remove_parts(path: FilePath, number: int) -> None:
    """Remove the parts from a number on, as far as they are plain files of ours, one after the other."""
    while (file := part_path(path, number)).is_file() and not file.is_symlink() and _is_part(file, number):
        file.unlink()
        number += 1


def _is_part(file: FilePath, number: int) -> bool:
    """Whether a file is this part of a SARIF, and this program wrote it."""
    import json

    try:
        (run,) = json.loads(file.read_bytes())["runs"]
        return bool(run["tool"]["driver"]["name"] == "guidelint" and run["properties"]["part"] == number)
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return False

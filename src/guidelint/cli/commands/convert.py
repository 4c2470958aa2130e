"""`guidelint convert`: canonical records of any source, written as a stream or one file a matter."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from unicodedata import normalize

from guidelint.cli.commands.check import inputs_of
from guidelint.cli.files import must_be_writable, sources_at, write_together
from guidelint.cli.settings import ruleset_of, supports_unicode
from guidelint.conversion import Converted, convert
from guidelint.errors import UsageError
from guidelint.finding import NOT_SEEN
from guidelint.record import Data
from guidelint.reporters.visible import HIDDEN, visible
from guidelint.sources.inputs import Input
from guidelint.writers import FILES_ONLY, write

_UNSAFE = re.compile(r'[\s.\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|(?:com|lpt)[\d¹²³]")
"""Names that Windows gives to devices."""
_LONGEST = 60
"""Characters of a name: Chinese ones take three bytes, and a file system allows 255."""


def run(options: argparse.Namespace) -> int:
    """The command. Everything is written, or nothing."""
    ruleset = ruleset_of(options)
    sources = inputs_of(options, ruleset)
    made = convert(ruleset, sources)
    if made.records:
        _write(made.records, sources, options)
    _report(made, options.quiet)
    return int(not made.whole or not made.records)


def _write(records: list[Data], sources: list[Input], options: argparse.Namespace) -> None:
    if options.out == "-":
        if options.split:
            raise UsageError("用 --split 要用 --out 写明文件夹", "--split: name a folder with --out")
        _to_stdout(records, options.to)
        return
    files = dict(_files(records, options))
    there = [path.as_posix() for path in files if path.exists()]
    if there and not options.force:
        raise UsageError(
            f"{'、'.join(there[:5])} 已经存在，要覆盖请加 --force",
            f"{', '.join(there[:5])} exists already; --force overwrites",
        )
    if own := [source.name for source in sources_at(files, sources)]:
        raise UsageError(
            f"--out：{'、'.join(own[:5])} 是要转换的文件，请写到另一个文件",
            f"--out: {', '.join(own[:5])} is a file to convert; name another file",
        )
    write_together(list(files.items()))


def _to_stdout(records: list[Data], form: str) -> None:
    if form in FILES_ONLY:
        raise UsageError(
            f"{form} 不能写到标准输出，请用 --out 写明文件或文件夹",
            f"{form} is no stream: name a file or a folder with --out",
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(write(form, records)[0].content)
    sys.stdout.buffer.flush()


def _files(records: list[Data], options: argparse.Namespace) -> Iterator[tuple[FilePath, bytes]]:
    """Every file with its content: in a folder one for each matter, else one for all."""
    out = FilePath(options.out)
    if not (options.split or out.is_dir() or options.out.endswith("/")):
        must_be_writable(out, "--out")
        yield from _named(records, out, options.to)
        return
    if out.exists() and not out.is_dir():
        raise UsageError(
            f"--out：{options.out!r} 是文件，不是文件夹", f"--out: {options.out!r} is a file, not a folder"
        )
    contents = [
        pair
        for name, record in zip(file_names(records), records, strict=True)
        for pair in _named([record], out / f"{name}.{options.to}", options.to)
    ]
    out.mkdir(parents=True, exist_ok=True)
    yield from contents


def _named(records: list[Data], path: FilePath, form: str) -> Iterator[tuple[FilePath, bytes]]:
    """The files of some records: the first under the path itself, those beside it by what their name adds."""
    for number, (suffix, content) in enumerate(write(form, records)):
        yield (path if number == 0 else path.with_name(path.stem + suffix)), content


def file_names(records: Iterable[Data]) -> list[str]:
    """A safe and different file name, without its extension, for each record: by its code, else its name.

    Of equal ones all but the first are numbered so that the files sort as the records do: read again, they get the
    same names.
    """
    wanted = [_file_name(record) for record in records]
    counts = Counter(map(str.casefold, wanted))
    last: dict[str, tuple[str, int]] = {}
    names: dict[str, str] = {}
    for text in wanted:
        key = text.casefold()
        first, number = last.get(key, (text, 1))
        name = first
        while name.casefold() in names:
            number += 1
            name = f"{first}_{number:0{len(str(counts[key]))}}"
        last[key] = first, number
        names[name.casefold()] = name
    return list(names.values())


def _file_name(record: Data) -> str:
    """Composed, as some file systems take é and e with an accent for the same name."""
    text = normalize("NFC", str(record.get("code") or record.get("name") or ""))
    text = _UNSAFE.sub("_", HIDDEN.sub("_", text)).strip("_")[:_LONGEST]
    return f"{text or 'matter'}_" if _RESERVED.fullmatch(text) else text or "matter"


def _report(made: Converted, quiet: bool) -> None:
    """What is wrong with the sources and what could not be mapped, a line each, on standard error."""
    for finding in sorted(made.findings, key=lambda finding: finding.sort_key):
        if not quiet or finding.rule in NOT_SEEN:
            _print(f"{finding.location.place}: {finding.severity} {finding.rule} {finding.message}")
    for kept in () if quiet else made.kept:
        if kept.keys:
            _print(
                f"{kept.source}: {kept.matter}：未映射，放入 extra (kept under extra): {', '.join(kept.keys)}"
            )
        if kept.emptied:
            _print(
                f"{kept.source}: {kept.matter}：空条目，略去 (empty entries left out): {', '.join(kept.emptied)}"
            )
        if kept.replaced:
            told = f"{kept.replaced} 个控制字符换成 U+FFFD (control characters replaced)"
            _print(f"{kept.source}: {kept.matter}：{told}")
    if not made.records:
        _print("没有可转换的办事指南，什么也没有写 (no guide: nothing was written)")


def _print(line: str) -> None:
    print(visible(line, supports_unicode()), file=sys.stderr)

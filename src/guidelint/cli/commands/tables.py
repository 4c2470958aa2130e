"""`guidelint tables refresh`: the table of last articles, made anew from a folder of statute texts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path as FilePath

from guidelint.cli.files import write_text
from guidelint.errors import UsageError
from guidelint.statutes import ARTICLE_TABLE, article_rows, article_table, changed_rows, read_folder
from guidelint.tables import data_folder, rows


def run(options: argparse.Namespace) -> int:
    """The command: shows what changed; writes only with --write, then to --out or over the built-in table."""
    folder = FilePath(options.folder)
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {options.folder!r}", f"no folder {options.folder!r}")
    read = read_folder(folder)
    for name, reason in read.skipped:
        print(f"guidelint: {name}: skipped: {reason}", file=sys.stderr)
    if not read.statutes:
        raise UsageError(
            f"文件夹 {options.folder!r} 里没有法律文本", f"no statute text in {options.folder!r}"
        )
    out = FilePath(options.out) if options.out else data_folder()
    old = _old(out)
    new = article_rows(read.statutes, options.source or folder.resolve().name)
    if options.keep:
        names = {row[0] for row in new}
        new = sorted([*new, *(row for row in old if row[0] not in names)])
    changes = changed_rows(old, new)
    for change, row in changes:
        print(change, *row, sep="\t")
    counts = ", ".join(f"{sum(s == change for s, _ in changes)} {word}" for change, word in _WORDS.items())
    print(f"{len(read.statutes)} texts read, {len(read.skipped)} skipped; {counts}")
    if options.write:
        out.mkdir(parents=True, exist_ok=True)
        write_text(out / f"{ARTICLE_TABLE}.tsv", article_table(new))
    return 0


_WORDS = {"+": "rows added", "-": "removed", "~": "changed"}


def _old(out: FilePath) -> list[tuple[str, ...]]:
    """The table to compare with: that of the folder to write to, else the built-in one."""
    there = (out / f"{ARTICLE_TABLE}.tsv").is_file()
    return rows(ARTICLE_TABLE, out if there else None)

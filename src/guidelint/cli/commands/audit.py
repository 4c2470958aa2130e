"""`guidelint audit FILE`: do the totals, shares and ranks of a published table follow from its own rows."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path as FilePath

from guidelint.assess.audit import audit
from guidelint.assess.audit.grid import Grid, grid_of
from guidelint.assess.audit.show import audit_text
from guidelint.cli.settings import config_path
from guidelint.config.file import config_files, load_config
from guidelint.errors import UsageError, reason_in_both
from guidelint.location import START
from guidelint.readers.tree import SourceProblem
from guidelint.reporters.visible import visible


def run(options: argparse.Namespace) -> int:
    """The command; 1 when anything but rounding is wrong, or there is no table that can be audited."""
    config = load_config(config_files(config_path(options)))
    (name,) = options.paths
    source = FilePath(name)
    if not os.path.lexists(source):
        raise UsageError(f"没有这个文件或文件夹：{name}", f"no such file or folder: {name}")
    if source.is_dir():
        raise UsageError(
            f"{name!r} 是文件夹，请写明表格所在的文件",
            f"{name!r} is a folder; name the file that holds the table",
        )
    made = audit(_grid(source), config.aliases)
    text = audit_text(made, source.as_posix(), options.format, options.lang or config.lang)
    sys.stdout.write(text if options.format == "json" else visible(text, keep="\n"))
    return int(made.fails)


def _grid(source: FilePath) -> Grid:
    try:
        return grid_of(source.read_bytes(), source.suffix.lower())
    except OSError as error:
        reason = {"reason": reason_in_both(error)}
        return Grid((), (SourceProblem("source.unreadable", START, reason),))

"""How a run is executed, from the options: number of processes, cached results, and progress on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
import time

from guidelint.caching.cache import default_folder
from guidelint.caching.file_stamps import packages_stamp, program_stamp
from guidelint.lean.digest import blake2b
from guidelint.ruleset import Ruleset, tables_stamp
from guidelint.run.engine import RunOptions
from guidelint.run.results import Results

_PROGRESS_DELAY = 2.0
"""Seconds after which a person wants to see that something is going on."""
_WIDTH = 30


def run_options_of(options: argparse.Namespace, ruleset: Ruleset, keep_matters: bool) -> RunOptions:
    """The manner of a run under some options."""
    folder = None if options.no_cache else default_folder(dict(os.environ))
    results = None
    if folder is not None:
        results = Results(folder / "results", identity(ruleset, keep_matters), ruleset.base)
    return RunOptions(getattr(options, "jobs", 1), results, Progress())


def identity(ruleset: Ruleset, keep_matters: bool) -> str:
    """What an outcome depends on beside the source: program, packages, rules, tables, settings and date."""
    lists = {name: sorted(codes) for name, codes in sorted(ruleset.lists.items())}
    code = (sys.version, program_stamp(), packages_stamp(), ruleset.hash, tables_stamp(ruleset.config))
    parts = (*code, ruleset.config, lists, keep_matters)
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()


class Progress:
    """A bar on the terminal of standard error, from the third second on; nowhere else a word."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.shown = False
        self.visible = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """Show how much is done."""
        if not self.visible or (not self.shown and time.monotonic() - self.started < _PROGRESS_DELAY):
            return
        self.shown = done < of
        full = _WIDTH * done // max(of, 1)
        bar = f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{of}"
        sys.stderr.write(bar if self.shown else "\r" + " " * (len(bar) + 2) + "\r")
        sys.stderr.flush()

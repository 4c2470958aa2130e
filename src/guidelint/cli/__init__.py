"""The command line: arguments to options, options to a call, its outcome to streams and an exit status."""

from __future__ import annotations

import gc
import os
import sys

from guidelint.cache import default_folder

_FEWER_COLLECTIONS = (100_000, 50, 50)
"""What a run allocates lives as long as its source: looking for garbage at every 700th object only costs."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status of the contract (0, 1, 2 or 3)."""
    gc.set_threshold(*_FEWER_COLLECTIONS)
    words = sys.argv[1:] if arguments is None else arguments
    folder = None if arguments is not None or "--no-cache" in words else default_folder(dict(os.environ))
    expressions = None
    if folder is not None:
        from guidelint.cli.expressions import Expressions

        expressions = Expressions(folder)
        expressions.begin()
    from guidelint.cli.run import run_command

    try:
        return run_command(words)
    finally:
        if expressions is not None:
            expressions.end()
        if arguments is None:
            gc.freeze()  # the process ends: what it holds need not be looked through for garbage once more

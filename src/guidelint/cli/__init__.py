"""The command line: arguments to options, options to a call, its outcome to streams and an exit status."""

from __future__ import annotations

import gc

_FEWER_COLLECTIONS = (100_000, 50, 50)
"""What a run allocates lives as long as its source: looking for garbage at every 700th object only costs."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status of the contract (0, 1, 2 or 3)."""
    gc.set_threshold(*_FEWER_COLLECTIONS)
    from guidelint.cli.run import run_command

    return run_command(arguments)

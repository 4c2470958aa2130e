"""The command line: arguments to options, options to a call, its outcome to streams and an exit status."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status of the contract (0, 1, 2 or 3)."""
    from guidelint.cli.run import run_command

    return run_command(arguments)

"""`guidelint completion SHELL`: a completion script on standard output."""

from __future__ import annotations

import argparse

from guidelint.cli.arguments import build_parser


def run(options: argparse.Namespace) -> int:
    """The command."""
    import shtab

    print(shtab.complete(build_parser(), shell=options.shell))
    return 0

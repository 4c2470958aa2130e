"""`guidelint schema NAME`: a JSON Schema on standard output."""

from __future__ import annotations

import argparse
import json

from guidelint.schemas import schema


def run(options: argparse.Namespace) -> int:
    """The command."""
    print(json.dumps(schema(options.name), ensure_ascii=False, indent=2))
    return 0

"""`python -m guidelint` is the command line."""

from __future__ import annotations

import sys

from guidelint.cli import main

if __name__ == "__main__":
    sys.exit(main())

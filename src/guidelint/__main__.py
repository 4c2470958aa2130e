"""`python -m guidelint` is the command line."""

from __future__ import annotations

from guidelint.cli import process

if __name__ == "__main__":
    process()

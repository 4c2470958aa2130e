"""guidelint: a linter for government service guides (办事指南)."""

from __future__ import annotations

__version__ = "0.1.0"

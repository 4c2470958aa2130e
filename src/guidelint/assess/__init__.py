"""The assessment of a set of guides: tallies that can be merged, and the tables made from them."""

from __future__ import annotations

FORMATS = ("rich", "json", "csv", "markdown", "html", "xlsx")
"""How the tables can be shown."""
AUDIT_FORMATS = ("concise", "json", "markdown")
"""How an audit can be shown."""

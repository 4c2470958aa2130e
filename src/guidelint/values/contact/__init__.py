"""Parsers of addresses and telephone numbers."""

"""Parsers of time limits and of office hours."""

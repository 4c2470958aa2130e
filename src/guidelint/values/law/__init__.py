"""Parsers of laws, their articles, and numbers of documents."""

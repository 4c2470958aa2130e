"""Parsers of texts as such: words, lists, slips, check boxes."""

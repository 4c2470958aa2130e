"""Parsers of codes, names and numbers of authorities, matters and persons."""

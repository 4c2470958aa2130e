"""Parsers of the values in guides: durations, hours, phone numbers, citations, codes, addresses."""

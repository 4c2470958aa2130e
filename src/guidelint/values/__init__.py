"""Reads the values that guides are made of: durations, hours, phones, citations, codes, addresses."""

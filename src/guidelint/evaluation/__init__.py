"""Evaluating all rules on records and on sets of records, and turning problems into findings."""

"""Findings that are accepted: suppressions with a reason, baselines, and their comparison with a report."""

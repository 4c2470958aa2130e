"""The parts of the HTML report: summary, charts, findings as data for its script, and a list for use without
scripts.
"""

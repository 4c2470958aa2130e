"""Checks of rule group `results`: what an applicant receives."""

"""Checks of rule group `process`: stages, steps and their times."""

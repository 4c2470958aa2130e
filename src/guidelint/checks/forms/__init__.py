"""Checks of rule group `forms`: which materials are forms, and the files with blank and sample."""

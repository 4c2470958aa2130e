"""Checks of rule group `identity`: codes, regions, themes."""

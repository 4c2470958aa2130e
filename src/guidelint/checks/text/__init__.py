"""Checks of rule group `text`: words and writing."""

"""Checks of rule group `dataset`: a whole set of guides, as tallies that can be merged."""

"""Checks of rule group `depth`: how far a matter can be handled online, and visits in person."""

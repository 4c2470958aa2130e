"""Checks of rule group `contact`: locations, opening hours, telephone numbers."""
